"""A customer who is not served asks nearby, takes another product, waits or leaves."""

import numpy as np
import pytest

from sim.phases import sales
from tests.phases.alone import country, rows_of, run, with_rules

ANSWERS = ("other_shop", "other_product", "wait")


class Shops:
    """Empty shops in which all unserved customers give one answer."""

    def __init__(self, answer=None, *sets):
        self.model = country(*sets)
        self.state = self.model.state
        with_rules(self.model, "sales", **{name: float(name == answer) for name in ANSWERS})
        self.shelves, self.keepers = self.state.shelves, self.state.keepers
        self.rows = slice(0, self.state.shop_shelves)
        for column in (self.shelves.stock, self.shelves.demanded, self.shelves.waiting):
            column[self.rows] = 0

    def shared(self):
        """A product's shelves in two shops of one neighbourhood, and in a shop of another."""
        place, near = self.keepers.place, self.keepers.first_neighbour
        shops = range(self.state.shops)
        here, there = next((a, b) for b in shops for a in range(b) if near[a] == near[b])
        away = next(shop for shop in shops if near[shop] != near[here])
        product = np.flatnonzero((np.asarray(place[[here, there, away]]) >= 0).all(axis=0))[0]
        return [rows_of(self.model, s).start + int(place[s, product]) for s in (here, there, away)]

    def alike(self):
        """Shelves of the first shop: those of one category, three or more, far from the first."""
        rows = rows_of(self.model, 0)
        category = np.asarray(self.state.products.category[self.shelves.product[rows]])
        alike = [np.flatnonzero(category == each) for each in np.unique(category)]
        return max((found for found in alike if len(found) >= 3), key=lambda found: found[2])

    def outcome(self):
        """What was sold and lost and who waits, by shelf; taken back for the next try."""
        shelves, lost = self.shelves, self.state.totals.lost
        found = [np.array(c[self.rows]) for c in (shelves.sold, lost, shelves.waiting)]
        lost[:] = 0
        return found


def test_another_shop_nearby_serves_what_it_has():
    shops = Shops("other_shop")
    here, there, away = shops.shared()
    shops.shelves.demanded[here] = 5
    shops.shelves.stock[[there, away]] = 3, 9
    cash = shops.state.accounts.cash.copy()
    run(shops.model, sales)
    sold, lost, waiting = shops.outcome()
    assert sold[there] == 3 and sold.sum() == 3
    assert lost[here] == 2 and lost.sum() == 2
    assert waiting.sum() == 0
    assert shops.shelves.stock[there] == 0 and shops.shelves.stock[away] == 9
    paid = shops.state.accounts.cash - cash
    assert paid[shops.shelves.keeper[there]] == np.floor(3 * shops.shelves.price[there] + 0.5)
    assert shops.state.totals.short[here] == 1


def test_a_closed_shop_serves_nobody_and_one_far_away_is_not_asked():
    shops = Shops("other_shop")
    here, there, away = shops.shared()
    shops.shelves.demanded[here] = 5
    shops.shelves.stock[[there, away]] = 3, 9
    shops.keepers.open[shops.shelves.keeper[there]] = 0
    run(shops.model, sales)
    sold, lost, _ = shops.outcome()
    assert sold.sum() == 0
    assert lost[here] == 5


def test_every_shop_nearby_is_found_and_asked_once():
    """Whichever shop the search begins with, the one that has the product is found."""
    shops = Shops("other_shop")
    here, there, _ = shops.shared()
    for number in range(20):
        for asking, having in ((here, there), (there, here)):
            shops.shelves.demanded[shops.rows] = 0
            shops.shelves.demanded[asking] = 1
            shops.shelves.stock[shops.rows] = 0
            shops.shelves.stock[having] = 1
            run(shops.model, sales, number)
            sold, _, _ = shops.outcome()
            assert sold[having] == 1


def test_another_product_is_of_the_same_category_and_in_the_same_shop():
    shops = Shops("other_product")
    wanted, other, _ = shops.alike()[:3]
    category = shops.state.products.category[shops.shelves.product[shops.rows]]
    shops.shelves.demanded[wanted] = 7
    shops.shelves.stock[shops.rows] = np.where(np.asarray(category) == category[wanted], 0, 9)
    shops.shelves.stock[other] = 4
    elsewhere = shops.keepers.first_shelf[1]
    shops.shelves.stock[elsewhere : shops.rows.stop] = 9
    run(shops.model, sales)
    sold, lost, _ = shops.outcome()
    assert sold[other] == 4 and sold.sum() == 4
    assert lost[wanted] == 3 and lost.sum() == 3


@pytest.mark.parametrize("wanted", [0, 1, 2])
def test_she_takes_the_first_from_where_she_looks(wanted):
    """She begins at any shelf alike: each of two substitutes ends as many searches as shelves
    lie before it, the other counted from behind (5 standard errors)."""
    shops = Shops("other_product")
    found = shops.alike()[:3]
    first, second = np.delete(found, wanted)
    count = int(shops.keepers.first_shelf[1])
    customers, taken = 0, 0
    for number in range(40):
        shops.shelves.demanded[found[wanted]] = 60
        shops.shelves.stock[[first, second]] = 100
        run(shops.model, sales, number)
        sold, lost, _ = shops.outcome()
        assert sold[first] + sold[second] == 60 and lost.sum() == 0
        customers, taken = customers + 60, taken + sold[second]
    chance = (second - first) / count
    error = np.sqrt(chance * (1 - chance) / customers)
    assert abs(taken / customers - chance) < 5 * error


@pytest.mark.parametrize("grain", [1, 4])
def test_who_waits_comes_back_first(grain):
    """Whole customers of one unit each, the last of what is left."""
    shops = Shops("wait", f"grain.goods={grain}")
    here, _, _ = shops.shared()
    shops.shelves.demanded[here] = 10
    run(shops.model, sales)
    _, lost, waiting = shops.outcome()
    assert waiting[here] == 10 and lost.sum() == 0

    shops.shelves.demanded[here] = 3
    shops.shelves.stock[here] = 11
    run(shops.model, sales, 11)
    sold, lost, waiting = shops.outcome()
    assert sold[here] == 11 and waiting[here] == 2 and lost.sum() == 0

    shops.shelves.demanded[here] = 0
    run(shops.model, sales, 12)
    _, lost, waiting = shops.outcome()
    assert lost[here] == 2 and waiting.sum() == 0


def test_what_is_left_of_a_unit_is_wanted_in_part():
    shops = Shops("other_shop", "grain.goods=4")
    here, there, _ = shops.shared()
    shops.shelves.demanded[here] = 10
    shops.shelves.stock[there] = 9
    run(shops.model, sales)
    sold, lost, _ = shops.outcome()
    assert sold[there] == 9 and lost[here] == 1


def test_before_counting_begins_nothing_is_counted_as_lost():
    shops = Shops()
    here, _, _ = shops.shared()
    shops.shelves.demanded[here] = 5
    run(shops.model, sales, counting=0)
    assert shops.outcome()[1].sum() == 0
