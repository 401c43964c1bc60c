"""A serial chain in which every tier orders up to a level each evening and owes what it lacks.

The recursion of Clark and Scarf (1960) in its local form, as in Snyder and Shen (2019),
Fundamentals of Supply Chain Theory, section 6.2. Derived here for the day of docs/model.md:

Every tier orders each evening what is due to it that evening, so tier j is due the customers'
demand of s_j = d_0 + ... + d_{j-1} days ago. After its order of evening t, tier j's position is
S_j. By the close of day t + d_j + L_j all of it has come but what the supplier still owed at the
close of day t + d_j, and the demand of the d_j + L_j evenings since has left:

    net_j(t + d_j + L_j) = S_j - B_{j+1}(t + d_j) - D(d_j + L_j evenings),    B_j = max(0, -net_j)

The supplier's backlog holds demand up to day t - s_j only, which is older than that window: the
two terms are independent, and distributions follow by convolution. The source is ample.
Just before the last evening's demand X of the window the net stock is one X higher; what of X is
served at once is min(X, max(0, net + X)), with net + X independent of X.

A source with a capacity is a supplier without stock, whose backlog is Lindley's queue. Where the
goods of an ample source take a random time, and orders may overtake each other, each order is still
open with the chance of its age, independent of all others (Zipkin 2000, section 7.4).
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy import optimize

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
    source_capacity: int | None = None,
    longer: Sequence[float] = (1.0,),
) -> list[Tier]:
    """Exact outcomes by tier, the shop first and the tier at the source last.

    levels        order-up-to level of each tier, units
    mean          customers' demand, units a day; variance_to_mean 1: Poisson
    lead_times    L_j >= 1 of the goods that tier j orders, days
    order_delays  d_j >= 0 of the orders that tier j sends, evenings; all 0 when not given
    source_capacity  most that the source ships in an evening; None: it is ample
    longer        chances that goods of the ample source take 0, 1, 2, ... days longer, each order
                  by itself
    """
    delays = order_delays or [0] * len(levels)
    one_day = pmf(over_days(mean, 1, variance_to_mean))
    supplier_backlog = np.array([1.0])
    if source_capacity is not None:
        supplier_backlog = queue(one_day, source_capacity)
    tiers: list[Tier] = []
    for level, lead, delay in reversed(list(zip(levels, lead_times, delays))):
        window = delay + lead
        shortfall = supplier_backlog  # what of the level is missing just before the last demand
        if window > 1:
            shortfall = np.convolve(shortfall, pmf(over_days(mean, window - 1, variance_to_mean)))
        if not tiers:
            # The order of `window + late - 1` days ago is still on its way if it takes longer.
            for late in range(1, len(longer)):
                open_still = one_day * sum(longer[late:])
                open_still[0] += 1.0 - open_still.sum()
                shortfall = np.convolve(shortfall, open_still)
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


def queue(one_day: np.ndarray, capacity: int) -> np.ndarray:
    """Law of what a source of this capacity owes at the close of an evening (Lindley 1952).

    B' = max(0, B + X - capacity), X the demand of a day: the stationary law, cut where less than
    1e-14 is left.
    """
    steps = np.arange(len(one_day)) - capacity
    if one_day @ steps >= 0:
        raise ValueError("demand is not below capacity: what is owed grows for ever")
    if len(one_day) <= capacity + 1:
        return np.array([1.0])
    decay = _decay(one_day, steps)
    size = int(32.5 / decay) + len(one_day)
    move = np.zeros((size, size))
    for step, chance in zip(steps, one_day):
        to = np.clip(np.arange(size) + step, 0, size - 1)
        np.add.at(move, (to, np.arange(size)), chance)
    equations = move - np.eye(size)
    equations[-1] = 1.0
    return np.linalg.solve(equations, np.eye(size)[-1])


def _decay(one_day: np.ndarray, steps: np.ndarray) -> float:
    """Rate at which the tail of the queue falls: the positive root of E exp(rate * step) = 1."""

    def excess(rate: float) -> float:
        return float(np.log(one_day @ np.exp(rate * steps)))

    high = 1.0
    while excess(high) < 0:
        high *= 2.0
    low = high
    while excess(low) > 0:
        low /= 2.0
    return float(optimize.brentq(excess, low, high))


def _level_minus(level: int, taken: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Distributions of max(0, level - taken) and max(0, taken - level)."""
    padded = np.pad(taken, (0, max(0, level + 1 - len(taken))))
    stock = padded[level::-1].copy()
    stock[0] = padded[level:].sum()
    owed = padded[level:].copy()
    owed[0] = padded[: level + 1].sum()
    return stock, owed
