"""An effect: paired differences over the seeds, and whether one that matters would have been seen.

It has the claimed direction where its 95 % interval leaves out zero on that side. Where the
interval holds zero, an effect that matters was either to be seen, or nothing can be said.
"""

from typing import NamedTuple

import pandas as pd

from sim.evidence.claims.answer import CANNOT_SAY, MEETS, MISSES, interval
from sim.evidence.claims.numbers import Seeds
from sim.evidence.claims.power import ENOUGH, power, seeds_needed
from sim.experiments.differences import AGREEING, ALIKE, may_be_chance, paired_differences
from sim.experiments.words import changes, sentence

MATTERS = 0.05  # of the level: an effect that a reader would call one


class Effect(NamedTuple):
    """What a mechanism changes, seed by seed."""

    differences: Seeds
    matters: float  # in their unit; 0 where nothing was there to change
    up: bool  # the claimed direction

    def holds(self) -> "pd.Series[bool]":
        """By seed, whether it has the claimed sign."""
        return (self.differences if self.up else -self.differences) > 0.0

    def verdict(self) -> str:
        """Whether it has the claimed direction, or could not have been seen."""
        _, low, high = interval(self.differences, against=0.0)
        if low > 0.0 or high < 0.0:
            return MEETS if (low > 0.0) == self.up else MISSES
        return MISSES if self._power() >= ENOUGH else CANNOT_SAY

    def missed(self) -> str:
        """What it would take to say; nothing where something is said."""
        if self.verdict() != CANNOT_SAY or self.matters == 0.0:
            return ""
        needed = seeds_needed(float(self.differences.std()), self.matters)
        if self._may_be_chance():
            needed = AGREEING
        asks = f"{needed} seeds would do" if needed else "it takes a finer scale"
        chance = 100 * (1.0 - self._power())
        return f"(an effect that matters would be missed in {chance:.0f} % of tries; {asks})"

    def _power(self) -> float:
        """Chance that a true effect of a size that matters would have been found."""
        if self.matters == 0.0 or self._may_be_chance():
            return 0.0
        return power(float(self.differences.std()), self.matters, len(self.differences))

    def _may_be_chance(self) -> bool:
        """Whether it is the same at every one of few seeds, so that their spread tells nothing."""
        mean, spread = float(self.differences.mean()), float(self.differences.std())
        is_one = ALIKE * self.matters < abs(mean)  # and not what rounding leaves of none
        return is_one and bool(may_be_chance(mean, spread, len(self.differences)))


class Pair(NamedTuple):
    """A level with a mechanism and without it."""

    outcome: str  # as `experiments.words` has it
    where: str  # "" for the country
    unit: str
    level: Seeds
    without: Seeds

    def effect(self, share: float, up: bool) -> Effect:
        """The effect; one of this share of the level without the mechanism matters."""
        usual = abs(self.without.mean()) or abs(self.level.mean())
        return Effect(self.level - self.without, share * usual, up)

    def sentence(self) -> str:
        """The paired difference in words."""
        sides = {"with": self.level, "without": self.without}
        table = pd.concat(
            [
                values.rename("value").reset_index().assign(scenario=name)
                for name, values in sides.items()
            ]
        ).assign(outcome=self.outcome, unit=self.unit)
        (change,) = changes(paired_differences(table, {"with": "without"}), "with")
        return (f"{self.where}: " if self.where else "") + sentence(change)


def together(effects: list[Effect]) -> str:
    """One verdict of several that must all hold: a single miss is one."""
    verdicts = [effect.verdict() for effect in effects]
    if MISSES in verdicts:
        return MISSES
    return CANNOT_SAY if CANNOT_SAY in verdicts else MEETS
