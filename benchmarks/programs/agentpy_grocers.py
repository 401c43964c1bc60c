"""AgentPy: a shop is an agent that has shelves, in lists; a list of agents calls each of them."""

import agentpy as ap
from clock import COST, PRICE, SHOPS_A_SUPPLIER, time_it
from grocery import TASK, arrives, orders
from shop_shelves import InLists


class Supplier(ap.Agent):
    def setup(self):
        self.cash = 0


class Shop(ap.Agent):
    def setup(self):
        self.shelves = InLists()
        self.cash = 0
        self.demanded = self.served = 0

    def trade(self):
        if arrives(self.model.day):
            self.shelves.unpack()
        wanted, sold = self.shelves.sell(self.model.random)
        self.demanded += wanted
        self.served += sold
        self.cash += PRICE * sold
        if orders(self.model.day):
            units = self.shelves.order()
            self.cash -= COST * units
            self.supplier.cash += COST * units


class Market(ap.Model):
    def setup(self):
        self.suppliers = ap.AgentList(self, -(-self.p.shops // SHOPS_A_SUPPLIER), Supplier)
        self.shops = ap.AgentList(self, self.p.shops, Shop)
        for i, shop in enumerate(self.shops):
            shop.supplier = self.suppliers[i // SHOPS_A_SUPPLIER]
        self.day = -1

    def step(self):
        self.day += 1
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
