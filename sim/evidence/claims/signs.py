"""A direction or a mechanism was reported: the answer is a level or a gap, judged by its sign."""

from typing import NamedTuple

import pandas as pd

from sim.evidence.claims.answer import Answer, if_defined, sign
from sim.evidence.claims.numbers import COAST, INLAND, NATION, MissingError, Numbers, Seeds
from sim.evidence.claims.reported import Claim
from sim.experiments.differences import paired_differences
from sim.experiments.words import changes, sentence


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
        note = f"{self.asks(claim)}: means over provinces"
        return sign(gap(on), gap(on) > 0, unit, if_defined(gap, off), note)


class Case(NamedTuple):
    """An outcome, and where it is looked at."""

    outcome: str
    place: str = NATION


# Groups of `experiments.members`, where the run without the mechanism is held against that with it.
OF_MECHANISM = {"sold_online": "households that sell online", "all": "all farm households"}


class Members(NamedTuple):
    """Households that the mechanism is for: their income with it, and without it."""

    group: str  # of OF_MECHANISM
    place: str = NATION
    must_gain: bool = True  # else it is only told


class Moves(NamedTuple):
    """The mechanism moves an outcome, seed by seed; of several cases each must move.

    Members are the same households with it and without it; they must gain.
    """

    cases: tuple[Case, ...]  # the level of the first is the answer
    up: bool
    members: tuple[Members, ...] = ()

    def asks(self, claim: Claim) -> str:
        """The cases, and those whose income is looked at one by one."""
        asked = [f"{outcome} of {place}" for outcome, place in self.cases]
        asked += [f"income of {OF_MECHANISM[group]} of {place}" for group, place, _ in self.members]
        return ", ".join(asked)

    def reported(self, claim: Claim) -> str:
        """The sign."""
        return "rises" if self.up else "falls"

    def answer(self, claim: Claim, on: Numbers, off: Numbers | None) -> Answer:
        """The level of the first case with the mechanism, beside that without."""
        levels = [on.of(*case) for case in self.cases]
        if off is None:
            raise MissingError("the mechanism can't be switched off")
        others = [off.of(*case) for case in self.cases]
        moved = [a > b if self.up else a < b for a, b in zip(levels, others)]
        units = [on.unit(*case) for case in self.cases]
        told = list(map(_effect, self.cases, units, levels, others))
        for who in self.members:
            try:
                without, with_it = off.of_members(who.group, who.place)
            except MissingError as missing:
                if who.must_gain:
                    raise
                told.append(f"{missing}.")
                continue
            case = Case(f"income.{OF_MECHANISM[who.group]}", who.place)
            told.append(_effect(case, "RMB/year", with_it, without))
            if who.must_gain:
                moved.append(with_it > without)
        holds = pd.concat(moved, axis=1).all(axis=1)
        return sign(levels[0], holds, units[0], float(others[0].mean()), " ".join(told))


def rises(*cases: Case, members: tuple[Members, ...] = ()) -> Moves:
    """The mechanism raises each of them."""
    return Moves(cases, True, members)


def falls(*cases: Case) -> Moves:
    """The mechanism lowers each of them."""
    return Moves(cases, up=False)


def _effect(case: Case, unit: str, level: Seeds, other: Seeds) -> str:
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
