"""What the model says about a claim, with its verdict.

A value is judged by its 95 % interval, everything else by the share of seeds in which it holds.
"""

from collections.abc import Callable
from typing import NamedTuple, Protocol

import pandas as pd
from scipy import stats

from sim.evidence.claims.numbers import MissingError, Numbers, Seeds
from sim.evidence.claims.reported import Claim
from sim.experiments.differences import CONFIDENCE, intervals

MEETS, FITTED, RIGHT_DIRECTION = "meets", "fitted", "right direction"
MISSES, CANNOT_SAY = "misses", "cannot say"
VERDICTS = (MEETS, FITTED, RIGHT_DIRECTION, MISSES, CANNOT_SAY)
ENOUGH = 0.95  # of the seeds
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


def interval(values: Seeds) -> tuple[float, float, float]:
    """Mean over the seeds, and the ends of its 95 % interval."""
    row = intervals(pd.DataFrame({"of": "all", "value": values}), ["of"]).iloc[0]
    return float(row["mean"]), float(row["low"]), float(row["high"])


def mostly(holds: Holds) -> bool:
    """Whether it holds in at least 95 % of the seeds."""
    return bool(holds.mean() >= ENOUGH)


def counted(holds: Holds) -> str:
    """In how many of the seeds it holds."""
    return f"in {int(holds.sum())} of {len(holds)} seeds"


def sign(values: Seeds, holds: Holds, unit: str, without: float | None, note: str) -> Answer:
    """The answer of a direction: a level or a gap, judged by the seeds."""
    verdict = MEETS if mostly(holds) else MISSES
    return Answer(*interval(values), verdict, without, unit, f"{counted(holds)}. {note}")


def probability(holds: Holds, without: float | None, note: str) -> Answer:
    """The answer of a rank: the share of seeds in which it holds, with its exact interval."""
    sure = stats.binomtest(int(holds.sum()), len(holds)).proportion_ci(CONFIDENCE)
    verdict = MEETS if mostly(holds) else MISSES
    share = float(holds.mean())
    return Answer(share, sure.low, sure.high, verdict, without, SEEDS, note)


def if_defined(measure: Callable[[Numbers], Seeds | Holds], off: Numbers | None) -> float | None:
    """The mean over the seeds with the mechanism off; None where there is nothing to measure."""
    if off is None:
        return None
    try:
        return float(measure(off).mean())
    except MissingError:
        return None
