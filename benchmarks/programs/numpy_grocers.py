"""numpy: a column is an array of shops by shelves, and a day is a few calls on whole columns.

python numpy_grocers.py negative_binomial|table SHOPS DAYS SEED
"""

import sys

import numpy as np
from clock import COST, PRICE, SHOPS_A_SUPPLIER, time_it
from draws import equally_likely
from grocery import (
    CHANCE,
    COVER,
    LOT,
    MEAN,
    OPENING_STOCK,
    SAFETY,
    SHELVES,
    SIZE,
    SMOOTHING,
    TASK,
    UP_TO,
    VARIANCE,
    arrives,
    orders,
)


class Market:
    def __init__(self, shops, seed):
        self.rng = np.random.default_rng(seed)
        self.table = equally_likely(UP_TO)
        laws = {"negative_binomial": self.own_negative_binomial, "table": self.from_the_table}
        self.draw = laws[sys.argv[1]]
        self.shape = (shops, SHELVES)
        self.stock = np.full(self.shape, OPENING_STOCK, np.int32)
        self.on_order = np.zeros(self.shape, np.int32)
        self.forecast = np.full(self.shape, MEAN, np.float32)
        self.variance = np.full(self.shape, VARIANCE, np.float32)
        self.cash = np.zeros(shops, np.int64)
        self.first_shop = np.arange(0, shops, SHOPS_A_SUPPLIER)  # of each supplier
        self.supplier_cash = np.zeros(len(self.first_shop), np.int64)
        self.all_demanded = self.all_served = 0
        self.day = -1

    def own_negative_binomial(self):
        return self.rng.negative_binomial(SIZE, CHANCE, self.shape).astype(np.int32)

    def from_the_table(self):
        return self.table[self.rng.integers(0, len(self.table), self.shape, np.uint16)]

    def step(self):
        self.day += 1
        if arrives(self.day):
            self.stock += self.on_order
            self.on_order[:] = 0
        wanted = self.draw()
        sold = np.minimum(wanted, self.stock)
        self.stock -= sold
        self.all_demanded += int(wanted.sum())
        self.all_served += int(sold.sum())
        self.cash += PRICE * sold.sum(axis=1)

        error = sold - self.forecast  # in place from here on
        error *= SMOOTHING
        self.forecast += error
        error *= error
        error /= SMOOTHING  # the weight of the squared error, not its square
        self.variance *= 1 - SMOOTHING
        self.variance += error
        if orders(self.day):
            self.order()

    def order(self):
        level = COVER * self.forecast + SAFETY * np.sqrt(COVER * self.variance)
        lots = np.ceil((level - self.stock - self.on_order) / LOT)
        order = LOT * np.maximum(lots, 0).astype(np.int32)
        self.on_order += order
        units = order.sum(axis=1)
        self.cash -= COST * units
        self.supplier_cash += COST * np.add.reduceat(units, self.first_shop)

    def demanded(self):
        return self.all_demanded

    def served(self):
        return self.all_served

    def money(self):
        return int(self.cash.sum() + self.supplier_cash.sum())


if __name__ == "__main__":
    time_it(Market, TASK)
