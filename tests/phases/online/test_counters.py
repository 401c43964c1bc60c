"""What shops offer online and what is ordered of them, reckoned shelf by shelf."""

import numpy as np
import pytest

from sim.engine.tables.online import FOOD, OTHER
from sim.engine.tables.switches import LeverState, Shock
from sim.model.calendar import today_of
from sim.phases import demand
from sim.phases.online.counters import COUNT_SHELVES, SETTLE_RATES, Settings, settings_of
from sim.rules.online_choice import NOTHING
from sim.scenario import read_scenario
from tests.phases.acts import perform
from tests.phases.alone import country, run, with_marketplace, with_rules

DAY, BEGINS = 12, 10
FEE, DELIVERY, TASTE, CARRIED = 300, 0.25, 0.4, {FOOD: 0.7, OTHER: 0.2}
PRICE_WEIGHT, DAYS_WEIGHT = 3.0, 0.2


class Shops:
    """A country whose shops take orders online; shelves, prices and customers at random."""

    def __init__(self, **how):
        self.model = with_marketplace("levers.new_retail=1", **how)
        self.state = state = self.model.state
        self.keepers, self.shelves, self.counters = state.keepers, state.shelves, state.counters
        self.buyers = state.online.buyers
        count, rows = state.shops, slice(state.shop_shelves)
        luck = np.random.default_rng(1)
        self.keepers.traffic[:count] = luck.normal(0, 0.5, count)
        self.keepers.new_retail[:count] = 1
        shelves = self.shelves
        shelves.price[rows] = luck.uniform(200, 900, rows.stop)
        shelves.log_mean[rows] = luck.normal(0, 1, rows.stop)
        shelves.stock[rows] = luck.integers(0, 3, rows.stop)
        shelves.listed[rows] = luck.uniform(size=rows.stop) < 0.8
        state.cells.kept[:] = luck.uniform(-0.5, 0.0, state.cells.kept.shape)
        state.cells.purse[:] = luck.uniform(-0.3, 0.3, len(state.cells.purse))
        self.counters.days[:] = luck.uniform(2, 5, self.counters.days.shape)
        self.counters.delivered[:] = luck.uniform(1.1, 1.5, self.counters.delivered.shape)
        self.counters.size[:] = luck.integers(1, 5, len(self.counters.size))
        self.product = np.asarray(shelves.product[rows])
        self.shop = np.asarray(shelves.keeper[rows])
        self.cell = np.asarray(self.keepers.cell[:count])
        self.kind = np.asarray(state.products.online)[self.product]
        with_rules(
            self.model, "online.counters", counter_taste=TASTE, courier_fee=FEE,
            food_carried=CARRIED[FOOD], other_carried=CARRIED[OTHER],
            delivery_days=DELIVERY, price_weight=PRICE_WEIGHT, days_weight=DAYS_WEIGHT,
        )  # fmt: skip
        self.settings = self.model.rules.online.counters
        state.levers = {"new_retail": LeverState(BEGINS, np.ones(count, bool))}
        self.rows = rows

    def today(self, day, seed=1, first=1):
        return today_of(self.model.asked, seed, day)._replace(first_of_month=first)

    def count(self, day=DAY, **how):
        perform(COUNT_SHELVES, self.state, self.model.rules, self.today(day, **how))

    def draw(self, seed=1):
        run(self.model, demand, DAY, seed=seed, first_of_month=0)

    def settle(self, day=DAY, **how):
        perform(SETTLE_RATES, self.state, self.model.rules, self.today(day, **how))

    def there(self):
        """Shelves that buyers online see."""
        taking = np.asarray(self.keepers.open[: self.state.shops] & self.counters.open) == 1
        shelves, rows = self.shelves, self.rows
        there = (np.asarray(shelves.listed[rows]) == 1) & (np.asarray(shelves.stock[rows]) > 0)
        return taking[self.shop] & there


def buyer_of(cell):
    """Towns and villages of a province stand before its firms."""
    return 3 * (cell // 2) + cell % 2


def test_shops_draw_buyers_by_what_they_have_its_price_and_its_days():
    shops = Shops()
    state, counters = shops.state, shops.counters
    shops.keepers.open[0] = 0
    shops.keepers.new_retail[1] = 0
    shops.buyers.shops[:] = 9.0
    shops.count()
    shops.settle()
    assert counters.open.tolist() == [0, 0, *[1] * (state.shops - 2)]
    people = np.exp(np.asarray(shops.keepers.traffic[: state.shops], float))
    trading = np.arange(state.shops) > 0
    customers = np.bincount(shops.cell, people * trading, 4)
    assert counters.customers == pytest.approx(customers)
    near = np.bincount(shops.cell, people * (np.asarray(counters.open) == 1), 4)
    assert counters.near == pytest.approx(near)
    assert 0.0 < near[shops.cell[1]] < customers[shops.cell[1]]
    grain, products = shops.model.rules.sales.grain, state.products
    usual, popular = np.asarray(products.retail_price, float), np.asarray(products.popularity) > 0
    there, price = shops.there(), np.asarray(shops.shelves.price[shops.rows], float)
    wanted = np.exp(np.asarray(shops.shelves.log_mean[shops.rows], float)) * grain * price * there
    delivered = price + FEE / np.asarray(counters.size)[shops.product]
    dearer = np.log(delivered / usual[shops.product])
    expected = np.full((4, 6), 9.0)
    for cell in range(4):
        buyer = buyer_of(cell)
        units = np.exp(np.asarray(products.appeal[cell // 2], float)) * grain
        for k in (FOOD, OTHER):
            here = (shops.cell[shops.shop] == cell) & (shops.kind == k)
            offered = wanted[here].sum()
            assert counters.offered[k, cell] == pytest.approx(offered)
            expected[k, buyer] = 0.0
            if offered == 0.0:
                continue
            of_kind = popular & (np.asarray(products.online) == k)
            worth = (units * usual)[of_kind].sum()
            product, crowd = shops.product[here & there], people[shops.shop[here & there]]
            share = CARRIED[k] * (crowd * (units * usual)[product]).sum()
            share /= customers[cell] * worth
            above = (wanted * dearer)[here].sum() / offered - np.log(counters.delivered[k, buyer])
            sooner = counters.days[k, buyer] - DELIVERY
            pull = TASTE - PRICE_WEIGHT * above + DAYS_WEIGHT * sooner
            expected[k, buyer] = share * np.exp(pull)
    assert (expected[[FOOD, OTHER]] > 0.0).any()
    assert shops.buyers.shops == pytest.approx(expected)


def test_orders_cost_what_buyers_spend_at_shops():
    """Where shelves cost what the nation's do, goods and couriers together take the money."""
    shops = Shops()
    state, counters, buyers = shops.state, shops.counters, shops.buyers
    usual = np.asarray(state.products.retail_price, float)
    shops.shelves.price[shops.rows] = usual[shops.product]
    shops.count()
    luck = np.random.default_rng(5)
    buyers.at_shops[:] = luck.uniform(1e4, 1e5, (4, 6))
    buyers.pull[:] = luck.uniform(-0.5, 0.5, 6)
    buyers.at_shops[OTHER, 0] = 0.0
    shops.settle()
    rate, there = np.asarray(counters.rate), shops.there()
    wanted = np.exp(np.asarray(shops.shelves.log_mean[shops.rows], float))
    an_order = np.asarray(counters.size)[shops.product] * usual[shops.product] + FEE
    orders = wanted * np.exp(rate[shops.cell[shops.shop], shops.product])
    checked = 0
    for cell in range(4):
        buyer = buyer_of(cell)
        for k in (FOOD, OTHER):
            here = there & (shops.cell[shops.shop] == cell) & (shops.kind == k)
            of_kind = np.asarray(state.products.online) == k
            if not here.any() or buyers.at_shops[k, buyer] == 0.0:
                assert (rate[cell][of_kind] == NOTHING).all()
                continue
            spent = (orders * an_order)[here].sum() / np.exp(buyers.pull[buyer])
            assert spent == pytest.approx(buyers.at_shops[k, buyer])
            checked += 1
    assert checked > 2 and (rate[0][np.asarray(state.products.online) == OTHER] == NOTHING).all()


def test_an_empty_cell_is_offered_nothing():
    shops = Shops()
    shops.keepers.open[: shops.state.shops][shops.cell == shops.cell[0]] = 0
    shops.count()
    assert not np.asarray(shops.counters.offered)[:, shops.cell[0]].any()
    assert not np.asarray(shops.buyers.shops)[[FOOD, OTHER], buyer_of(shops.cell[0])].any()
    shops.buyers.at_shops[:] = 1.0
    shops.settle()
    assert (np.asarray(shops.counters.rate)[shops.cell[0]] == NOTHING).all()


def test_a_shop_that_takes_no_orders_any_more_has_none_left():
    shops = Shops()
    counters = shops.counters
    counters.open[:], counters.orders[:], counters.sent[:] = 1, 3, 2
    shops.keepers.open[0] = 0
    shops.keepers.new_retail[1] = 0
    shops.settle()
    gone = shops.shop < 2
    assert counters.orders.tolist() == np.where(gone, 0, 3).tolist()
    assert counters.sent.tolist() == np.where(gone, 0, 2).tolist()


def test_orders_are_poisson_on_shelves_that_are_not_empty():
    shops = Shops()
    counters, days = shops.counters, 80
    counters.open[:] = 1
    counters.open[1], shops.keepers.open[2] = 0, 0
    luck = np.random.default_rng(8)
    counters.rate[:] = luck.uniform(-1.0, 1.0, counters.rate.shape)
    shops.settings.log_season[DAY] = np.log(2.0)
    try:
        found = []
        for seed in range(days):
            counters.orders[:] = 77 * np.asarray(counters.open)[shops.shop]
            shops.draw(seed)
            found.append(np.array(counters.orders, float))
    finally:
        shops.settings.log_season[DAY] = 0.0
    means = 2.0 * np.exp(
        np.asarray(shops.shelves.log_mean[shops.rows], float)
        + np.asarray(counters.rate)[shops.cell[shops.shop], shops.product]
    )
    there = shops.there()
    orders = np.array(found)
    assert not orders[:, ~there].any() and there.sum() > 50
    error = np.sqrt(means[there] / days)
    assert (np.abs(orders.mean(axis=0)[there] - means[there]) < 5 * error + 0.01).all()
    many = there & (means > 1.0)
    between = np.corrcoef(orders[:, many].T)[~np.eye(many.sum(), dtype=bool)]
    assert np.abs(between).max() < 6 / np.sqrt(days)
    assert len(np.unique(orders[:, many], axis=0)) > 0.9 * days


def test_threads_share_the_shops_and_draw_the_same():
    orders = []
    for threads in (1, 2, 3):
        shops = Shops(threads=threads)
        shops.counters.open[:], shops.counters.rate[:], shops.counters.orders[:] = 1, 0.5, 77
        shops.draw()
        orders.append(np.array(shops.counters.orders))
    assert orders[0].sum() > 0 and orders[0].max() < 77
    assert np.array_equal(orders[0], orders[1]) and np.array_equal(orders[0], orders[2])


@pytest.mark.parametrize(
    ("day", "first", "counted"),
    [
        (BEGINS - 1, 1, False),  # before the lever
        (BEGINS, 0, True),  # it begins
        (BEGINS + 1, 0, False),
        (BEGINS + 1, 1, True),  # a month begins
        (BEGINS + 4, 0, True),  # a shock begins
        (BEGINS + 5, 0, False),
        (BEGINS + 6, 0, True),  # it is over
    ],
)
def test_shelves_are_counted_at_the_start_of_a_month_of_a_shock_and_of_the_lever(
    day, first, counted
):
    shops = Shops()
    shops.state.shocks.each["demand_surge"] = Shock(0.5, BEGINS + 4, BEGINS + 5, np.ones(2, bool))
    shops.counters.customers[:] = shops.counters.rate[:] = 7.0
    shops.count(day, first=first)
    assert (np.asarray(shops.counters.customers) == 7.0).all() == (not counted)
    shops.settle(day, first=first)
    assert (np.asarray(shops.counters.rate) == 7.0).all() == (not counted)


def test_without_marketplace_or_counters_nothing_happens():
    for model in (country("levers.new_retail=1"), with_marketplace()):
        today = today_of(model.asked, 1, DAY)._replace(first_of_month=1)
        before = np.array(model.state.counters.orders)
        perform(COUNT_SHELVES, model.state, model.rules, today)
        perform(SETTLE_RATES, model.state, model.rules, today)
        assert np.array_equal(model.state.counters.orders, before)


def test_a_scenario_says_how_shops_draw_buyers():
    scenario = read_scenario("base", sets=["grain.money=100", "new_retail.courier_fee=3.217"])
    table, season = object(), np.array([1.0, 2.0])
    settings = settings_of(scenario, table, season)
    new_retail, online = scenario.new_retail, scenario.online
    assert settings[:-1] == Settings(
        new_retail.taste, online.food_carried, online.other_carried, 322,
        new_retail.delivery_days, online.price_weight, online.days_weight, table, None,
    )[:-1]  # fmt: skip
    assert settings.log_season == pytest.approx([0.0, np.log(2.0)])
