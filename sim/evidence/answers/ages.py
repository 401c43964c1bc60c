"""One shop whose goods last some selling days: the Markov chain of its stock by age.

Nahmias (1982), Operations Research 30(4), reviews the model. Each evening, when what is past its
last day has been written off, the shop orders up to S (stock of any age + on order); what it
cannot serve is lost. The state that a day's customers meet: units by selling days left, and what
arrives on the mornings to come. Solved exactly; demand beyond the stock is one event.
"""

from typing import NamedTuple

import numpy as np
from scipy import sparse

from sim.evidence.answers.demand import daily
from sim.evidence.answers.markov_chain import long_run


class Perishing(NamedTuple):
    """Long-run means a day."""

    fill_rate: float  # units served / units demanded
    waste_share: float  # written off / received
    share_days_served: float
    shelf_audit_rate: float  # days that end with an empty shelf, after the writing off
    mean_end_stock: float  # units at the close of the day
    states: int  # size of the chain


def perishing(
    level: int,
    mean: float,
    life: int,
    lead_time: int = 1,
    order_delay: int = 0,
    variance_to_mean: float = 1.0,
    review: int = 1,
    youngest_first: bool = False,
) -> Perishing:
    """Exact long-run outcomes.

    level             order-up-to level S, units
    life              selling days, the day of arrival being the first
    lead_time         L >= 1 and order_delay d >= 0, days
    variance_to_mean  1: Poisson; > 1: negative binomial
    review            days between ordering evenings, R >= 1
    """
    lag = order_delay + lead_time
    demand = daily(mean, variance_to_mean)
    mass = demand.pmf(np.arange(level + 1))
    at_least = demand.sf(np.arange(level + 1) - 1)

    start = (0, (*([0] * (life - 1)), level), (0,) * (lag - 1))  # phase, by days left, to come
    index = {start: 0}
    todo = [start]
    source, target, weight = [], [], []
    # By state: expected sales, written off, chance to serve all, and to end empty, end stock.
    tallies: list[tuple[int, np.ndarray]] = []
    while todo:
        state = todo.pop()
        phase, ages, coming = state
        stock = sum(ages)
        tally = np.zeros(6)
        for sold in range(stock + 1):
            chance = at_least[stock] if sold == stock else mass[sold]
            expired, *left = _issued(ages, sold, youngest_first)
            rest = sum(left)
            ordered = max(0, level - rest - sum(coming)) if phase == 0 else 0
            tomorrow, *later = (*coming, ordered)
            successor = ((phase + 1) % review, (*left, tomorrow), tuple(later))
            if successor not in index:
                index[successor] = len(index)
                todo.append(successor)
            source.append(index[state])
            target.append(index[successor])
            weight.append(chance)
            tally += chance * np.array([sold, expired, 0.0, rest == 0, rest, tomorrow])
        tally[2] = demand.cdf(stock)
        tallies.append((index[state], tally))
    size = len(index)
    by_state = np.zeros((size, 6))
    for i, tally in tallies:
        by_state[i] = tally
    step = sparse.csr_array((weight, (target, source)), shape=(size, size))
    sales, wasted, served, empty, end, received = long_run(step, review) @ by_state
    return Perishing(
        fill_rate=float(sales / mean),
        waste_share=float(wasted / received),
        share_days_served=float(served),
        shelf_audit_rate=float(empty),
        mean_end_stock=float(end),
        states=size,
    )


def _issued(ages: tuple[int, ...], sold: int, youngest_first: bool) -> list[int]:
    """What is left by days left, least first, after `sold` units."""
    left = list(ages)
    order = range(len(left))
    for age in reversed(order) if youngest_first else order:
        taken = min(left[age], sold)
        left[age] -= taken
        sold -= taken
    return left
