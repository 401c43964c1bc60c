"""The newsvendor day: goods that last one selling day, ordered overnight, lost sales.

Arrow, Harris and Marschak (1951), Econometrica 19(3); Porteus (2002), Foundations of Stochastic
Inventory Theory, chapter 1. Shelf life 1 and L = 1: what is left is written off in the evening
before ordering, so every order is for S and every day starts with S fresh units.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from sim.evidence.answers.demand import daily


class NewsvendorDay(NamedTuple):
    """Means a day for one order quantity."""

    sales: float  # units
    waste: float  # units written off, also those written off for a salvage value
    waste_share: float  # written off / received
    fill_rate: float  # units served / units demanded
    share_days_served: float  # days on which all demand is served
    profit: float  # money: price * sales + salvage * waste - cost * quantity


def day(
    quantity: int,
    mean: float,
    price: float,
    cost: float,
    salvage: float = 0.0,
    variance_to_mean: float = 1.0,
    chances: Sequence[float] = (),
) -> NewsvendorDay:
    """Exact outcomes of a day that starts with `quantity` fresh units.

    mean      demand, units a day; variance_to_mean 1: Poisson, > 1: negative binomial
    chances   of 0, 1, 2, ... units, in place of these two
    price     money for a unit sold
    cost      money for a unit received, freight included
    salvage   money for a unit written off (negative: a disposal fee)
    """
    demand = daily(mean, variance_to_mean, chances)
    if len(chances):
        mean = float(np.arange(len(chances)) @ chances)
    sales = float(demand.sf(np.arange(quantity)).sum())  # E min(S, D) = sum of P(D > k), k < S
    waste = quantity - sales
    return NewsvendorDay(
        sales=sales,
        waste=waste,
        waste_share=waste / quantity if quantity else 0.0,
        fill_rate=sales / mean,
        share_days_served=float(demand.cdf(quantity)),
        profit=price * sales + salvage * waste - cost * quantity,
    )


def critical_ratio(price: float, cost: float, salvage: float = 0.0) -> float:
    """Service level that the best quantity must reach: underage / (underage + overage) cost."""
    return (price - cost) / (price - salvage)


def best_quantity(
    mean: float, price: float, cost: float, salvage: float = 0.0, variance_to_mean: float = 1.0
) -> int:
    """Fewest units S with P(demand <= S) at or above the critical ratio."""
    ratio = critical_ratio(price, cost, salvage)
    return max(0, int(daily(mean, variance_to_mean).ppf(ratio)))
