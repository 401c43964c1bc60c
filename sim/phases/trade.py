"""What the firms of a level sell now, and what they keep of it. A part of adoption."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.state import State


class Trade(NamedTuple):
    """What the firms of a level sell; an entry a firm, open or not."""

    first: int  # keeper of the first entry
    sales: NDArray[np.float64]  # money a day, smoothed
    margin: NDArray[np.float64]  # of it, what is left when the goods are paid


def trade_of(state: State, level: int) -> Trade:
    """Sales and margins of a level, at its volume and prices of now."""
    keepers, shelves = state.keepers, state.shelves
    first, end = (int(k) for k in state.levels.first_keeper[level:][:2])
    lo, hi = int(keepers.first_shelf[first]), int(keepers.first_shelf[end])
    firm, expected = shelves.keeper[lo:hi] - first, shelves.forecast[lo:hi].astype(float)
    price, cost = shelves.price[lo:hi].astype(float), shelves.unit_cost[lo:hi]
    worth = np.bincount(firm, expected * price, end - first)
    kept = np.bincount(firm, expected * (price - cost), end - first)
    share = np.divide(kept, worth, np.zeros(len(worth)), where=worth > 0.0)
    sales = keepers.volume[first:end].astype(float)
    return Trade(first, sales, sales * share)
