"""A newsvendor who learns how much to bring from the last days of some shops.

Each evening what is left is thrown away, and every shop of a pool brings for tomorrow

    x = max(m + z s, facing), rounded up,

m and s being mean and standard deviation (n - 1) of the last w days of all k shops: of demand, or
of sales, which are never above what was brought. From demand, x is independent of tomorrow's
customers, and its law follows from that of sum and sum of squares. From sales, x depends on what
was brought before: a Markov chain on the sums of the last w days (its spiral down: Cooper,
Homem-de-Mello and Kleywegt 2006, Operations Research 54(5)).
"""

import math
from typing import NamedTuple

import numpy as np
from scipy import sparse

from sim.evidence.answers.demand import daily, pmf

NEGLIGIBLE = 1e-8  # a chance that is left out of the chain
Sums = tuple[int, int]  # of what was seen, and of its squares


class Learning(NamedTuple):
    """Long-run means a day and shop."""

    fill_rate: float  # units served / units demanded
    waste_share: float  # thrown away / brought
    share_days_served: float
    brought: float  # units


class Learner(NamedTuple):
    """How the shops of a pool learn."""

    window: int  # w, days
    shops: int  # k
    safety: float  # z
    facing: int = 0

    def brings(self, total: int, squares: int) -> int:
        """Units for tomorrow, from the sums of all observations."""
        count = self.window * self.shops
        mean = total / count
        spread = max(squares - count * mean * mean, 0.0) / max(count - 1, 1)
        return math.ceil(max(mean + self.safety * math.sqrt(spread), self.facing) - 1e-9)


def uncensored(learner: Learner, mean: float, ratio: float = 1.0) -> Learning:
    """Exact outcomes when the shops see what was asked for."""
    law = _sums(pmf(daily(mean, ratio)), learner.window * learner.shops)
    brought: dict[int, float] = {}
    for sums, chance in law.items():
        units = learner.brings(*sums)
        brought[units] = brought.get(units, 0.0) + chance
    return _outcomes(brought, mean, ratio)


def censored(learner: Learner, mean: float, ratio: float = 1.0) -> Learning:
    """Exact outcomes when the shops see what they sold; `facing` keeps them in business."""
    demand = pmf(daily(mean, ratio), tail=NEGLIGIBLE)
    laws: dict[int, dict[Sums, float]] = {}  # of a day's sums over the pool, by what is brought
    start: tuple[Sums, ...] = ((0, 0),) * learner.window
    index, todo = {start: 0}, [start]
    source, target, weight, units = [], [], [], []
    while todo:
        state = todo.pop()
        brings = learner.brings(sum(day[0] for day in state), sum(day[1] for day in state))
        if brings not in laws:
            sales = demand[: brings + 1].copy()
            sales[-1] += demand[brings + 1 :].sum()
            laws[brings] = {
                day: chance
                for day, chance in _sums(sales, learner.shops).items()
                if chance > NEGLIGIBLE
            }
        units.append((index[state], brings))
        for day, chance in laws[brings].items():
            successor = (*state[1:], day)
            if successor not in index:
                index[successor] = len(index)
                todo.append(successor)
            source.append(index[state])
            target.append(index[successor])
            weight.append(chance)
    step = sparse.csr_array((weight, (target, source)), shape=(len(index), len(index)))
    share = np.full(len(index), 1.0 / len(index))
    for _ in range(100_000):
        before = share
        share = step @ share
        share /= share.sum()
        if np.abs(share - before).sum() < 1e-13:
            break
    brought: dict[int, float] = {}
    for state_index, brings in units:
        brought[brings] = brought.get(brings, 0.0) + float(share[state_index])
    return _outcomes(brought, mean, ratio)


def _sums(seen: np.ndarray, count: int) -> dict[Sums, float]:
    """Joint law of the sum and the sum of squares of `count` independent observations."""
    law: dict[Sums, float] = {(0, 0): 1.0}
    for _ in range(count):
        longer: dict[Sums, float] = {}
        for (total, squares), chance in law.items():
            for value, more in enumerate(seen):
                if more > 0.0 and chance * more > 1e-13:
                    key = (total + value, squares + value * value)
                    longer[key] = longer.get(key, 0.0) + chance * more
        law = longer
    return law


def _outcomes(brought: dict[int, float], mean: float, ratio: float) -> Learning:
    """Outcomes when what is brought is independent of the day's customers."""
    demand = daily(mean, ratio)
    sales = sum(p * demand.sf(np.arange(units)).sum() for units, p in brought.items())
    units_brought = sum(p * units for units, p in brought.items())
    served = sum(p * float(demand.cdf(units)) for units, p in brought.items())
    return Learning(
        fill_rate=float(sales / mean),
        waste_share=float(1.0 - sales / units_brought),
        share_days_served=served,
        brought=units_brought,
    )
