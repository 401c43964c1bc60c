"""AgentPy: an agent is an object, and a list of agents calls each of them every day."""

from bisect import bisect

import agentpy as ap
from clock import COST, PRICE, SHOPS_A_SUPPLIER, time_it
from small_task import LEVEL, TASK, UP_TO


class Supplier(ap.Agent):
    def setup(self):
        self.cash = 0


class Shop(ap.Agent):
    def setup(self):
        self.stock = LEVEL
        self.tomorrow = self.on_order = 0  # arrives tomorrow; all that is on its way
        self.cash = 0
        self.demanded = self.served = 0

    def trade(self):
        arrived = self.tomorrow
        self.stock += arrived
        self.tomorrow = self.on_order - arrived

        wanted = bisect(UP_TO, self.model.random.random())
        sold = min(wanted, self.stock)
        self.demanded += wanted
        self.served += sold
        self.stock -= sold
        self.cash += PRICE * sold

        order = LEVEL - self.stock - self.tomorrow
        self.on_order = self.tomorrow + order
        self.cash -= COST * order
        self.supplier.cash += COST * order


class Market(ap.Model):
    def setup(self):
        self.suppliers = ap.AgentList(self, -(-self.p.shops // SHOPS_A_SUPPLIER), Supplier)
        self.shops = ap.AgentList(self, self.p.shops, Shop)
        for i, shop in enumerate(self.shops):
            shop.supplier = self.suppliers[i // SHOPS_A_SUPPLIER]

    def step(self):
        self.shops.trade()

    def demanded(self):
        return sum(self.shops.demanded)

    def served(self):
        return sum(self.shops.served)

    def money(self):
        return sum(self.shops.cash) + sum(self.suppliers.cash)


def make(shops, seed):
    market = Market({"shops": shops, "seed": seed})
    market.sim_setup(steps=0)
    return market


if __name__ == "__main__":
    time_it(make, TASK)
