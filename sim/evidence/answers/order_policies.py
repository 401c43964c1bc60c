"""One shop with an ample source that owes what it lacks, under (r, nQ), (s, S) or base stock.

After the order of a review evening t the inventory position is y. By the close of day t + lag + j
(lag = d + L, 0 <= j < R) all of it has come, nothing ordered later has, and lag + j days of demand
have left: net stock = y - D(lag + j days), with y independent of D. So outcomes follow from the
law of y alone, averaged over the R days of a cycle.

The law of y is the stationary law of a Markov chain from review to review: a point for base stock;
under (r, nQ) uniform on r + 1 .. r + Q, whatever the demand, if its sizes have no common divisor
(Hadley and Whitin 1963; Zipkin 2000, section 6.2), which the tests check.
"""

import math
from collections.abc import Callable, Mapping, Sequence
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
    orders: float  # orders a day


def position_law(order: Order, start: int, demand: np.ndarray) -> dict[int, float]:
    """Stationary law of the position after ordering, from a `start` on.

    demand  probabilities of 0, 1, 2, ... units from one review to the next
    """
    index, todo = {start: 0}, [start]
    moves: list[tuple[int, int, float]] = []
    while todo:
        at = todo.pop()
        for wanted, chance in enumerate(demand):
            if chance == 0.0:
                continue
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
    order: Order,
    start: int,
    mean: float,
    lag: int,
    ratio: float = 1.0,
    review: int = 1,
    chances: Sequence[float] = (),
) -> Owing:
    """Exact long-run outcomes.

    start    a position after ordering, such as S, or r + Q
    lag      d + L, days
    ratio    variance of a day's demand over its mean
    chances  of 0, 1, 2, ... units a day, in place of mean and ratio
    """
    cycle = pmf(over_days(mean, review, ratio, chances))
    one = pmf(over_days(mean, 1, ratio, chances))
    units = np.arange(len(one))
    mean = float(units @ one)
    positions = position_law(order, start, cycle)
    closes = [
        close_of_day(positions, demand_of(days - 1, mean, ratio, chances), one)
        for days in range(lag, lag + review)
    ]
    fill, at_once, unowing, stock, owed = map(float, np.mean(closes, axis=0))
    orders = np.array([[order(y - wanted) for wanted in range(len(cycle))] for y in positions])
    weight = np.outer(list(positions.values()), cycle)
    # Orders are 0 on the other R - 1 evenings of a cycle.
    variance = (weight * orders**2).sum() / review - mean**2
    of_demand = float(units**2 @ one) - mean**2
    return Owing(
        fill / mean, at_once, unowing, stock, owed,
        variance / of_demand if of_demand > 1e-9 else math.nan,
        float((weight * (orders > 0)).sum() / review),
    )  # fmt: skip


def demand_of(days: int, mean: float, ratio: float, chances: Sequence[float]) -> np.ndarray:
    """Chances of 0, 1, 2, ... units in so many days, or none."""
    return pmf(over_days(mean, days, ratio, chances)) if days else np.array([1.0])


def close_of_day(positions: Mapping[int, float], before: np.ndarray, one: np.ndarray) -> np.ndarray:
    """Means of a day on which all of a position has come and nothing that was ordered later.

    positions  chances of each
    before     chances of 0, 1, 2, ... units asked for since, but for the day's own
    one        of the day itself
    Returns units served at once, chance that all are, chance of no backlog, stock and backlog.
    """
    total = np.convolve(before, one)
    at_most = np.cumsum(one)
    sums = np.zeros(5)
    for y, chance in positions.items():
        net = y - np.arange(len(total))
        in_hand = y - np.arange(len(before))  # just before the day's customers
        beyond = np.pad(1.0 - at_most, (0, max(y - len(one), 0)))
        served = np.concatenate(([0.0], np.cumsum(beyond)))[: max(y, 0) + 1]
        # A day without customers is served even by an empty shelf.
        all_served = np.where(in_hand >= 0, at_most[np.clip(in_hand, 0, len(one) - 1)], one[0])
        sums += chance * np.array(
            [
                before @ served[np.maximum(in_hand, 0)],
                before @ all_served,
                total @ (net >= 0),
                total @ np.maximum(net, 0),
                total @ np.maximum(-net, 0),
            ]
        )
    return sums
