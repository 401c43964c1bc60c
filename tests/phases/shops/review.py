"""A shop with its goods, for tests of what it carries."""

import numpy as np

from sim.phases import adoption
from tests.phases.alone import country, rows_of, run, with_rules

SHOP, EVENING = 1, 15  # its turn: every seventh day for swaps, every fourteenth for reviews
GAIN = 0.25


class Review:
    """A shop with its goods, all selling 10 a day, that believes to sell nothing else.

    All goods cost and earn the same, and it does not know of customers whom it could lose.
    """

    def __init__(self, shop=SHOP, **settings):
        self.shop = shop
        self.model = country()
        with_rules(self.model, "adoption", supplier_days=1000, switch_gain=GAIN, **settings)
        self.state = self.model.state
        self.shelves, self.products = self.state.shelves, self.state.products
        self.rows = rows_of(self.model, shop)
        self.shelves.forecast[:] = 0.1  # other shops' sales do not matter
        self.shelves.forecast[self.rows] = 10.0
        self.products.retail_price[:], self.products.shop_markup[:] = 1.0, 0.25
        self.wholesaler = rows_of(self.model, int(self.state.keepers.upstream[shop]))
        self.shelves.price[self.wholesaler] = 2.0
        carried = np.asarray(self.shelves.product[self.rows])
        self.shelves.elasticity[self.rows] = self.products.shop_elasticity[carried]
        self.memory = self.state.routes.memory
        self.memory[shop] = 0.0
        place = np.asarray(self.state.keepers.place[shop])
        goods = np.asarray(self.products.produce) == 0
        ages = np.asarray(self.products.ages) == 1
        self.others = np.flatnonzero(goods & ~ages & (place < 0))
        self.other_ageing = np.flatnonzero(goods & ages & (place < 0))
        self.keeping = [i for i in self.shelf_rows() if self.kind(i) == (0, False)]
        self.ageing = [i for i in self.shelf_rows() if self.kind(i) == (0, True)]
        self.fresh = [i for i in self.shelf_rows() if self.kind(i)[0] == 1]

    def on_sale(self, product, days):
        """At the wholesaler's is nothing of a product but what a shop can sell on so many days."""
        batches = self.state.batches
        row = self.shelves.batch[self.wholesaler.start + self.state.routes.wholesale_rank[product]]
        left = batches.left[batches.first[row] : batches.first[row + 1]]
        left[:] = 0
        left[(EVENING + 1 + days) % len(left)] = 1  # it leaves tomorrow evening, for a night
        return row, left

    def shelf_rows(self):
        return range(self.rows.start, self.rows.stop)

    def kind(self, i):
        return int(self.products.produce[self.shelves.product[i]]), bool(self.shelves.batch[i] >= 0)

    def next_products(self):
        run(self.model, adoption, EVENING - SHOP + self.shop)
        found = np.asarray(self.shelves.next_product[self.rows])
        return {int(i) + self.rows.start: int(found[i]) for i in np.flatnonzero(found >= 0)}


def same_category(review):
    """Two goods of a shop's category that keep, one of it that it does not carry, and another."""
    category = np.asarray(review.products.category)
    for other in review.others.tolist():
        alike = [
            i for i in review.keeping if category[review.shelves.product[i]] == category[other]
        ]
        if len(alike) > 1:
            plain = next(each for each in review.others if category[each] != category[other])
            return alike, other, plain
    raise AssertionError("no shop has two of a category")
