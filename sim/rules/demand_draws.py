"""How many units customers ask for today: a draw from a table, exact in mean and tail.

The table holds, for a grid of means a constant factor apart, every threshold of the distribution. A
mean between two grid points is rounded up or down by chance so that it stays right on average.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import special

from sim.engine.machine.compiling import compiled
from sim.engine.randomness import UNIT
from sim.scenario.groups.demand import DemandLaw

GUIDES = 128
GUIDE_SHIFT = 25  # 32 bits less the 6 of a guide
TABLES_KEPT = 4  # of the last runs of a process
TAIL = 2.0**-33  # below the smallest step of a draw: nothing is cut


class DrawTable(NamedTuple):
    """Quantiles of demand for a grid of means."""

    log_low: float  # log of the smallest mean, units a day
    per_step: float  # grid steps a unit of log
    step: float  # log between two means
    levels: int  # number of means
    first: NDArray[np.int64]  # first threshold of a level
    thresholds: NDArray[np.int64]  # cumulative probabilities times 2**32, level by level
    guides: NDArray[np.int16]  # (level, guide): smallest answer of a slice of the draw


def _beyond(
    units: NDArray[np.int64], law: DemandLaw, mean: float, variance_to_mean: float
) -> NDArray[np.float64]:
    """Chances that a day's demand of that mean is above `units`."""
    if law == DemandLaw.POISSON or variance_to_mean <= 1.0:
        chance: NDArray[np.float64] = special.pdtrc(units, mean)
    else:
        size = mean / (variance_to_mean - 1.0)
        chance = special.betaincc(size, units + 1.0, 1.0 / variance_to_mean)
    return chance


@lru_cache(maxsize=TABLES_KEPT)
def draw_table(
    law: DemandLaw, variance_to_mean: float, exact_mean: float, low: float, high: float, levels: int
) -> DrawTable:
    """Thresholds for `levels` means from `low` to `high` units a day, one of them `exact_mean`."""
    step = np.log(high / low) / max(levels - 1, 1) if high > low else 1.0
    shift = np.log(exact_mean / low) / step
    log_low = np.log(exact_mean) - round(shift) * step
    cumulatives = []
    for level in range(levels):
        mean, units = float(np.exp(log_low + level * step)), np.arange(1)
        while (beyond := _beyond(units, law, mean, variance_to_mean))[-1] > TAIL:
            units = np.arange(2 * len(units))
        largest = int(np.argmax(beyond <= TAIL)) + 1
        cumulatives.append(1.0 - beyond[:largest])
    return _with_guides(float(log_low), float(step), cumulatives)


def table_of_chances(chances: Sequence[float]) -> DrawTable:
    """The table of one law: the chances of 0, 1, 2, ... units, whose sum is 1."""
    likely = np.trim_zeros(np.asarray(chances, np.float64), "b")
    return _with_guides(0.0, 1.0, [np.cumsum(likely)])


def _with_guides(
    log_low: float, step: float, cumulatives: Sequence[NDArray[np.float64]]
) -> DrawTable:
    """The table of laws whose cumulative probabilities end where no draw is above them."""
    first, thresholds, guides = [0], [], []
    slices = np.arange(GUIDES, dtype=np.float64) / GUIDES * 2.0**32
    for cumulative in cumulatives:
        threshold = np.round(cumulative * 2.0**32)
        threshold[-1] = 2.0**32
        thresholds.append(threshold.astype(np.int64))
        guides.append(np.searchsorted(threshold, slices, side="right"))
        first.append(first[-1] + len(threshold))
    return DrawTable(
        log_low,
        1.0 / step,
        step,
        len(cumulatives),
        np.array(first, np.int64),
        np.concatenate(thresholds),
        np.array(guides, np.int16),
    )


@compiled
def level_of_mean(log_mean, luck, log_low, per_step, step, levels):
    """Which mean of the table stands for a mean: one of the two beside it, by chance.

    log_mean         log of units a day; outside the table, its nearest end
    luck             32 random bits
    log_low, levels  of the DrawTable, with step and per_step
    """
    place = min(max((log_mean - log_low) * per_step, 0.0), levels - 1.0)
    level = int(place)
    part = place - level
    # The chance that keeps the average, (e^(part step) - 1) / (e^step - 1), to second order.
    if luck * UNIT < part * (1.0 - 0.5 * step * (1.0 - part)):
        return level + 1
    return level


@compiled
def units_drawn(random_bits, level, first, thresholds, guides):
    """Units asked for: the quantile of a level of the table at 32 random bits.

    first int64 (levels + 1,), thresholds int64 (all,), guides int16 (levels, GUIDES)
    """
    units = np.int64(guides[level, random_bits >> GUIDE_SHIFT])
    start = first[level]
    while random_bits >= thresholds[start + units]:
        units += 1
    return units
