"""Rules of a chain of firms broken on purpose, where their text is run as plain Python.

A process of its own plays the beer game, the one case that is quick so, and prints for each rule
the verdicts of what theory and the published fingerprint say.
"""

import json
import sys
from collections.abc import Callable
from typing import Any, NamedTuple

from tests.plain import output_of

CHECKS = ("theory/beer_game", "fingerprints/textbook/beer_game", "theory/weekly_demand")


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


def verdicts(fault: PlainFault | None) -> list[str]:
    """What each check says while the rule is broken wherever it is used; none: as it is."""
    from sim.evidence.verifying import findings_of

    if fault is None:
        return said(findings_of)
    right = getattr(sys.modules[f"sim.rules.{fault.module}"], fault.function)
    wrong = fault.make(right)
    users = [
        module
        for name, module in list(sys.modules.items())
        if name.startswith("sim.") and getattr(module, fault.function, None) is right
    ]
    for module in users:
        setattr(module, fault.function, wrong)
    try:
        return said(findings_of)
    finally:
        for module in users:
            setattr(module, fault.function, right)


def said(findings_of: Callable[[str], Any]) -> list[str]:
    """The verdicts of each check, joined."""
    return [" ".join(sorted({line.verdict for line in findings_of(check)})) for check in CHECKS]


def tried() -> list[list[str]]:
    """The verdicts without a fault, then of each, from a process without the compiler."""
    program = "from tests.evidence.faults.of_plain_rules import main; main()"
    answer: list[list[str]] = json.loads(output_of(program, plain=True))
    return answer


def main() -> None:
    """Print them."""
    import sim.model  # noqa: F401 (so that all users of a rule are there)

    print(json.dumps([verdicts(fault) for fault in (None, *FAULTS)]))
