"""Mesa: a shop is an agent that has shelves, in lists or in small arrays.

python mesa_grocers.py lists|arrays SHOPS DAYS SEED
"""

import sys

import mesa
from clock import COST, PRICE, SHOPS_A_SUPPLIER, time_it
from grocery import TASK, arrives, orders
from shop_shelves import InArrays, InLists


class Supplier(mesa.Agent):
    def __init__(self, model):
        super().__init__(model)
        self.cash = 0


class Shop(mesa.Agent):
    def __init__(self, model, supplier):
        super().__init__(model)
        self.supplier = supplier
        self.shelves, self.luck = model.make_shelves()
        self.cash = 0
        self.demanded = self.served = 0

    def step(self):
        if arrives(self.model.day):
            self.shelves.unpack()
        wanted, sold = self.shelves.sell(self.luck)
        self.demanded += wanted
        self.served += sold
        self.cash += PRICE * sold
        if orders(self.model.day):
            units = self.shelves.order()
            self.cash -= COST * units
            self.supplier.cash += COST * units


class Market(mesa.Model):
    def __init__(self, shops, seed):
        super().__init__(rng=seed)
        self.in_lists = sys.argv[1] == "lists"
        suppliers = list(Supplier.create_agents(self, -(-shops // SHOPS_A_SUPPLIER)))
        Shop.create_agents(self, shops, [suppliers[i // SHOPS_A_SUPPLIER] for i in range(shops)])
        self.shops = self.agents_by_type[Shop]
        self.day = -1

    def make_shelves(self):
        """A shop's shelves, and what its luck comes from."""
        return (InLists(), self.random) if self.in_lists else (InArrays(), self.rng)

    def step(self):
        self.day += 1
        self.shops.do("step")

    def demanded(self):
        return self.shops.agg("demanded", sum)

    def served(self):
        return self.shops.agg("served", sum)

    def money(self):
        return self.agents.agg("cash", sum)


if __name__ == "__main__":
    time_it(Market, TASK)
