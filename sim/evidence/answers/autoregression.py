"""Demand that remembers, D(t) = m + rho (D(t-1) - m) + noise, and firms that know it does.

Lee, Padmanabhan and Whang (1997), Management Science 43(4); Lee, So and Tang (2000), Management
Science 46(5). Every evening a firm orders up to the demand that it expects of the next c days and a
safety stock. Of D it expects c m + S(c) (D - m), with S(c) = rho (1 - rho^c) / (1 - rho): so a
shop's order is Y = D + K (D - D of yesterday), K = S(c). A firm that hears of orders alone expects
the same of Y; one that hears of D knows what Y will be, and moves its level by

    S(c) + K (rho^c - 1)    for a unit of D,    adding this to the K of its own orders.

Everything is a weighted sum of D(t), D(t-1), ..., with correlations rho^|i-j|, so that variances
are quadratic forms. What is left of the safety stock when the next c days' orders have come is
normal.
"""

from collections.abc import Sequence
from math import sqrt
from typing import NamedTuple

import numpy as np
from scipy import stats

type Weights = np.ndarray
"""Of D(t), D(t-1), D(t-2), ... in a sum."""


class Tier(NamedTuple):
    """A firm at an ample source, with variances against that of a day's demand."""

    order_variance_ratio: float
    error_sd: float  # of the orders of the next c days, less what was expected of them


def days_together(rho: float, days: int, sd: float) -> float:
    """Standard deviation of the demand of so many days in a row."""
    return sd * sqrt(_variance(np.ones(days), rho))


def left_of(safety: float, sd: float) -> tuple[float, float, float]:
    """Stock, backlog and chance of no backlog, of a net stock normal about a safety stock."""
    z = safety / sd
    density, served = float(stats.norm.pdf(z)), float(stats.norm.cdf(z))
    return sd * (density + z * served), sd * (density - z * (1.0 - served)), served


def chain(rho: float, covers: Sequence[int], shared: Sequence[bool]) -> list[Tier]:
    """How much orders vary, and are missed, tier by tier; the shop first.

    covers  c, days from an order of each tier to its shelf
    shared  whether a tier hears of consumers' demand; below such a tier all do
    """
    orders, moved, tiers = np.ones(1), 0.0, []
    for cover, hears in zip(covers, shared):
        ahead = rho * (1.0 - rho**cover) / (1.0 - rho)
        if hears:
            ahead += moved * (rho**cover - 1.0)
        signal = np.ones(1) if hears else orders
        # Newest first: the orders of the next `cover` days, then what was expected of them.
        error = sum(_at(orders, day, cover + len(orders)) for day in range(cover))
        error = error - ahead * _at(signal, cover, cover + len(orders))
        size = 1 + max(len(signal), len(orders))
        change = _at(signal, 0, size) - _at(signal, 1, size)
        orders = _at(orders, 0, size) + ahead * change
        tiers.append(Tier(_variance(orders, rho), sqrt(_variance(error, rho))))
        moved += ahead
    return tiers


def _at(weights: Weights, ago: int, size: int) -> Weights:
    """The weights of the sum of so many days before, of `size` days in all."""
    moved: Weights = np.zeros(size)
    moved[ago : ago + len(weights)] = weights[: size - ago]
    return moved


def _variance(weights: Weights, rho: float) -> float:
    """Variance of a weighted sum of days' demand, over that of a day's."""
    lags = np.abs(np.subtract.outer(np.arange(len(weights)), np.arange(len(weights))))
    return float(weights @ rho**lags @ weights)
