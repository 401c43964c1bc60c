"""Daily demand: Poisson, negative binomial of a variance-to-mean ratio, or given by chances."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats
from scipy.stats.distributions import rv_frozen

TAIL = 1e-15  # chance beyond which a law without an end is cut
ROUNDING = 1e-12  # of a sum of chances


class Chances:
    """A law given by the chances of 0, 1, 2, ... units, asked like a frozen one of scipy."""

    def __init__(self, chances: Sequence[float] | np.ndarray) -> None:
        self.chances = np.asarray(chances, np.float64)
        self.below = np.append(0.0, np.cumsum(self.chances))  # of 0, 1, ... units or fewer, later

    def pmf(self, units: ArrayLike) -> Any:
        """Chances of so many units."""
        units = np.asarray(units)
        inside = (units >= 0) & (units < len(self.chances))
        return np.where(inside, self.chances[np.clip(units, 0, len(self.chances) - 1)], 0.0)

    def cdf(self, units: ArrayLike) -> Any:
        """Chances of so many units or fewer."""
        return self.below[np.clip(np.asarray(units) + 1, 0, len(self.chances))]

    def sf(self, units: ArrayLike) -> Any:
        """Chances of more units."""
        return np.maximum(1.0 - self.cdf(units), 0.0)

    def ppf(self, chance: float) -> int:
        """Fewest units of which there are so many or fewer with a chance."""
        return int(np.argmax(self.below[1:] >= chance))

    def isf(self, tail: float) -> int:
        """Fewest units beyond which there is no more than `tail`."""
        return int(np.argmax(1.0 - self.below[1:] <= max(tail, ROUNDING)))


def daily(
    mean: float, variance_to_mean: float = 1.0, chances: Sequence[float] = ()
) -> rv_frozen | Chances:
    """Distribution of one day's demand, as a frozen distribution of scipy.

    mean              units a day, > 0
    variance_to_mean  1 is Poisson; v > 1 is negative binomial with variance v * mean,
                      that is size mean / (v - 1) and success probability 1 / v
    chances           of 0, 1, 2, ... units, in place of the two
    """
    return over_days(mean, 1, variance_to_mean, chances)


def over_days(
    mean: float, days: int, variance_to_mean: float = 1.0, chances: Sequence[float] = ()
) -> rv_frozen | Chances:
    """Distribution of the demand of `days` independent days: the two families add up exactly."""
    if len(chances):
        total = np.array([1.0])
        for _ in range(days):
            total = np.convolve(total, chances)
        return Chances(total)
    if variance_to_mean == 1.0:
        return stats.poisson(mean * days)
    return stats.nbinom(mean * days / (variance_to_mean - 1.0), 1.0 / variance_to_mean)


def pmf(demand: rv_frozen | Chances, tail: float = TAIL) -> np.ndarray:
    """Probabilities of 0, 1, 2, ... units, cut where less than `tail` is left."""
    return np.asarray(demand.pmf(np.arange(int(demand.isf(tail)) + 2)))


def rounded(law: rv_frozen) -> np.ndarray:
    """Chances of 0, 1, 2, ... grains where a law in grains is rounded to the next; below 0 is 0."""
    edges = np.arange(int(law.isf(TAIL)) + 2) + 0.5
    return np.diff(law.cdf(edges), prepend=0.0)


def evenly(lowest: int, highest: int) -> np.ndarray:
    """Chances of 0, 1, 2, ... grains where all from lowest to highest are as likely."""
    each = 1.0 / (highest - lowest + 1)
    return np.where(np.arange(highest + 1) < lowest, 0.0, each)
