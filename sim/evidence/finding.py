"""One thing that was checked: what was expected, what was found, and the verdict."""

from typing import NamedTuple

AGREES, DIFFERS = "agrees", "differs"


class Finding(NamedTuple):
    """A line of `sim verify`; numbers, or words where the two must be the same."""

    what: str  # an outcome, or what must hold
    expected: float | str
    simulated: float | str
    low: float | None  # the interval around what was simulated that must hold what was expected
    high: float | None
    verdict: str  # AGREES, or what is wrong


def same(what: str, expected: float | str, simulated: float | str) -> Finding:
    """Two values that must be equal."""
    verdict = AGREES if expected == simulated else DIFFERS
    return Finding(what, expected, simulated, None, None, verdict)


def within(what: str, expected: float, simulated: float, half: float) -> Finding:
    """A value that must lie within `half` of what was simulated."""
    low, high = simulated - half, simulated + half
    return Finding(
        what, expected, simulated, low, high, AGREES if low <= expected <= high else DIFFERS
    )
