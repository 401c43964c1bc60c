"""What is noted day by day in a textbook case: the prices of each tier."""

import numpy as np
from numpy.typing import NDArray

from sim.engine.state import State


class Diary:
    """Sums over the days that count."""

    def __init__(self, state: State) -> None:
        self.begin(state)

    def begin(self, state: State) -> None:
        """Counting begins with this morning."""
        self.price_days = np.zeros(state.n_levels)  # money a grain, over firms and days
        self._posted = posted_prices(state)

    def watch(self, state: State) -> None:
        """At a day's end: its prices were those posted the evening before."""
        self.price_days += self._posted
        self._posted = posted_prices(state)


def posted_prices(state: State) -> NDArray[np.float64]:
    """The sum over each tier's firms of what they ask tomorrow, money a grain."""
    first = state.levels.first_keeper[: state.n_levels + 1]
    price = state.shelves.price[: first[-1]]
    sums: NDArray[np.float64] = np.add.reduceat(price, first[:-1], dtype=np.float64)
    return sums
