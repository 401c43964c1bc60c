"""One shop that orders the same quantity Q every T days, whatever is left: (T, Q).

What it cannot serve is lost. Orders do not look at the stock, so that the lead time moves them in
time and changes nothing else: the stock is Lindley's (1952) queue of goods that wait for customers,
X' = max(0, X + Q - D), which comes to rest where Q is below the demand of T days. With long lead
times such orders are nearly the best there are (Goldberg et al. 2016, Mathematics of Operations
Research 41(3)).
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from sim.evidence.answers.demand import over_days, pmf

NEGLIGIBLE = 1e-13  # chance of more stock than is followed


class SameOrder(NamedTuple):
    """Long-run means a day."""

    fill_rate: float
    share_days_served: float  # days on which all demand is served (no demand: served)
    shelf_audit_rate: float  # days that end with an empty shelf
    mean_end_stock: float
    lost: float  # units


def same_order(
    quantity: int,
    review: int,
    mean: float,
    ratio: float = 1.0,
    chances: Sequence[float] = (),
) -> SameOrder:
    """Exact long-run outcomes.

    quantity  Q, units; review: T, days
    ratio     variance of a day's demand over its mean
    chances   of 0, 1, 2, ... units a day, in place of mean and ratio
    """
    one = pmf(over_days(mean, 1, ratio, chances))
    mean = float(np.arange(len(one)) @ one)
    if quantity >= mean * review:
        raise ValueError("more is ordered than asked for: stock grows for ever")
    size = 2 * (quantity + len(one))
    while (law := _stock_on_arrival(one, quantity, review, size))[-quantity - 1 :].sum() > (
        NEGLIGIBLE
    ):
        size *= 2
    day = _sold_down(one, size)
    stocks, at_most = np.arange(size), np.cumsum(one)
    all_served = at_most[np.clip(stocks, 0, len(one) - 1)]
    sums = np.zeros(4)
    for _ in range(review):
        after = day @ law
        sales = float(stocks @ law - stocks @ after)
        sums += [sales, float(all_served @ law), after[0], float(stocks @ after)]
        law = after
    sales, served, empty, left = map(float, sums / review)
    return SameOrder(sales / mean, served, empty, left, mean - sales)


def _sold_down(one: np.ndarray, size: int) -> np.ndarray:
    """Chance of each stock (row) at the close of a day that began with each (column)."""
    stocks = np.arange(size)
    sold = stocks[np.newaxis, :] - stocks[:, np.newaxis]
    move = np.where((sold >= 0) & (sold < len(one)), one[np.clip(sold, 0, len(one) - 1)], 0.0)
    move[0] = np.maximum(1.0 - move[1:].sum(axis=0), 0.0)
    return move


def _stock_on_arrival(one: np.ndarray, quantity: int, review: int, size: int) -> np.ndarray:
    """Law of the stock on the mornings on which the goods come; what would not fit stays out."""
    cycle = np.linalg.matrix_power(_sold_down(one, size), review)
    come = np.roll(cycle, quantity, axis=0)
    come[-1] += come[:quantity].sum(axis=0)
    come[:quantity] = 0.0
    equations = come - np.eye(size)
    equations[-1] = 1.0
    law: np.ndarray = np.linalg.solve(equations, np.eye(size)[-1])
    return law
