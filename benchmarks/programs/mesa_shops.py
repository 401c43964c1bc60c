"""Mesa: an agent is an object, and the model calls each of them every day.

python mesa_shops.py do|shuffle_do SHOPS DAYS SEED
"""

import sys
from bisect import bisect

import mesa
from clock import COST, PRICE, SHOPS_A_SUPPLIER, time_it
from small_task import LEVEL, TASK, UP_TO


class Supplier(mesa.Agent):
    def __init__(self, model):
        super().__init__(model)
        self.cash = 0


class Shop(mesa.Agent):
    def __init__(self, model, supplier):
        super().__init__(model)
        self.supplier = supplier
        self.stock = LEVEL
        self.tomorrow = self.on_order = 0  # arrives tomorrow; all that is on its way
        self.cash = 0
        self.demanded = self.served = 0

    def step(self):
        arrived = self.tomorrow
        self.stock += arrived
        self.tomorrow = self.on_order - arrived

        wanted = bisect(UP_TO, self.random.random())
        sold = min(wanted, self.stock)
        self.demanded += wanted
        self.served += sold
        self.stock -= sold
        self.cash += PRICE * sold

        order = LEVEL - self.stock - self.tomorrow
        self.on_order = self.tomorrow + order
        self.cash -= COST * order
        self.supplier.cash += COST * order


class Market(mesa.Model):
    def __init__(self, shops, seed):
        super().__init__(rng=seed)
        suppliers = list(Supplier.create_agents(self, -(-shops // SHOPS_A_SUPPLIER)))
        Shop.create_agents(self, shops, [suppliers[i // SHOPS_A_SUPPLIER] for i in range(shops)])
        self.shops = self.agents_by_type[Shop]
        self.call = getattr(self.shops, sys.argv[1])  # do or shuffle_do

    def step(self):
        self.call("step")

    def demanded(self):
        return self.shops.agg("demanded", sum)

    def served(self):
        return self.shops.agg("served", sum)

    def money(self):
        return self.agents.agg("cash", sum)


if __name__ == "__main__":
    time_it(Market, TASK)
