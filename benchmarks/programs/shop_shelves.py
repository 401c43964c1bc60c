"""A shop's shelves in the grocery, as an object of an agent: in lists, or in small arrays."""

from bisect import bisect
from math import ceil, sqrt

import numpy as np
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
    UP_TO,
    VARIANCE,
)


class InLists:
    def __init__(self):
        self.stock = [OPENING_STOCK] * SHELVES
        self.on_order = [0] * SHELVES
        self.forecast = [MEAN] * SHELVES
        self.variance = [VARIANCE] * SHELVES

    def unpack(self):
        for i in range(SHELVES):
            self.stock[i] += self.on_order[i]
            self.on_order[i] = 0

    def sell(self, rng):
        """A day: units wanted and units sold. rng: Python's own"""
        stock, forecast, variance = self.stock, self.forecast, self.variance
        demanded = served = 0
        for i in range(SHELVES):
            wanted = bisect(UP_TO, rng.random())
            sold = min(wanted, stock[i])
            stock[i] -= sold
            demanded += wanted
            served += sold
            error = sold - forecast[i]
            forecast[i] += SMOOTHING * error
            variance[i] += SMOOTHING * (error * error - variance[i])
        return demanded, served

    def order(self):
        """Units ordered."""
        for i in range(SHELVES):
            level = COVER * self.forecast[i] + SAFETY * sqrt(COVER * self.variance[i])
            lots = ceil((level - self.stock[i] - self.on_order[i]) / LOT)
            self.on_order[i] += LOT * max(lots, 0)
        return sum(self.on_order)  # a week's order has arrived before the next


class InArrays:
    def __init__(self):
        self.stock = np.full(SHELVES, OPENING_STOCK)
        self.on_order = np.zeros(SHELVES, int)
        self.forecast = np.full(SHELVES, MEAN)
        self.variance = np.full(SHELVES, VARIANCE)

    def unpack(self):
        self.stock += self.on_order
        self.on_order[:] = 0

    def sell(self, rng):
        """A day: units wanted and units sold. rng: numpy's"""
        wanted = rng.negative_binomial(SIZE, CHANCE, SHELVES)
        sold = np.minimum(wanted, self.stock)
        self.stock -= sold
        error = sold - self.forecast
        self.forecast += SMOOTHING * error
        self.variance += SMOOTHING * (error * error - self.variance)
        return int(wanted.sum()), int(sold.sum())

    def order(self):
        """Units ordered."""
        level = COVER * self.forecast + SAFETY * np.sqrt(COVER * self.variance)
        lots = np.ceil((level - self.stock - self.on_order) / LOT)
        self.on_order += LOT * np.maximum(lots, 0).astype(int)
        return int(self.on_order.sum())
