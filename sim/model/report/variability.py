"""How much orders vary against what consumers ask for, tier by tier (the bullwhip effect).

Deviations are from the mean of a tier over all its firms and days, per shop served, since firms may
serve different numbers of shops. Sums a day and tier are kept, so that the ratio of any span of
days can be told.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.machine.compiling import compiled
from sim.engine.tables.state import State
from sim.model.report.textbook_groups import goods_of


class Tier(NamedTuple):
    """The shelves of a tier, room for other firms included; narrow columns: read every day."""

    rows: slice
    size: NDArray[np.int32]  # shops that each serves at first
    above: NDArray[np.int32]  # which shelf of the tier above serves it; 0 at the top
    shelves_above: int  # one at the top


@compiled
def look_at_tier(ordered, asked, size, above, asked_above):
    """Add up a tier's day in one pass, and to `asked_above` what consumers ask of the tier above.

    Sum, sum of squares, and sum of size times value: of orders, and of what is asked for.

    ordered      int32 (shelves,)
    asked        int32 (shelves,) of shops, float64 of others: what consumers want of each
    asked_above  float64 (shelves above,)
    """
    order_total, order_squares, order_weighted = 0.0, 0.0, 0.0
    total, squares, weighted = 0.0, 0.0, 0.0
    i = 0
    while i < len(ordered):
        server, together = above[i], 0.0  # neighbours are mostly served by one
        while i < len(ordered) and above[i] == server:
            order, want, shops = ordered[i] * 1.0, asked[i] * 1.0, size[i]
            order_total += order
            order_squares += order * order
            order_weighted += shops * order
            total += want
            squares += want * want
            weighted += shops * want
            together += want
            i += 1
        asked_above[server] += together
    return (order_total, order_squares, order_weighted), (total, squares, weighted)


class OrderVariability:
    """Watches orders and consumer demand of a textbook population, by who serves whom at first."""

    def __init__(self, state: State) -> None:
        self.tiers = list(tiers_of(state))
        self.days: list[NDArray[np.float64]] = []  # (tier, orders or demand, moment) a day

    def watch(self, state: State) -> None:
        """Note a day."""
        today = np.zeros((len(self.tiers), 2, 3))
        asked: NDArray[Any] = np.asarray(state.shelves.demanded)[self.tiers[0].rows]
        for level, (rows, size, above, shelves_above) in enumerate(self.tiers):
            asked_above = np.zeros(shelves_above)
            ordered = state.shelves.ordered[rows]
            today[level] = look_at_tier(ordered, asked, size, above, asked_above)
            asked = asked_above
        self.days.append(today)

    def ratios(self, first: int = 0, end: int | None = None) -> NDArray[np.float64]:
        """By tier: variance of orders over that of consumer demand, on the days first..end-1."""
        days = self.days[first:end]
        total, squares, weighted = np.moveaxis(np.sum(days, axis=0), 2, 0)
        sizes = [tier.size.astype(np.float64) for tier in self.tiers]
        size = np.array([each.sum() for each in sizes])[:, np.newaxis] * len(days)
        size_squares = np.array([(each**2).sum() for each in sizes])[:, np.newaxis] * len(days)
        with np.errstate(divide="ignore", invalid="ignore"):
            mean = total / size
            deviations = squares - 2.0 * mean * weighted + mean**2 * size_squares
            orders, demand = deviations.T
            result: NDArray[np.float64] = np.where(demand > 0.0, orders / demand, np.nan)
        return result


def tiers_of(state: State) -> Iterator[Tier]:
    """The tiers, shops first; a firm serves the shops of those whom it serves."""
    goods, upstream = goods_of(state), np.asarray(state.keepers.upstream)
    spans = [state.shelves_at(level) for level in range(state.n_levels)]
    size = np.ones(state.shop_shelves, np.int32)
    for rows, rows_above in pairwise(spans):
        shelf, shelves_above = np.arange(rows.start, rows.stop), rows_above.stop - rows_above.start
        server = upstream[shelf // goods] * goods + shelf % goods - rows_above.start
        above = np.where(size > 0, server, 0).astype(np.int32)
        yield Tier(rows, size, above, shelves_above)
        size = np.bincount(above, size, shelves_above).astype(np.int32)
    yield Tier(spans[-1], size, np.zeros_like(size), 1)
