"""numpy: a column is an array, and a day is a few calls on whole columns, in place.

python numpy_shops.py poisson|table SHOPS DAYS SEED
"""

import sys

import numpy as np
from clock import COST, PRICE, SHOPS_A_SUPPLIER, time_it
from draws import equally_likely
from small_task import LEVEL, MEAN, TASK, UP_TO


class Market:
    def __init__(self, shops, seed):
        self.rng = np.random.default_rng(seed)
        self.table = equally_likely(UP_TO)
        self.draw = {"poisson": self.own_poisson, "table": self.from_the_table}[sys.argv[1]]
        self.stock = np.full(shops, LEVEL, np.int32)
        self.tomorrow = np.zeros(shops, np.int32)  # arrives tomorrow
        self.order = np.zeros(shops, np.int32)  # of this evening: arrives the day after
        self.cash = np.zeros(shops, np.int64)
        self.first_shop = np.arange(0, shops, SHOPS_A_SUPPLIER)  # of each supplier
        self.supplier_cash = np.zeros(len(self.first_shop), np.int64)
        self.all_demanded = self.all_served = 0

    def own_poisson(self):
        return self.rng.poisson(MEAN, len(self.stock)).astype(np.int32)

    def from_the_table(self):
        return self.table[self.rng.integers(0, len(self.table), len(self.stock), np.uint16)]

    def step(self):
        wanted = self.draw()
        self.stock += self.tomorrow
        sold = np.minimum(wanted, self.stock)
        self.stock -= sold
        self.all_demanded += int(wanted.sum())
        self.all_served += int(sold.sum())

        order = self.tomorrow  # its goods are on the shelf: room for tonight's order
        np.subtract(LEVEL, self.stock, out=order)
        order -= self.order
        self.tomorrow, self.order = self.order, order
        self.cash += PRICE * sold
        self.cash -= COST * order
        self.supplier_cash += COST * np.add.reduceat(order, self.first_shop)

    def demanded(self):
        return self.all_demanded

    def served(self):
        return self.all_served

    def money(self):
        return int(self.cash.sum() + self.supplier_cash.sum())


if __name__ == "__main__":
    time_it(Market, TASK)
