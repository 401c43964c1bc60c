"""How many units customers ask for today: a draw from a table, exact in mean and tail.

The table holds, for a grid of means a constant factor apart, every threshold of the distribution. A
mean between two grid points is rounded up or down by chance so that it stays right on average.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from sim.engine.compiling import compiled
from sim.engine.randomness import MASK, UNIT, mix
from sim.scenario.groups.demand import DemandLaw

GUIDES = 64
GUIDE_SHIFT = 26  # 32 bits less the 6 of a guide
TAIL = 2.0**-33  # below the smallest step of a draw: nothing is cut


class DrawTable(NamedTuple):
    """Quantiles of demand for a grid of means."""

    log_low: float  # log of the smallest mean, units a day
    per_step: float  # grid steps a unit of log
    step: float  # log between two means
    levels: int  # number of means
    first: NDArray[np.int64]  # first threshold of a level
    thresholds: NDArray[np.uint32]  # cumulative probabilities times 2**32, level by level
    guides: NDArray[np.int32]  # (level, guide): smallest answer of a slice of the draw


def _distribution(law: DemandLaw, mean: float, variance_to_mean: float) -> "stats.rv_frozen":
    """The law of a day's demand with that mean (units)."""
    if law == DemandLaw.POISSON or variance_to_mean <= 1.0:
        return stats.poisson(mean)
    return stats.nbinom(mean / (variance_to_mean - 1.0), 1.0 / variance_to_mean)


def draw_table(
    law: DemandLaw, variance_to_mean: float, exact_mean: float, low: float, high: float, levels: int
) -> DrawTable:
    """Thresholds for `levels` means from `low` to `high` units a day, one of them `exact_mean`."""
    step = np.log(high / low) / max(levels - 1, 1) if high > low else 1.0
    shift = np.log(exact_mean / low) / step
    log_low = np.log(exact_mean) - round(shift) * step
    first, thresholds, guides = [0], [], []
    slices = np.arange(GUIDES, dtype=np.float64) / GUIDES * 2.0**32
    for level in range(levels):
        law_here = _distribution(law, float(np.exp(log_low + level * step)), variance_to_mean)
        largest = int(law_here.isf(TAIL)) + 1
        cumulative = np.minimum(np.round(law_here.cdf(np.arange(largest)) * 2.0**32), 2.0**32 - 1)
        cumulative[-1] = 2.0**32 - 1
        thresholds.append(cumulative.astype(np.uint32))
        guides.append(np.searchsorted(cumulative, slices, side="right"))
        first.append(first[-1] + largest)
    return DrawTable(
        float(log_low),
        float(1.0 / step),
        float(step),
        levels,
        np.array(first, np.int64),
        np.concatenate(thresholds),
        np.array(guides, np.int32),
    )


@compiled
def draw(log_mean, first_word, second_word, index, log_low, per_step, step, levels, table):
    """Units asked for: one draw.

    log_mean                 log of units a day
    first_word, second_word  the day's key of the demand stream
    index                    who draws
    log_low .. levels        grid of the DrawTable
    table                    (first, thresholds, guides) of the DrawTable
    """
    starts, thresholds, guides = table
    place = (log_mean - log_low) * per_step
    if place < -per_step:
        return 0  # a mean below a third of the smallest in the table
    place = min(max(place, 0.0), levels - 1.0)
    level = int(place)
    part = place - level
    luck = mix(index ^ first_word)
    # Chance of the upper mean that keeps the average: (e^(part step) - 1) / (e^step - 1), to step^2.
    if luck * UNIT < part * (1.0 - 0.5 * step * (1.0 - part)):
        level = level + 1
    random_bits = mix((luck + second_word) & MASK)
    units = guides[level, random_bits >> GUIDE_SHIFT]
    start = starts[level]
    last = starts[level + 1] - start
    while units < last and random_bits >= thresholds[start + units]:
        units = units + 1
    return units
