"""No model: a compiled loop that reads and writes what a shop-day has to, and computes nothing.

Stock, goods that arrive tomorrow, tonight's order (4 bytes each) and cash (8 bytes).
"""

import numba
import numpy as np
from clock import PRICE, time_it
from small_task import TASK


@numba.njit
def touch(stock, tomorrow, order, cash):
    for i in range(len(stock)):
        stock[i] += 1
        tomorrow[i] += 1
        order[i] += 1
        cash[i] += PRICE


class Columns:
    """Each shop is held to sell a unit a day."""

    def __init__(self, shops, seed):
        self.columns = [np.zeros(shops, kind) for kind in (np.int32, np.int32, np.int32, np.int64)]

    def step(self):
        touch(*self.columns)

    def served(self):
        return int(self.columns[0].sum(dtype=np.int64))

    def demanded(self):
        return self.served()

    def money(self):
        return int(self.columns[3].sum())


if __name__ == "__main__":
    time_it(Columns, TASK)
