"""One shop that orders from an ample source by any rule of position; what it cannot serve is lost.

The Markov chain of Karlin and Scarf (1958), "Inventory models of the Arrow-Harris-Marschak type
with time lag", and Zipkin (2008), Operations Research 56(4): with lost sales the stock and every
order on the way matter one by one, so the chain runs on (stock, arrivals to come) and is solved
exactly. No cut of the demand: demand beyond the stock is one event.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy import sparse

from sim.evidence.answers.demand import daily
from sim.evidence.answers.markov_chain import long_run
from sim.evidence.answers.order_policies import Order, up_to


class LostSales(NamedTuple):
    """Long-run means a day."""

    fill_rate: float  # units served at once / units demanded
    mean_end_stock: float  # units at the close of the day
    share_days_served: float  # days on which all demand is served (no demand: served)
    shelf_audit_rate: float  # days that end with an empty shelf
    sales: float  # units a day
    orders: float  # orders a day
    states: int  # size of the chain


def base_stock(
    level: int,
    mean: float,
    lead_time: int,
    order_delay: int = 0,
    variance_to_mean: float = 1.0,
    review: int = 1,
    chances: Sequence[float] = (),
) -> LostSales:
    """Exact long-run outcomes of an order-up-to policy of level S; arguments as `lost_sales`."""
    return lost_sales(
        up_to(level), level, mean, lead_time, order_delay, variance_to_mean, review, chances
    )


def lost_sales(
    order: Order,
    level: int,
    mean: float,
    lead_time: int,
    order_delay: int = 0,
    variance_to_mean: float = 1.0,
    review: int = 1,
    chances: Sequence[float] = (),
) -> LostSales:
    """Exact long-run outcomes of a policy.

    order             units to order at a position (stock + on order) on a review evening
    level             the highest position, units
    mean              demand, units a day
    lead_time         L >= 1: evening of shipping to morning of sale, days
    order_delay       d >= 0: evenings until the source sees the order; the two just add up
    variance_to_mean  1: Poisson; > 1: negative binomial
    review            days between ordering evenings, R >= 1
    chances           of 0, 1, 2, ... units, in place of mean and ratio
    """
    lag = order_delay + lead_time
    demand = daily(mean, variance_to_mean, chances)
    if len(chances):
        mean = float(np.arange(len(chances)) @ chances)
    mass = demand.pmf(np.arange(level + 1))
    at_least = demand.sf(np.arange(level + 1) - 1)

    # A state is what the customers meet: day of the cycle (0 ends in an ordering evening), stock,
    # and what arrives on the next lag - 1 mornings.
    start = (0, level, (0,) * (lag - 1))
    index = {start: 0}
    todo = [start]
    source, target, weight, orders = [], [], [], []
    while todo:
        state = todo.pop()
        phase, stock, coming = state
        for sold in range(stock + 1):
            left = stock - sold
            ordered = order(left + sum(coming)) if phase == 0 else 0
            tomorrow, *later = (*coming, ordered)
            successor = ((phase + 1) % review, left + tomorrow, tuple(later))
            if successor not in index:
                index[successor] = len(index)
                todo.append(successor)
            source.append(index[state])
            orders.append(ordered > 0)
            target.append(index[successor])
            weight.append(at_least[stock] if sold == stock else mass[sold])
    size = len(index)
    step = sparse.csr_array((weight, (target, source)), shape=(size, size))

    share = long_run(step, review)

    by_stock = np.zeros(level + 1)
    for (_, stock, _), i in index.items():
        by_stock[stock] += share[i]
    stocks = np.arange(level + 1)
    sales = sum(p * at_least[1 : x + 1].sum() for x, p in zip(stocks, by_stock))
    return LostSales(
        fill_rate=float(sales / mean),
        mean_end_stock=float(by_stock @ stocks - sales),
        share_days_served=float(by_stock @ demand.cdf(stocks)),
        shelf_audit_rate=float(by_stock @ at_least),
        sales=float(sales),
        orders=float(share[source] @ (np.array(weight) * orders)),
        states=size,
    )
