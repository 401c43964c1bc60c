"""Day: customers choose a product; how many ask for each is an integer drawn for every shelf."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.compiling import compiled
from sim.engine.phase import Locality, Phase, columns
from sim.engine.randomness import Stream, day_key
from sim.rules.demand_draws import draw

PHASE = Phase(
    "demand",
    __doc__ or "",
    Locality.SHELF,
    reads=columns("shelves: log_mean listed product"),
    writes=columns("shelves: demanded"),
)
STREAM = int(Stream.DEMAND)


class Settings(NamedTuple):
    """How customers are drawn."""

    log_low: float
    per_step: float
    step: float
    levels: int
    first: NDArray[np.int64]
    thresholds: NDArray[np.uint32]
    guides: NDArray[np.int32]
    grain: int  # grains of goods a unit
    log_day: float  # log of today's demand against the base year's mean
    given: int  # grains that every shelf is asked for today, or -1 for a draw


@compiled
def chunk(shelves, settings, today, lo, hi):
    """Draw today's demand of the shelves lo..hi-1, in grains."""
    if settings.given >= 0:
        for i in range(lo, hi):
            shelves.demanded[i] = settings.given
        return
    first, second = day_key(today.seed, STREAM, today.day)
    table = (settings.first, settings.thresholds, settings.guides)
    for i in range(lo, hi):
        if shelves.listed[i] == 0:
            shelves.demanded[i] = 0
            continue
        units = draw(
            shelves.log_mean[i] + settings.log_day,
            first,
            second,
            i,
            settings.log_low,
            settings.per_step,
            settings.step,
            settings.levels,
            table,
        )
        shelves.demanded[i] = units * settings.grain
