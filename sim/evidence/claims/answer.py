"""What the model says about a claim, with its verdict.

A value, a direction and an effect are judged by their 95 % interval, a rank by the share of seeds
in which it holds. An effect that so few seeds could not have shown is no miss.
"""

import math
from collections.abc import Callable
from typing import NamedTuple, Protocol

import pandas as pd
from scipy import stats

from sim.evidence.claims.numbers import MissingError, Numbers, Seeds
from sim.evidence.claims.reported import Claim
from sim.experiments.differences import CONFIDENCE, intervals

MEETS, FITTED, RIGHT_DIRECTION = "meets", "fitted", "right direction"
NOT_BY_IT = "meets, not by this mechanism"
MISSES, CANNOT_SAY = "misses", "cannot say"
VERDICTS = (MEETS, NOT_BY_IT, FITTED, RIGHT_DIRECTION, MISSES, CANNOT_SAY)
TOO_LITTLE_POWER, MISSING, REFUTED = "too little power", "missing mechanism", "refuted"
ENOUGH = 0.95  # of the seeds
HALF = 0.5  # of an effect: what its mechanism has to take away
SEEDS = "share of seeds"  # the unit of a probability

type Holds = pd.Series[bool]
"""Whether something holds, by seed."""


class Answer(NamedTuple):
    """The model's answer."""

    model: float | None = None  # where a rank was reported: the share of seeds in which it holds
    low: float | None = None  # the 95 % interval
    high: float | None = None
    verdict: str = CANNOT_SAY
    without: float | None = None  # as `model`, with the mechanism off
    unit: str = ""
    note: str = ""  # in how many seeds it holds, ranks, paired differences; or what is missing
    why: str = ""  # of a miss: too little power, a missing mechanism, or refuted
    taken: float | None = None  # share of the effect that goes with the mechanism
    beside: "tuple[str, Answer] | None" = None  # another outcome, and what it would answer


class Judgement(Protocol):
    """How a claim is put to the model."""

    def asks(self, claim: Claim) -> str:
        """Which outcomes it looks at, and where."""

    def reported(self, claim: Claim) -> float | str:
        """What the article says, as a number or in words."""

    def answer(self, claim: Claim, on: Numbers, off: Numbers | None) -> Answer:
        """The model's answer; `off` has the mechanism off, None where that can't be done.

        Raises MissingError when the runs do not report what it takes.
        """


def interval(values: Seeds, against: float = math.nan) -> tuple[float, float, float]:
    """Mean over the seeds, and the ends of its 95 % interval; what it is held against, if so."""
    row = intervals(pd.DataFrame({"of": "all", "value": values}), ["of"], against).iloc[0]
    return float(row["mean"]), float(row["low"]), float(row["high"])


def mostly(holds: Holds) -> bool:
    """Whether it holds in at least 95 % of the seeds."""
    return bool(holds.mean() >= ENOUGH)


def counted(holds: Holds) -> str:
    """In how many of the seeds it holds."""
    return f"in {int(holds.sum())} of {len(holds)} seeds"


def probability(holds: Holds, without: float | None, note: str) -> Answer:
    """The answer of a rank: the share of seeds in which it holds, with its exact interval.

    Where it fails in some seeds and yet may hold in enough of all, so few seeds cannot say.
    """
    sure = stats.binomtest(int(holds.sum()), len(holds)).proportion_ci(CONFIDENCE)
    verdict = MEETS if mostly(holds) else CANNOT_SAY if sure.high >= ENOUGH else MISSES
    share = float(holds.mean())
    taken = share_taken(share, without)
    return Answer(share, sure.low, sure.high, verdict, without, SEEDS, note, taken=taken)


def share_taken(effect: float, without: float | None) -> float | None:
    """The share of an effect that goes with its mechanism; None where there is none to share."""
    return (effect - without) / effect if effect and without is not None else None


def attributed(answer: Answer, lacks: str) -> Answer:
    """The answer with what its verdict says of the mechanism, and what kind of a miss it is.

    lacks  the mechanism that the model would need, where it is known
    """
    if answer.verdict == MEETS and (answer.taken is None or answer.taken < HALF):
        left = "what it takes away can't be told"
        if answer.taken is not None:
            left = f"{1.0 - answer.taken:.0%} of the effect is left".replace("%", " %")
        note = "; ".join(filter(None, (f"without it, {left}", answer.note)))
        return answer._replace(verdict=NOT_BY_IT, note=note)
    if answer.verdict == CANNOT_SAY and answer.model is not None:
        return answer._replace(why=TOO_LITTLE_POWER)
    if answer.verdict in (MISSES, RIGHT_DIRECTION):
        if not lacks:
            return answer._replace(why=REFUTED if answer.verdict == MISSES else "")
        note = "; ".join(filter(None, (answer.note, f"what the model lacks: {lacks}")))
        return answer._replace(why=MISSING, note=note)
    return answer


def if_defined(measure: Callable[[Numbers], Seeds | Holds], off: Numbers | None) -> float | None:
    """The mean over the seeds with the mechanism off; None where there is nothing to measure."""
    if off is None:
        return None
    try:
        return float(measure(off).mean())
    except MissingError:
        return None
