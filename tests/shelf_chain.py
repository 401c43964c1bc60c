"""What one shelf earns at any order-up-to level, by its exact Markov chain.

Computed without the engine: numpy and scipy's laws of demand alone. A state is the stock on an
ordering evening; whole lots are ordered, what cannot be sold is lost, and goods come before the
next ordering evening (lead time <= round).
"""

from functools import cache
from typing import NamedTuple

import numpy as np
from scipy import stats


class Shelf(NamedTuple):
    """What a shelf faces: units, days, money."""

    mean: float
    variance_to_mean: float
    review: int
    lead: int
    lot: int
    gain: float  # margin, and what a customer who leaves costs
    holding: float  # a unit and closing
    room: float  # a unit of the position, a day


class LongRun(NamedTuple):
    """Means a day."""

    stock: float
    sales: float
    position: float  # after ordering


def law(shelf: Shelf, days: float):
    """Demand of so many days."""
    mean, ratio = shelf.mean * days, shelf.variance_to_mean
    return stats.poisson(mean) if ratio == 1.0 else stats.nbinom(mean / (ratio - 1.0), 1.0 / ratio)


@cache
def long_run(shelf: Shelf, level: int) -> LongRun:
    """The chain's long run at an order-up-to level."""
    if level < 1:
        return LongRun(0.0, 0.0, 0.0)
    top = level + shelf.lot - 1
    stocks = np.arange(top + 1)
    demand = law(shelf, 1)
    mass, at_least = demand.pmf(stocks), demand.sf(stocks - 1)
    day = np.zeros((top + 1, top + 1))  # stock in the morning, at the close
    for stock in stocks:
        day[stock, 1 : stock + 1] = mass[:stock][::-1]
        day[stock, 0] = at_least[stock]
    sold = np.array([at_least[1 : stock + 1].sum() for stock in stocks])
    order = shelf.lot * np.maximum(-((stocks - level) // shelf.lot), 0)
    before = np.linalg.matrix_power(day, shelf.lead - 1)
    after = np.linalg.matrix_power(day, shelf.review - shelf.lead + 1)
    arrives = [(left, stock, min(left + order[stock], top)) for stock in stocks for left in stocks]
    round_ = np.zeros_like(day)
    for left, stock, then in arrives:
        round_[stock] += before[stock, left] * after[then]
    system = np.vstack([round_.T - np.eye(top + 1), np.ones(top + 1)])
    share = np.linalg.lstsq(system, np.append(np.zeros(top + 1), 1.0), rcond=None)[0]
    position = float(share @ (stocks + order))
    stock_days = sales = 0.0
    now = np.diag(share)  # [stock on the ordering evening, stock now]
    for since in range(1, shelf.review + 1):
        if since == shelf.lead:
            arrived = np.zeros_like(now)
            for left, stock, then in arrives:
                arrived[stock, then] += now[stock, left]
            now = arrived
        sales += float(now.sum(axis=0) @ sold)
        now = now @ day
        stock_days += float(now.sum(axis=0) @ stocks)
    return LongRun(stock_days / shelf.review, sales / shelf.review, position)


def profit(shelf: Shelf, level: int) -> float:
    """Money a day against an empty shelf, of which all customers leave."""
    run = long_run(shelf, level)
    return shelf.gain * run.sales - shelf.holding * run.stock - shelf.room * run.position


def highest(shelf: Shelf) -> int:
    """A level above any that is worth looking at."""
    days = shelf.review + shelf.lead - 1
    spread = (shelf.mean * shelf.variance_to_mean * days) ** 0.5
    return int(shelf.mean * days + 5 * spread) + 4


def best_profit(shelf: Shelf) -> float:
    """The most that any level earns, by a search over all of them."""
    return max(profit(shelf, level) for level in range(highest(shelf) + 1))
