"""Rules of a chain of firms broken on purpose, where their text is run as plain Python.

A process of its own plays the beer game, the one case that is quick so, and prints for each rule
whether theory and the published fingerprint notice.
"""

import json
import sys
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest

from tests.evidence.faults.breaking import noticed
from tests.plain import output_of

CHECKS = ("theory/beer_game", "fingerprints/textbook/beer_game")


class PlainFault(NamedTuple):
    """A rule, and what is made of it."""

    part: str
    said: str
    module: str  # of sim.rules
    function: str
    make: Callable[[Any], Any]


FAULTS = (
    PlainFault(
        "rule stock_policies",
        "an order is one too many",
        "stock_policies",
        "order_quantity",
        lambda real: lambda *asked: real(*asked) + 1,
    ),
    PlainFault(
        "rule rationing",
        "who is short ships nothing",
        "rationing",
        "proportional_share",
        lambda real: lambda *asked: 0 * real(*asked),
    ),
)


def checks_that_notice(fault: PlainFault | None) -> list[bool]:
    """Whether each check notices that a rule is broken wherever it is used; none: as it is."""
    with pytest.MonkeyPatch.context() as patch:
        if fault is not None:
            right = getattr(sys.modules[f"sim.rules.{fault.module}"], fault.function)
            for name, module in list(sys.modules.items()):
                if name.startswith("sim.") and getattr(module, fault.function, None) is right:
                    patch.setattr(module, fault.function, fault.make(right))
        return [noticed(check) for check in CHECKS]


def tried() -> list[list[bool]]:
    """The same without a fault, then of each, from a process without the compiler."""
    program = "from tests.evidence.faults.of_plain_rules import main; main()"
    answer: list[list[bool]] = json.loads(output_of(program, plain=True))
    return answer


def main() -> None:
    """Print them."""
    print(json.dumps([checks_that_notice(fault) for fault in (None, *FAULTS)]))
