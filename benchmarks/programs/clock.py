"""The clock that is held to every program here, and what all of them trade by.

The clock counts the processor's time, which other work on the machine disturbs least.

A supplier, who never runs short, serves 100 shops. Consumers pay the shop 2 a unit, and the shop
pays its supplier 1 a unit in the evening of the order.

Standard library alone: programs run in environments of their own.
"""

import contextlib
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, Protocol

SHOPS_A_SUPPLIER = 100
PRICE = 2
COST = 1


class Task(NamedTuple):
    """How long a program of some task is let run before the clock begins."""

    shelves: int  # of a shop
    warmup_days: int


class Program(Protocol):
    """A model of a task. Its sums begin before the clock does."""

    def step(self) -> object:
        """One day."""

    def demanded(self) -> int:
        """Units asked for in the shops."""

    def served(self) -> int:
        """Units sold."""

    def money(self) -> int:
        """Cash of shops and suppliers together."""


def time_it(make: Callable[[int, int], Program], task: Task) -> None:
    """Run make(shops, seed) for the days of the command line, and print what came out as JSON.

    sys.argv  ..., shops, days, seed
    """
    shops, days, seed = (int(word) for word in sys.argv[-3:])
    seconds: dict[str, float] = {}
    began = time.perf_counter()
    small = make(SHOPS_A_SUPPLIER, seed)  # what is loaded or compiled once is no part of a day
    for _ in range(2 * task.warmup_days):
        small.step()
    seconds["first_days"] = time.perf_counter() - began

    forget_the_highest()
    before = resident_bytes("VmRSS")
    began = time.process_time()
    model = make(shops, seed)
    seconds["setup"] = time.process_time() - began
    for _ in range(task.warmup_days):
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
    shelves = shops * task.shelves
    answer = {
        "shops": shops,
        "days": days,
        "seconds": seconds,
        "ns": seconds["run"] * 1e9 / (shelves * days),
        "bytes": (resident_bytes("VmHWM") - before) / shelves,
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
