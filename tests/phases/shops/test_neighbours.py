"""Customers of a neighbourhood choose a category, then a shelf; owners see what part is theirs."""

import math

import numpy as np
import pytest

from sim.phases import market
from tests.phases.alone import country, rows_of, run, with_rules

ROUND, EVENING = 7, 15  # the turn of neighbourhoods that begin with shop 1, 8, ...


def prepared(*sets):
    """A country in which fashions and prices stand as the test sets them."""
    return country(f"demand.notice_days={ROUND}", *sets)


class Nest:
    """Two shops with three products of a category; all else is off their shelves."""

    def __init__(self, growth=0.0):
        self.model = prepared()
        with_rules(
            self.model, "neighbours", variety_growth=growth, seeing=0.25, product_elasticity=1.0
        )
        state = self.model.state
        self.shelves, self.keepers, self.products = state.shelves, state.keepers, state.products
        shops = np.arange(state.shops)
        first, end = self.keepers.first_neighbour[shops], self.keepers.end_neighbour[shops]
        self.first = int(shops[(first == shops) & (end - first == 2) & (first % ROUND == 1)][0])
        here = int(self.keepers.province[self.first])
        self.cell = int(self.keepers.cell[self.first])
        state.cells.purse[self.cell] = 0.0
        state.cells.kept[:, self.cell] = 0.0
        self.a, self.b = (rows_of(self.model, self.first + k).start for k in range(2))
        for k in range(2):
            self.shelves.listed[rows_of(self.model, self.first + k)] = 0
        products, keepers = self.products, self.keepers
        products.category[:3] = 0
        products.shop_elasticity[:3], products.elasticity[:3] = 2.0, -1.0
        products.wanted[:3] = 10.0
        products.retail_price[:3] = 1.0, 2.0, 1.0
        products.appeal[here, :3] = np.log([3.0, 1.0, 2.0])
        keepers.traffic[self.first], keepers.traffic[self.first + 1] = math.log(2.0), 0.0
        self.rows = [self.a, self.a + 1, self.b, self.b + 1]
        for i, product in zip(self.rows, (0, 1, 0, 2), strict=True):
            self.shelves.product[i] = product
            self.shelves.listed[i], self.shelves.taste[i] = 1, 0.0
            self.shelves.opening_cost[i], self.shelves.markup[i] = 1.0, 0.25
            self.shelves.price[i] = 1.25
        self.shelves.taste[self.rows[3]] = math.log(0.5)
        self.shelves.elasticity[self.rows] = 5.0

    def sold(self):
        """Units a day of the four shelves, when customers have noticed."""
        run(self.model, market, self.first + 2 * ROUND, counting=0)
        return np.exp(np.asarray(self.shelves.log_mean[self.rows], float))

    def money(self):
        """The same at usual prices."""
        return self.sold() * np.array([1.0, 2.0, 1.0, 1.0])


def test_a_nest_of_two_shops_and_three_products_by_hand():
    """Worth 2 x 3, 2 x 1 x 2, 3 and 1: of 10 for each of 3 customers, 14 parts at usual prices."""
    nest = Nest()
    assert nest.money() == pytest.approx(30.0 * np.array([6, 4, 3, 1]) / 14, rel=1e-5)


def test_a_nest_by_hand_in_which_a_neighbour_asks_half():
    """For one of two products: within the shop it weighs 6 of 7, and the shop draws (7 / 4) ** 2.

    Of 4 parts it makes 12.25, so of 22.25 in all; the price of the category falls.
    """
    nest = Nest()
    nest.keepers.alike[nest.first : nest.first + 2] = 1.0
    nest.shelves.price[nest.rows[2]] = 0.625
    wanted = 30.0 * math.sqrt(22.25 / 14)
    parts = np.array([6, 4, 12.25 * 6 / 7, 12.25 / 7])
    assert nest.money() == pytest.approx(wanted * parts / 22.25, rel=1e-5)
    # The owners see a quarter of what is new: 10 of 22.25 parts, and 12.25.
    faced = [2.0 * 12.25 / 22.25 + 10 / 22.25, 2.0 * 10 / 22.25 + 12.25 / 22.25]
    expected = [5.0 + 0.25 * (each - 5.0) for each in (faced[0], faced[0], faced[1], faced[1])]
    assert np.asarray(nest.shelves.elasticity[nest.rows]) == pytest.approx(expected, rel=1e-5)


def test_a_category_grows_with_variety_by_its_elasticity():
    nest = Nest(growth=0.5)
    assert nest.money().sum() == pytest.approx(30.0 * math.sqrt(14 / 3), rel=1e-5)


def test_a_better_product_takes_from_the_neighbour_and_from_the_shop_s_own_shelves():
    before, nest = Nest().money(), Nest()
    nest.shelves.taste[nest.rows[1]] = math.log(3.0)
    after = nest.money()
    assert after[1] > before[1]
    assert (after[[0, 2, 3]] < before[[0, 2, 3]]).all()
    assert after.sum() == pytest.approx(before.sum(), rel=1e-5)


def test_a_shop_that_closes_leaves_its_customers_to_its_neighbour():
    before, nest = Nest().money(), Nest()
    nest.keepers.open[nest.first] = 0
    nest.shelves.listed[nest.rows[:2]] = 0
    nest.keepers.traffic[nest.first + 1] = math.log(3.0)
    assert nest.money()[2:].sum() == pytest.approx(before.sum(), rel=1e-5)


def test_what_has_not_arrived_takes_nobody_yet():
    nest = Nest()
    nest.shelves.listed[nest.rows[3]] = 0
    found = nest.money()
    assert found[:3] == pytest.approx(30.0 * np.array([6, 4, 3]) / 13, rel=1e-5)
    assert found[3] == pytest.approx(30.0 / 14, rel=1e-5)
    assert nest.shelves.elasticity[nest.rows[3]] == 5.0


def test_what_has_not_arrived_will_take_what_its_price_says():
    """As by hand above, were it there: at half its price the shop would draw 12.25 of 22.25."""
    nest = Nest()
    nest.shelves.listed[nest.rows[2]] = 0
    nest.shelves.price[nest.rows[2]] = 0.625
    wanted = 30.0 * math.sqrt(22.25 / 14)
    assert nest.money()[2] == pytest.approx(wanted * 12.25 * 6 / 7 / 22.25, rel=1e-5)


def test_what_grows_dear_loses_less_to_another_product_than_a_dear_shop_to_its_neighbour():
    """One of two products a fifth dearer, in all shops; then all of a shop, in one."""
    before, product = Nest().money(), Nest()
    product.shelves.price[[product.rows[0], product.rows[2]]] = 1.5
    wanted = 30.0 * math.sqrt((8.1 + 3.0625) / 14)
    kept = wanted * 8.1 / (8.1 + 3.0625) * 5 / 9
    assert product.money()[0] == pytest.approx(kept, rel=1e-5)  # 0.84 of before
    shop = Nest()
    shop.shelves.price[shop.rows[:2]] = 1.5
    left = 10 / 1.2**2
    wanted = 30.0 * math.sqrt((left + 4) / 14)
    assert shop.money()[0] == pytest.approx(wanted * left / (left + 4) * 6 / 10, rel=1e-5)
    assert shop.money()[0] < 0.95 * kept < 0.9 * before[0]


def test_who_spends_online_or_earns_less_asks_for_less():
    before, nest = Nest().money(), Nest()
    cells, kind = nest.model.state.cells, int(nest.products.online[0])
    cells.purse[nest.cell], cells.kept[kind, nest.cell] = math.log(0.9), math.log(0.8)
    assert nest.money() == pytest.approx(0.72 * before, rel=1e-5)


def test_every_nest_s_customers_go_to_its_shelves():
    """Against demand added up nest by nest: at any prices the shelves get all of it, no more."""
    model = prepared("demand.variety_growth=0.1")
    state = model.state
    shelves, keepers = state.shelves, state.keepers
    rows, luck = slice(state.shop_shelves), np.random.default_rng(4)
    for number in range(14, 14 + ROUND):
        shelves.price[rows] *= luck.uniform(0.9, 1.1, rows.stop)
        paid = np.array(np.asarray(shelves.price[rows]), float)
        run(model, market, number, counting=0)
        for shop in range(state.shops):
            if keepers.first_neighbour[shop] == shop and shop % ROUND == number % ROUND:
                check(state, model.rules.neighbours, shop, paid)


def check(state, settings, first, paid):
    """Demand of each nest of a neighbourhood, by formulas of its own."""
    shelves, keepers, products = state.shelves, state.keepers, state.products
    shops = np.arange(first, keepers.end_neighbour[first])
    rows = np.arange(keepers.first_shelf[first], keepers.first_shelf[shops[-1] + 1])
    product = np.asarray(shelves.product[rows])
    cell, here = int(keepers.cell[first]), int(keepers.province[first])
    traffic = np.exp(np.asarray(keepers.traffic[shops], float))
    liked = np.asarray(products.appeal[here, product] + shelves.taste[rows], float)
    money = np.asarray(products.retail_price[product], float) * settings.grain
    worth = np.exp(liked) * money * traffic[np.asarray(shelves.keeper[rows]) - first]
    ratio = paid[rows] / (
        shelves.opening_cost[rows] * (1 + np.asarray(shelves.markup[rows], float))
    )
    asked = np.exp(np.asarray(shelves.log_mean[rows], float)) * money
    between, shop_of = settings.product_elasticity, np.asarray(shelves.keeper[rows])
    for nest in np.unique(np.asarray(products.category)[product]):
        inside = np.asarray(products.category)[product] == nest
        one = int(product[inside][0])
        within, own = float(products.shop_elasticity[one]), float(products.elasticity[one])
        shop, parts = shop_of[inside] - first, (worth * ratio**-between)[inside]
        in_shop = np.bincount(shop, parts)[shop]
        price = (in_shop / np.bincount(shop, worth[inside])[shop]) ** (-1 / between)
        parts *= price ** (between - within)
        dearness = (parts.sum() / worth[inside].sum()) ** (-1 / within)
        variety = (worth[inside].sum() / traffic.sum()) ** settings.variety_growth
        kept = float(state.cells.kept[products.online[one], cell] + state.cells.purse[cell])
        wanted = products.wanted[one] * traffic.sum() * variety * dearness**own * math.exp(kept)
        assert asked[inside].sum() == pytest.approx(wanted, rel=1e-4)
        assert asked[inside] / wanted == pytest.approx(parts / parts.sum(), rel=1e-4)
