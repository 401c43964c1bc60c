"""How much more orders vary than demand, when levels follow forecasts (the bullwhip effect).

Chen, Drezner, Ryan and Simchi-Levi (2000), Management Science 46(3), 436-443. Tier j orders up to

    y(t) = c * m(t) + z * sqrt(c) * s(t),    c = d + L days (their L),

each evening, m and s being mean and standard deviation (n - 1) of the last p days of its signal:
the orders due to it, or the consumers' demand of today. Orders may be negative, so that

    q_j(t) = q_{j-1}(t - d_{j-1}) + y(t) - y(t-1),    q_{-1} = demand.

With z = 0 this is linear: the ratio of variances is the sum of squares of the chain's response to
one unit of demand. For one tier it is 1 + 2c/p + 2c^2/p^2, the paper's bound, which holds with
equality; with shared demand and one window the same with the sum of all c. Where demand has the
correlation rho with that of the day before, a shock to it has the response rho^k itself, and the
bound is 1 + (2c/p + 2c^2/p^2)(1 - rho^p).
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy import signal as filters
from scipy import special, stats


class Tier(NamedTuple):
    """How a tier forecasts; the shop's signal is demand in any case."""

    cover: int  # c, days
    delay: int  # d, evenings until its supplier sees an order; a part of c
    window: int  # p of a moving average, days
    smoothing: float | None  # weight of exponential smoothing, in place of a moving average
    shared: bool  # forecasts the consumers' demand, not the orders that it receives
    safety: float = 0.0  # z


def linear(tiers: Sequence[Tier], rho: float = 0.0) -> list[float]:
    """Variance ratios of all tiers for z = 0 and demand of any law.

    rho  correlation with the demand of the day before, AR(1)
    """
    length = 1 + sum(2 * tier.window + tier.delay for tier in tiers) + 4000
    demand = rho ** np.arange(length) * np.sqrt(1.0 - rho**2)
    due, ratios = demand, []
    for tier in tiers:
        signal = demand if tier.shared else due
        orders = due + tier.cover * np.diff(_forecast(tier, signal), prepend=0.0)
        ratios.append(float(orders @ orders))
        due = _later(orders, tier.delay)
    return ratios


def shared_normal(tiers: Sequence[Tier]) -> list[float]:
    """Variance ratios for normal demand that all tiers see, with safety factors.

    All have one window, and orders are seen at once. The sample deviation of normal demand is
    uncorrelated with its mean, so the changes of safety stock add (sum z sqrt(c))^2 of their own
    variance.
    """
    swing = deviation_change_variance(tiers[0].window)
    roots = np.cumsum([tier.safety * np.sqrt(tier.cover) for tier in tiers])
    return [ratio + root**2 * swing for ratio, root in zip(linear(tiers), roots)]


def played_normal(
    tiers: Sequence[Tier], mean: float, sd: float, days: int, rho: float = 0.0
) -> list[float]:
    """Variance ratios for normal demand in a play of so many days, without stock or grain."""
    noise = np.random.default_rng(5).normal(0.0, sd * np.sqrt(1.0 - rho**2), days)
    demand = mean + filters.lfilter([1.0], [1.0, -rho], noise)
    due, ratios = demand, []
    for tier in tiers:
        signal = demand if tier.shared else due
        views = np.lib.stride_tricks.sliding_window_view(signal, tier.window)
        level = tier.cover * views.mean(axis=1)
        level += tier.safety * np.sqrt(tier.cover) * views.std(axis=1, ddof=1)
        orders = np.full(days, mean)
        orders[tier.window :] = due[tier.window :] + np.diff(level)
        ratios.append(float(orders.var() / sd**2))
        due = _later(orders, tier.delay, mean)
    return ratios


def deviation_change_variance(window: int) -> float:
    """Variance of s(t) - s(t-1) for standard normal demand, by quadrature.

    The two windows share p - 1 days of mean m and sum of squares a about it; given these, the p-th
    observations are independent: (p - 1) s^2 = a + (x - m)^2 (p - 1) / p.
    """
    if window < 2:
        return 0.0
    shared = window - 1
    x = np.linspace(-9.0, 9.0, 601)
    density = stats.norm.pdf(x) * (x[1] - x[0])
    squares, chances = np.zeros(1), np.ones(1)
    if shared > 1:  # chi square with p - 2 degrees of freedom
        squares, chances = special.roots_genlaguerre(60, (shared - 1) / 2 - 1)
        squares, chances = 2.0 * squares, chances / chances.sum()
    product = 0.0
    for m, chance in zip(x / np.sqrt(shared), density):
        s = np.sqrt((squares[:, np.newaxis] + (x - m) ** 2 * shared / window) / shared)
        product += chance * float(chances @ (s @ density) ** 2)
    return 2.0 * (1.0 - product)


def _forecast(tier: Tier, signal: np.ndarray) -> np.ndarray:
    """The forecast's response."""
    if tier.smoothing is None:
        total = np.cumsum(signal)
        moving: np.ndarray = (total - _later(total, tier.window)) / tier.window
        return moving
    result = np.zeros(len(signal))
    level = 0.0
    for t, value in enumerate(signal):
        level += tier.smoothing * (value - level)
        result[t] = level
    return result


def _later(values: np.ndarray, days: int, before: float = 0.0) -> np.ndarray:
    """The values, so many days later."""
    result: np.ndarray = np.concatenate([np.full(days, before), values])[: len(values)]
    return result
