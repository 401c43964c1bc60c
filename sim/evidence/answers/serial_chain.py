"""A serial chain in which every tier orders up to a level each evening and owes what it lacks.

The recursion of Clark and Scarf (1960) in its local form, as in Snyder and Shen (2019),
Fundamentals of Supply Chain Theory, section 6.2. Derived here for the day of DESIGN 5:

Every tier orders each evening what is due to it that evening, so tier j is due the customers'
demand of s_j = d_0 + ... + d_{j-1} days ago. After its order of evening t, tier j's position is
S_j. By the close of day t + d_j + L_j all of it has come but what the supplier still owed at the
close of day t + d_j, and the demand of the d_j + L_j evenings since has left:

    net_j(t + d_j + L_j) = S_j - B_{j+1}(t + d_j) - D(d_j + L_j evenings),    B_j = max(0, -net_j)

The supplier's backlog holds demand up to day t - s_j only, which is older than that window: the
two terms are independent, and distributions follow by convolution. The source is ample.
Just before the last evening's demand X of the window the net stock is one X higher; what of X is
served at once is min(X, max(0, net + X)), with net + X independent of X.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from sim.evidence.answers.demand import over_days, pmf


class Tier(NamedTuple):
    """Long-run outcomes of one tier, at the close of the day after shipping."""

    fill_rate: float  # units due today and served today / units due
    share_days_served: float  # days on which all that fell due was served at once
    share_days_without_backlog: float
    mean_end_stock: float  # units
    mean_backlog: float  # units
    end_stock: np.ndarray  # probability of 0, 1, ... S units
    backlog: np.ndarray  # probability of 0, 1, ... units


def serial_chain(
    levels: Sequence[int],
    mean: float,
    lead_times: Sequence[int],
    order_delays: Sequence[int] | None = None,
    variance_to_mean: float = 1.0,
) -> list[Tier]:
    """Exact outcomes by tier, the shop first and the tier at the ample source last.

    levels        order-up-to level of each tier, units
    mean          customers' demand, units a day; variance_to_mean 1: Poisson
    lead_times    L_j >= 1 of the goods that tier j orders, days
    order_delays  d_j >= 0 of the orders that tier j sends, evenings; all 0 when not given
    """
    delays = order_delays or [0] * len(levels)
    one_day = pmf(over_days(mean, 1, variance_to_mean))
    supplier_backlog = np.array([1.0])
    tiers: list[Tier] = []
    for level, lead, delay in reversed(list(zip(levels, lead_times, delays))):
        window = delay + lead
        shortfall = supplier_backlog  # what of the level is missing just before the last demand
        if window > 1:
            shortfall = np.convolve(shortfall, pmf(over_days(mean, window - 1, variance_to_mean)))
        in_hand = _level_minus(level, shortfall)[0]
        after = np.convolve(shortfall, one_day)
        end_stock, backlog = _level_minus(level, after)

        # E min(X, a) = sum of P(X > k), k < a; and P(X <= a), for each stock in hand a
        beyond = over_days(mean, 1, variance_to_mean).sf(np.arange(level + 1))
        served = np.concatenate(([0.0], np.cumsum(beyond)[:-1]))
        tier = Tier(
            fill_rate=float(in_hand @ served / mean),
            share_days_served=float(in_hand @ (1.0 - beyond)),
            share_days_without_backlog=float(backlog[0]),
            mean_end_stock=float(end_stock @ np.arange(len(end_stock))),
            mean_backlog=float(backlog @ np.arange(len(backlog))),
            end_stock=end_stock,
            backlog=backlog,
        )
        tiers.insert(0, tier)
        supplier_backlog = backlog
    return tiers


def _level_minus(level: int, taken: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Distributions of max(0, level - taken) and max(0, taken - level)."""
    padded = np.pad(taken, (0, max(0, level + 1 - len(taken))))
    stock = padded[level::-1].copy()
    stock[0] = padded[level:].sum()
    owed = padded[level:].copy()
    owed[0] = padded[: level + 1].sum()
    return stock, owed
