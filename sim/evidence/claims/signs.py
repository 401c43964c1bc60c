"""A direction or a mechanism was reported: the answer is a level or a gap.

It is judged by an effect and its 95 % interval. Where the interval holds zero, the question is
whether an effect of a size that matters would have been seen: else the model cannot say.
"""

from typing import NamedTuple

import pandas as pd

from sim.evidence.claims.answer import (
    CANNOT_SAY,
    MEETS,
    MISSES,
    Answer,
    counted,
    if_defined,
    interval,
    share_taken,
)
from sim.evidence.claims.numbers import COAST, INLAND, NATION, MissingError, Numbers, Seeds
from sim.evidence.claims.power import ENOUGH, power, seeds_needed
from sim.evidence.claims.reported import Claim
from sim.experiments.differences import paired_differences
from sim.experiments.words import changes, sentence

MATTERS = 0.05  # of the level: an effect that a reader would call one


class InlandAbove(NamedTuple):
    """The mean over the inland provinces is above the mean over the coastal ones."""

    outcome: str

    def asks(self, claim: Claim) -> str:
        """The gap."""
        return f"{self.outcome}, {INLAND} less {COAST}"

    def reported(self, claim: Claim) -> str:
        """The sign."""
        return "inland above the coast"

    def answer(self, claim: Claim, on: Numbers, off: Numbers | None) -> Answer:
        """Inland less coast."""

        def gap(numbers: Numbers) -> Seeds:
            return numbers.of(self.outcome, INLAND) - numbers.of(self.outcome, COAST)

        unit = on.unit(self.outcome, INLAND)
        effect = Effect(gap(on), MATTERS * abs(on.of(self.outcome, COAST).mean()), up=True)
        mean, without = float(gap(on).mean()), if_defined(gap, off)
        note = f"{counted(gap(on) > 0)}. {self.asks(claim)}: means over provinces"
        return Answer(
            *interval(gap(on)), effect.verdict(), without, unit,
            " ".join(filter(None, (note, effect.missed()))), taken=share_taken(mean, without),
        )  # fmt: skip


class Effect(NamedTuple):
    """Paired differences, and how large they would have to be to matter."""

    differences: Seeds
    matters: float  # in their unit; 0 where nothing was there to change
    up: bool  # the claimed direction

    def _deviation(self) -> float:
        return float(self.differences.std())

    def _seen(self) -> bool:
        """Whether a true effect of a size that matters would have been found."""
        if self.matters == 0.0:
            return False
        return power(self._deviation(), self.matters, len(self.differences)) >= ENOUGH

    def verdict(self) -> str:
        """Whether it has the claimed direction, or could not have been seen."""
        _, low, high = interval(self.differences)
        if low > 0.0 or high < 0.0:
            return MEETS if (low > 0.0) == self.up else MISSES
        return MISSES if self._seen() else CANNOT_SAY

    def missed(self) -> str:
        """What it would take to say; nothing where something is said."""
        if self.verdict() != CANNOT_SAY or self.matters == 0.0:
            return ""
        chance = 1.0 - power(self._deviation(), self.matters, len(self.differences))
        needed = seeds_needed(self._deviation(), self.matters)
        asks = f"{needed} seeds would do" if needed else "it takes a finer scale"
        return f"(an effect that matters would be missed in {100 * chance:.0f} % of tries; {asks})"


class Case(NamedTuple):
    """An outcome, and where it is looked at."""

    outcome: str
    place: str = NATION
    matters: float = MATTERS  # an effect of this share of the level is one that counts


class Moves(NamedTuple):
    """The mechanism moves an outcome, seed by seed; of several cases each must move."""

    cases: tuple[Case, ...]  # the level of the first is the answer
    up: bool

    def asks(self, claim: Claim) -> str:
        """The cases."""
        return ", ".join(f"{case.outcome} of {case.place}" for case in self.cases)

    def reported(self, claim: Claim) -> str:
        """The sign."""
        return "rises" if self.up else "falls"

    def answer(self, claim: Claim, on: Numbers, off: Numbers | None) -> Answer:
        """The level of the first case with the mechanism, beside that without."""
        levels = [on.of(case.outcome, case.place) for case in self.cases]
        if off is None:
            raise MissingError("the mechanism can't be switched off")
        others = [off.of(case.outcome, case.place) for case in self.cases]
        units = [on.unit(case.outcome, case.place) for case in self.cases]
        effects = [
            Effect(level - other, case.matters * (abs(other.mean()) or abs(level.mean())), self.up)
            for case, level, other in zip(self.cases, levels, others)
        ]
        signed = [each.differences if self.up else -each.differences for each in effects]
        holds = (pd.concat(signed, axis=1) > 0.0).all(axis=1)
        told = (
            f"{_told(case, unit, level, other)} {effect.missed()}".rstrip()
            for case, unit, level, other, effect in zip(self.cases, units, levels, others, effects)
        )
        note = f"{counted(holds)}. {' '.join(told)}"
        verdict = _together([effect.verdict() for effect in effects])
        without = float(others[0].mean())
        return Answer(*interval(levels[0]), verdict, without, units[0], note, taken=1.0)


def rises(*cases: Case) -> Moves:
    """The mechanism raises each of them."""
    return Moves(cases, up=True)


def falls(*cases: Case) -> Moves:
    """The mechanism lowers each of them."""
    return Moves(cases, up=False)


def _together(verdicts: list[str]) -> str:
    """One verdict of several that must all hold: a single miss is one."""
    if MISSES in verdicts:
        return MISSES
    return CANNOT_SAY if CANNOT_SAY in verdicts else MEETS


def _told(case: Case, unit: str, level: Seeds, other: Seeds) -> str:
    """The paired difference that the mechanism makes, in words."""
    sides = {"with": level, "without": other}
    table = pd.concat(
        [
            values.rename("value").reset_index().assign(scenario=name)
            for name, values in sides.items()
        ]
    ).assign(outcome=case.outcome, unit=unit)
    (change,) = changes(paired_differences(table, {"with": "without"}), "with")
    where = "" if case.place == NATION else f"{case.place}: "
    return where + sentence(change)
