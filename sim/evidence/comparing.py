"""What theory expects against what the engine has found, outcome by outcome."""

from typing import NamedTuple

from sim.evidence.playing import Played
from sim.evidence.theories import Expected

SIGMAS = 5.0  # of the standard error: one comparison in two million fails by chance
SMALL = 0.05  # an outcome below this is judged as if it were as large


class Comparison(NamedTuple):
    """One outcome; the interval holds the exact value, or else the engine differs from theory."""

    outcome: str
    expected: float
    simulated: float
    half_width: float  # of the interval around what was simulated
    sharp: bool  # whether the interval is narrow enough to tell anything

    @property
    def low(self) -> float:
        """Lower end of the interval."""
        return self.simulated - self.half_width

    @property
    def high(self) -> float:
        """Upper end of the interval."""
        return self.simulated + self.half_width

    @property
    def verdict(self) -> str:
        """`agrees`, `differs`, or `too few days` to tell."""
        if not self.sharp:
            return "too few days"
        return "agrees" if self.low <= self.expected <= self.high else "differs"


def compare(expected: Expected, played: Played, rounding: float, sharp: float) -> list[Comparison]:
    """Every outcome that theory knows, in theory's order.

    rounding  relative error that numbers of the engine may have by themselves
    sharp     largest standard error against the exact value that makes a comparison worth doing
    """
    compared = []
    for outcome, exact in expected.items():
        error = played.errors.get(outcome, 0.0)
        size = max(abs(exact), SMALL)
        half = SIGMAS * error + rounding * size
        found = played.outcomes[outcome]
        compared.append(Comparison(outcome, exact, found, half, error <= sharp * size))
    return compared
