"""A number was reported: the model meets it when its interval, a narrow one, holds it."""

from collections.abc import Callable
from typing import NamedTuple

from sim.evidence.claims.answer import (
    CANNOT_SAY,
    MEETS,
    MISSES,
    RIGHT_DIRECTION,
    Answer,
    Holds,
    counted,
    if_defined,
    interval,
    mostly,
    share_taken,
)
from sim.evidence.claims.numbers import NATION, MissingError, Numbers
from sim.evidence.claims.reported import Claim

SURE = 0.1  # of the reported number: the widest half of an interval that can meet it

type Direction = Callable[[Numbers, str, str], Holds]
"""Whether outcome and place lie on the side that was reported, by seed."""


def positive(numbers: Numbers, outcome: str, place: str) -> Holds:
    """It is above zero."""
    return numbers.of(outcome, place) > 0


def above_the_country(numbers: Numbers, outcome: str, place: str) -> Holds:
    """It is above that of the country."""
    return numbers.of(outcome, place) > numbers.of(outcome)


def ranked(rank: int) -> Direction:
    """The province has this rank."""
    return lambda numbers, outcome, place: numbers.ranks(outcome)[place] == rank


class Value(NamedTuple):
    """A number of the country, or of the claim's province."""

    outcome: str
    direction: Direction | None = None  # a level may have none

    def asks(self, claim: Claim) -> str:
        """The outcome and its place."""
        return f"{self.outcome} of {claim.province or NATION}"

    def reported(self, claim: Claim) -> float:
        """The number."""
        assert claim.value is not None
        return claim.value

    def answer(self, claim: Claim, on: Numbers, off: Numbers | None) -> Answer:
        """The number of the model; one outside its interval may have the right direction."""
        place = claim.province or NATION
        values, unit = on.of(self.outcome, place), on.unit(self.outcome, place)
        if unit != claim.unit:
            raise MissingError(f"{self.outcome} is in {unit}, the report in {claim.unit}")
        mean, low, high = interval(values)
        right = None if self.direction is None else self.direction(on, self.outcome, place)
        reported, note = self.reported(claim), ""
        if low <= reported <= high:
            sure = high - low <= 2.0 * SURE * abs(reported)
            verdict = MEETS if sure else CANNOT_SAY
            note = "" if sure else "the interval is too wide to say; more seeds narrow it"
        else:
            verdict = RIGHT_DIRECTION if right is not None and mostly(right) else MISSES
        without = if_defined(lambda numbers: numbers.of(self.outcome, place), off)
        direction = "" if right is None else f"the direction: {counted(right)}"
        note = "; ".join(filter(None, (note, direction)))
        taken = share_taken(mean, without)
        return Answer(mean, low, high, verdict, without, unit, note, taken=taken)
