"""One shop with an ample source that owes what it lacks, under (r, nQ), (s, S) or base stock.

After the order of a review evening t the inventory position is y. By the close of day t + lag + j
(lag = d + L, 0 <= j < R) all of it has come, nothing ordered later has, and lag + j days of demand
have left: net stock = y - D(lag + j days), with y independent of D. So outcomes follow from the
law of y alone, averaged over the R days of a cycle.

The law of y is the stationary law of a Markov chain from review to review: a point for base stock;
under (r, nQ) uniform on r + 1 .. r + Q, whatever the demand, if its sizes have no common divisor
(Hadley and Whitin 1963; Zipkin 2000, section 6.2), which the tests check.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from sim.evidence.answers.demand import over_days, pmf

Order = Callable[[int], int]  # units to order at a position on a review evening


def up_to(level: int) -> Order:
    """Base stock."""
    return lambda position: max(0, level - position)


def in_lots(point: int, lot: int) -> Order:
    """(r, nQ)."""
    return lambda position: -(-max(0, point + 1 - position) // lot) * lot


def min_max(point: int, level: int) -> Order:
    """(s, S)."""
    return lambda position: level - position if position <= point else 0


class Owing(NamedTuple):
    """Long-run means a day."""

    fill_rate: float  # units served at once / units demanded
    share_days_served: float  # days on which all new demand is served
    share_days_without_backlog: float
    mean_end_stock: float  # units at the close of the day
    mean_backlog: float
    order_variance_ratio: float  # of a day's order, over that of a day's demand


def position_law(order: Order, start: int, demand: np.ndarray) -> dict[int, float]:
    """Stationary law of the position after ordering, from a `start` at which nothing is ordered.

    demand  probabilities of 0, 1, 2, ... units from one review to the next
    """
    index, todo = {start: 0}, [start]
    moves: list[tuple[int, int, float]] = []
    while todo:
        at = todo.pop()
        for wanted, chance in enumerate(demand):
            to = at - wanted + order(at - wanted)
            if to not in index:
                index[to] = len(index)
                todo.append(to)
            moves.append((index[at], index[to], chance))
    step = np.zeros((len(index), len(index)))
    for source, target, chance in moves:
        step[target, source] += chance
    equations = np.vstack([step - np.eye(len(index)), np.ones(len(index))])
    law = np.linalg.lstsq(equations, np.append(np.zeros(len(index)), 1.0), rcond=None)[0]
    return {position: float(law[i]) for position, i in index.items()}


def owing(
    order: Order, start: int, mean: float, lag: int, ratio: float = 1.0, review: int = 1
) -> Owing:
    """Exact long-run outcomes.

    start  a position at which nothing is ordered: S, or r + Q
    lag    d + L, days
    ratio  variance of a day's demand over its mean
    """
    cycle = pmf(over_days(mean, review, ratio))
    one, beyond = pmf(over_days(mean, 1, ratio)), over_days(mean, 1, ratio)
    positions = position_law(order, start, cycle)
    sums = np.zeros(5)
    for days in range(lag, lag + review):
        before = pmf(over_days(mean, days - 1, ratio)) if days > 1 else np.array([1.0])
        total = np.convolve(before, one)
        for y, chance in positions.items():
            net = y - np.arange(len(total))
            in_hand = y - np.arange(len(before))  # just before the last day's customers
            served = np.concatenate(([0.0], np.cumsum(beyond.sf(np.arange(max(y, 0))))))
            # A day without customers is served even by an empty shelf.
            at_once = np.where(in_hand >= 0, beyond.cdf(in_hand), one[0])
            sums += chance * np.array(
                [
                    before @ served[np.maximum(in_hand, 0)],
                    before @ at_once,
                    total @ (net >= 0),
                    total @ np.maximum(net, 0),
                    total @ np.maximum(-net, 0),
                ]
            )
    sums /= review
    orders = np.array([[order(y - wanted) for wanted in range(len(cycle))] for y in positions])
    weight = np.outer(list(positions.values()), cycle)
    # Orders are 0 on the other R - 1 evenings of a cycle.
    variance = (weight * orders**2).sum() / review - mean**2
    fill, at_once, unowing, stock, owed = sums
    return Owing(fill / mean, at_once, unowing, stock, owed, variance / (mean * ratio))
