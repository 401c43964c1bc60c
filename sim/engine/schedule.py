"""The numbers of one day that every phase may need."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.machine.compiling import compiled_part

type Days = NDArray[np.int64]  # (days, fields of Today)


class Today(NamedTuple):
    """Where in time the simulation stands; all integers, fit for compiled code."""

    seed: int
    day: int  # days since the run began, warm-up included, 0 the first
    counting_day: int  # days since counting began; negative during warm-up
    day_of_year: int  # 0 .. 364 (29 February counts as 28)
    month: int  # months since the run began
    first_of_month: int  # 1 on the first of a month
    counting: int  # 1 once counting began


@compiled_part
def turns(day, days, lo, hi):
    """The rows of lo..hi-1 whose turn it is, which comes every `days` days; none if 0."""
    if days == 0:
        return range(lo, lo, 1)
    return range(lo + (day - lo) % days, hi, days)


@compiled_part
def day_of(days, place):
    """The numbers of one of some days."""
    seed, day, counting_day, day_of_year, month, first_of_month, counting = days[place]
    return Today(seed, day, counting_day, day_of_year, month, first_of_month, counting)
