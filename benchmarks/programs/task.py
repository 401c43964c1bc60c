"""The small task that every program here plays, and the clock that is held to each of them.

The clock counts the processor's time, which other work on the machine disturbs least.

Each evening a shop orders up to 12 from the supplier that it shares with 99 others; what it orders
can be sold from the morning after next. Its demand is Poisson with mean 5, and what it lacks is
lost. Consumers pay 2 a unit, and shops pay the supplier 1 a unit in the evening of the order.

Standard library alone: programs run in environments of their own.
"""

import contextlib
import json
import sys
import time
from collections.abc import Callable
from itertools import accumulate
from math import exp, factorial
from pathlib import Path
from typing import Protocol

MEAN = 5
LEVEL = 12
SHOPS_A_SUPPLIER = 100
PRICE = 2
COST = 1
WARMUP_DAYS = 10
UP_TO = list(accumulate(exp(-MEAN) * MEAN**k / factorial(k) for k in range(60)))  # P(demand <= k)


class Program(Protocol):
    """A model of the small task. Its sums begin before the clock does."""

    def step(self) -> object:
        """One day."""

    def demanded(self) -> int:
        """Units asked for in the shops."""

    def served(self) -> int:
        """Units sold."""

    def money(self) -> int:
        """Cash of shops and suppliers together."""


def time_it(make: Callable[[int, int], Program]) -> None:
    """Run make(shops, seed) for the days of the command line, and print what came out as JSON.

    sys.argv  ..., shops, days, seed
    """
    shops, days, seed = (int(word) for word in sys.argv[-3:])
    seconds: dict[str, float] = {}
    began = time.perf_counter()
    small = make(SHOPS_A_SUPPLIER, seed)  # what is loaded or compiled once is no part of a day
    for _ in range(2 * WARMUP_DAYS):
        small.step()
    seconds["first_days"] = time.perf_counter() - began

    forget_the_highest()
    before = resident_bytes("VmRSS")
    began = time.process_time()
    model = make(shops, seed)
    seconds["setup"] = time.process_time() - began
    for _ in range(WARMUP_DAYS):
        model.step()
    demanded, served, money = model.demanded(), model.served(), model.money()
    began = time.process_time()
    for _ in range(days):
        model.step()
    seconds["run"] = time.process_time() - began
    demanded, served, money = (
        model.demanded() - demanded,
        model.served() - served,
        model.money() - money,
    )
    if money != PRICE * served:
        sys.exit(f"consumers paid {PRICE * served}, but cash grew by {money}")
    answer = {
        "shops": shops,
        "days": days,
        "seconds": seconds,
        "ns": seconds["run"] * 1e9 / (shops * days),
        "bytes": (resident_bytes("VmHWM") - before) / shops,
        "fill_rate": served / demanded,
    }
    print(json.dumps(answer))


def resident_bytes(kind: str) -> float:
    """Memory of this process now (VmRSS) or at its highest (VmHWM); nan where /proc is not."""
    try:
        lines = Path("/proc/self/status").read_text("ascii").splitlines()
    except OSError:
        return float("nan")
    return next(1024.0 * int(line.split()[1]) for line in lines if line.startswith(kind))


def forget_the_highest() -> None:
    """From here on, VmHWM is the highest since now (Linux)."""
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5", "ascii")
