"""How much orders vary against what consumers ask for, tier by tier (the bullwhip effect).

Deviations are from the mean of a tier over all its firms and days, per shop served, since firms may
serve different numbers of shops. Sums a day and tier are kept, so that the ratio of any span of
days can be told.
"""

import numpy as np
from numpy.typing import NDArray

from sim.engine.machine.compiling import compiled
from sim.engine.tables.state import State
from sim.model.report.textbook_groups import goods_of


@compiled
def moments(values, size):
    """Sum, sum of squares, and sum of size times value, of a tier's firms today.

    values  int32 or float64 (firms,); size: float64 (firms,)
    """
    total, squares, weighted = 0.0, 0.0, 0.0
    for i in range(len(values)):
        value = values[i] * 1.0
        total += value
        squares += value * value
        weighted += size[i] * value
    return total, squares, weighted


class OrderVariability:
    """Watches orders and consumer demand of a textbook population, by who serves whom at first."""

    def __init__(self, state: State) -> None:
        shops, goods = state.shop_shelves, goods_of(state)
        self.rows = [
            slice(*(int(row) * goods for row in state.levels.first_keeper[level : level + 2]))
            for level in range(state.n_levels)
        ]  # of shelves
        self.firm_of_shop = [np.arange(shops)]
        for rows in self.rows[1:]:
            below = self.firm_of_shop[-1] + self.rows[len(self.firm_of_shop) - 1].start
            above = np.asarray(state.keepers.upstream)[below // goods] * goods + below % goods
            self.firm_of_shop.append(above - rows.start)
        self.firms = [rows.stop - rows.start for rows in self.rows]  # room for others included
        self.size = [
            np.bincount(firm, minlength=firms).astype(np.float64)
            for firm, firms in zip(self.firm_of_shop, self.firms, strict=True)
        ]
        self.days: list[NDArray[np.float64]] = []  # (tier, orders or demand, moment) a day

    def watch(self, state: State) -> None:
        """Note a day."""
        today = np.zeros((len(self.rows), 2, 3))
        demanded = np.asarray(state.shelves.demanded)[self.rows[0]]
        for level, rows in enumerate(self.rows):
            served, firms = self.firm_of_shop[level], self.firms[level]
            asked = np.bincount(served, demanded, firms) if level > 0 else demanded
            today[level, 0] = moments(state.shelves.ordered[rows], self.size[level])
            today[level, 1] = moments(asked, self.size[level])
        self.days.append(today)

    def ratios(self, first: int = 0, end: int | None = None) -> NDArray[np.float64]:
        """By tier: variance of orders over that of consumer demand, on the days first..end-1."""
        days = self.days[first:end]
        total, squares, weighted = np.moveaxis(np.sum(days, axis=0), 2, 0)
        size = np.array([each.sum() for each in self.size])[:, np.newaxis] * len(days)
        size_squares = np.array([(each**2).sum() for each in self.size])[:, np.newaxis] * len(days)
        with np.errstate(divide="ignore", invalid="ignore"):
            mean = total / size
            deviations = squares - 2.0 * mean * weighted + mean**2 * size_squares
            orders, demand = deviations.T
            result: NDArray[np.float64] = np.where(demand > 0.0, orders / demand, np.nan)
        return result
