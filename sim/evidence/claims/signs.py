"""A direction or a mechanism was reported: the answer is a level or a gap, judged by its effect."""

from typing import NamedTuple

import pandas as pd

from sim.evidence.claims.answer import Answer, counted, if_defined, interval, share_taken
from sim.evidence.claims.effects import MATTERS, Effect, Pair, together
from sim.evidence.claims.numbers import COAST, INLAND, NATION, MissingError, Numbers, Seeds
from sim.evidence.claims.reported import Claim


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
        mean, low, high = interval(gap(on), against=0.0)
        without = if_defined(gap, off)
        note = f"{counted(effect.holds())}. {self.asks(claim)}: means over provinces"
        return Answer(
            mean, low, high, effect.verdict(), without, unit,
            " ".join(filter(None, (note, effect.missed()))), taken=share_taken(mean, without),
        )  # fmt: skip


class Case(NamedTuple):
    """An outcome, and where it is looked at."""

    outcome: str
    place: str = NATION
    matters: float = MATTERS  # an effect of this share of the level is one that counts
    must_move: bool = True  # else it is only told

    def pair(self, on: Numbers, off: Numbers) -> Pair:
        """The outcome with the mechanism and without it."""
        where, unit = _where(self.place), on.unit(self.outcome, self.place)
        level, without = (numbers.of(self.outcome, self.place) for numbers in (on, off))
        return Pair(self.outcome, where, unit, level, without)


# Groups of `experiments.members`, where the run without the mechanism is held against that with it.
OF_MECHANISM = {"sold_online": "households that sell online"}


class Members(NamedTuple):
    """Households that the mechanism is for: their income with it, and without it."""

    group: str  # of OF_MECHANISM
    place: str = NATION
    matters: float = MATTERS
    must_move: bool = True  # else it is only told

    def pair(self, on: Numbers, off: Numbers) -> Pair:
        """Their incomes in both, which the run without has; raises MissingError without any."""
        without, with_it = off.of_members(self.group, self.place)
        return Pair(
            f"income.{OF_MECHANISM[self.group]}", _where(self.place), "RMB/year", with_it, without
        )


class Moves(NamedTuple):
    """The mechanism moves an outcome; of several cases each must move.

    Members are the same households with it and without it; they must gain.
    """

    cases: tuple[Case, ...]  # the level of the first is the answer
    up: bool
    members: tuple[Members, ...] = ()

    def asks(self, claim: Claim) -> str:
        """The cases, and those whose income is looked at one by one."""
        asked = [f"{case.outcome} of {case.place}" for case in self.cases]
        asked += [f"income of {OF_MECHANISM[who.group]} of {who.place}" for who in self.members]
        return ", ".join(asked)

    def reported(self, claim: Claim) -> str:
        """The sign."""
        return "rises" if self.up else "falls"

    def answer(self, claim: Claim, on: Numbers, off: Numbers | None) -> Answer:
        """The level of the first case with the mechanism, beside that without."""
        if off is None:
            raise MissingError("the mechanism can't be switched off")
        first = self.cases[0].pair(on, off)
        effects: list[Effect] = []
        told: list[str] = []
        looks: tuple[Case | Members, ...] = (*self.cases, *self.members)
        for looked_at in looks:
            try:
                pair = looked_at.pair(on, off)
            except MissingError as missing:
                if looked_at.must_move:
                    raise
                told.append(f"{missing}.")
                continue
            effect = pair.effect(looked_at.matters, self.up)
            missed = effect.missed() if looked_at.must_move else ""
            told.append(f"{pair.sentence()} {missed}".rstrip())
            effects += [effect] if looked_at.must_move else []
        holds = pd.concat([effect.holds() for effect in effects], axis=1).all(axis=1)
        note = f"{counted(holds)}. {' '.join(told)}"
        without = float(first.without.mean())
        levels = interval(first.level)
        return Answer(*levels, together(effects), without, first.unit, note, taken=1.0)


def _where(place: str) -> str:
    return "" if place == NATION else place


def rises(*cases: Case, members: tuple[Members, ...] = ()) -> Moves:
    """The mechanism raises each of them."""
    return Moves(cases, True, members)


def falls(*cases: Case) -> Moves:
    """The mechanism lowers each of them."""
    return Moves(cases, up=False)
