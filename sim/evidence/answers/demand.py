"""Daily demand: Poisson, or negative binomial with a given variance-to-mean ratio."""

import numpy as np
from scipy import stats
from scipy.stats.distributions import rv_frozen


def daily(mean: float, variance_to_mean: float = 1.0) -> rv_frozen:
    """Distribution of one day's demand, as a frozen distribution of scipy.

    mean              units a day, > 0
    variance_to_mean  1 is Poisson; v > 1 is negative binomial with variance v * mean,
                      that is size mean / (v - 1) and success probability 1 / v
    """
    return over_days(mean, 1, variance_to_mean)


def over_days(mean: float, days: int, variance_to_mean: float = 1.0) -> rv_frozen:
    """Distribution of the demand of `days` independent days: both families add up exactly."""
    total = mean * days
    if variance_to_mean == 1.0:
        return stats.poisson(total)
    return stats.nbinom(total / (variance_to_mean - 1.0), 1.0 / variance_to_mean)


def pmf(demand: rv_frozen, tail: float = 1e-15) -> np.ndarray:
    """Probabilities of 0, 1, 2, ... units, cut where less than `tail` is left."""
    return np.asarray(demand.pmf(np.arange(int(demand.isf(tail)) + 2)))
