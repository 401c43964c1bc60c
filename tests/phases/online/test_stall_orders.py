"""What people order of stalls, by hand: what they see, how attractive it is, and who orders."""

import math
from types import SimpleNamespace

import numpy as np
import pytest

from sim.phases.online.stall_orders import (
    Settings,
    attract,
    expect_orders,
    expect_orders_of_stalls,
    settings_of,
    show_stalls,
)
from sim.rules.demand_draws import draw_table
from sim.rules.stalls import pull
from sim.scenario import DemandLaw, read_scenario
from tests.phases.bazaar import ORDER, PRODUCT, PRODUCTS, PROVINCE, SELLER, open_bazaar
from tests.phases.compiled import draw_stall_orders, some
from tests.phases.marketplace import BUYERS, DAY, PLACES, copied, online_rules

TABLE = draw_table(DemandLaw.POISSON, 1.0, 1.0, 0.01, 50.0, 257)
SEASON = np.array([1.0, 1.0, 1.0, 1.0, 3.0, 0.5])
SETTINGS = Settings(
    stall_taste=0.4, stall_promotion=0.3, price_weight=2.0, days_weight=0.1, variety_weight=0.5,
    price_speed=0.5, stall_ceiling=3.0, market_fee=0.1, haul=2.0, risk=0.2, niche=0.1, interval=28,
    order_table=TABLE, log_season=np.log(SEASON),
)  # fmt: skip
RULES = online_rules(stall_orders=SETTINGS)
PEOPLE = np.array([1, 1, 0, 1, 1, 0], bool)


def with_crops():
    """A bazaar on day 100 of the year: product 0 and 1 are cut, product 2 is not."""
    bazaar = open_bazaar()
    bazaar.crops.season_first[:], bazaar.crops.season_days[:] = (90, 100, 101), (30, 1, 9)
    bazaar.crops.life[:] = 9, 60, 20
    bazaar.crops.transit_loss[:] = 0.0, 0.05, 0.1
    bazaar.bazaar.growers[:] = [[4, 6, 40], [3, 0, 40]]
    bazaar.bazaar.grown[1, 0] = 0.0
    bazaar.bazaar.usual[:] = 150.0
    bazaar.parcels.price[:], bazaar.parcels.wait[:] = (10, 20), (0.5, 2.0)
    bazaar.parcels.closed[1, 0] = 1
    return bazaar


def shown(bazaar, counting=1):
    pulls, skill = np.full((PLACES, PRODUCTS, PLACES), 9.0), np.zeros((PLACES, PRODUCTS))
    farm = some(
        sellers=bazaar.sellers, stalls=bazaar.stalls, bazaar=bazaar.bazaar, crops=bazaar.crops
    )
    online = some(buyers=bazaar.buyers, parcels=bazaar.parcels)
    attract(farm, online, SETTINGS, counting, 100, pulls, skill)
    return pulls, skill


@pytest.mark.parametrize("counting", [0, 1])
def test_stalls_draw_buyers_by_what_is_on_offer(counting):
    bazaar = with_crops()
    stalls = bazaar.stalls
    stalls.listed[[1, 4]], stalls.stock[:] = 0, 0  # those of product 1 in the first province
    stalls.open[:], stalls.lines[0] = (0, 1, 3, 4, 5, 6, 7, 2), 7  # the third is in no list
    stalls.stock[5] = 1
    pulls, skill = shown(bazaar, counting)
    own = np.asarray(bazaar.sellers.skill)[SELLER]
    # Cut today: product 0 keeps for 7 of 28 days, product 1 for all; of the last some is left.
    part = np.array([0.25, 1.0, 0.0])[PRODUCT]
    part[5] = 1.0
    part[[1, 2, 4]] = 0.0
    offered = np.zeros((PLACES, PRODUCTS))
    np.add.at(offered, (PROVINCE, PRODUCT), own * part)
    growers = np.asarray(bazaar.bazaar.growers)
    there = (growers > 0) & (np.asarray(bazaar.bazaar.grown) > 0.0)
    assert offered[there].min() == 0.0 < offered[1, 2] < 0.1 * growers[1, 2]
    niche = 0.1 * growers
    assert skill[there] == pytest.approx(np.maximum(offered, niche)[there])
    together = np.zeros(PLACES)
    for place, product, home in np.ndindex(pulls.shape):
        if not there[place, product] or bazaar.parcels.closed[place, home]:
            assert pulls[place, product, home] == 0.0
            continue
        # As merchants' parcels, those of farmers wait for a carrier.
        days = float(bazaar.parcels.days[place, home] + bazaar.parcels.wait[place])
        part = bazaar.bazaar.grown[place, product] * skill[place, product] / growers[place, product]
        expected = pull(
            0.4 + 0.3 * counting + bazaar.bazaar.appeal[product],
            part,
            bazaar.bazaar.price[place, product] + bazaar.parcels.price[place, home],
            150.0,
            (1.0 - float(bazaar.crops.transit_loss[product])) ** days,
            days,
            2.0,
            0.1,
            0.5,
        )
        assert pulls[place, product, home] == pytest.approx(expected)
        filled = min(offered[place, product] / niche[place, product], 1.0)
        together[home] += filled * expected
    buyers = np.where(PEOPLE, np.repeat(together, 3), 0.0)
    assert bazaar.buyers.stalls == pytest.approx(buyers)


def test_expected_orders_are_what_people_spend_over_the_delivered_price():
    bazaar = with_crops()
    table, buyers = bazaar.bazaar, bazaar.buyers
    pulls, skill = shown(bazaar)
    pulls[0, 1] = 0.0
    buyers.pull[:] = [0.0, 0.5, 0.0, 0.2, -0.3, 0.0]
    (before,) = copied(table)
    expect_orders(table, buyers, bazaar.parcels, pulls, skill)
    home = np.arange(BUYERS) // 3
    money = np.asarray(buyers.food) * np.exp(buyers.pull) * PEOPLE
    for place, product in np.ndindex(PLACES, PRODUCTS):
        if not (table.growers[place, product] and table.grown[place, product]):
            assert table.rate[place, product] == before.rate[place, product]
            continue
        delivered = table.price[place, product] + np.asarray(bazaar.parcels.price)[place, home]
        orders = money * pulls[place, product, home] / delivered
        assert table.rate[place, product] == pytest.approx(orders.sum() / skill[place, product])
        if orders.sum() > 0.0:
            parcel = (orders * np.asarray(bazaar.parcels.price)[place, home]).sum() / orders.sum()
            assert table.parcel[place, product] == pytest.approx(parcel)
            chance = np.diff(table.to_buyer[place, product], prepend=0.0)
            assert chance == pytest.approx(orders / orders.sum())
    assert table.rate[0, 1] == 0.0


def drawn(bazaar, **changes):
    draw_stall_orders(
        bazaar.sellers, bazaar.stalls, bazaar.bazaar, SETTINGS, DAY._replace(**changes)
    )
    return np.array(bazaar.stalls.orders)


def test_a_stall_without_a_parcel_s_worth_or_not_listed_gets_no_orders():
    bazaar = with_crops()
    bazaar.bazaar.rate[:] = 40.0
    bazaar.sellers.skill[:] = 1.0
    bazaar.bazaar.rate[1, 2] = 0.0
    bazaar.stalls.stock[:] = ORDER[PRODUCT]
    bazaar.stalls.stock[1] -= 1
    bazaar.stalls.listed[2] = 0
    bazaar.stalls.open[:], bazaar.stalls.lines[0] = (7, 6, 5, 3, 2, 1, 0, 4), 7
    bazaar.stalls.orders[:] = 99
    orders = drawn(bazaar)
    assert orders[[1, 2, 5]].tolist() == [0, 0, 0]  # too little; not listed; nobody wants it
    assert orders[4] == 99  # not in the list
    assert (orders[[0, 3, 6, 7]] > 0).all()


def test_word_of_orders_and_of_days_with_stock_goes_round():
    bazaar = with_crops()
    table = bazaar.bazaar
    table.rate[:] = 2.0
    table.asked[:], table.shown[:] = 10.0, 5.0
    bazaar.stalls.stock[:] = 1000
    bazaar.stalls.stock[2], bazaar.stalls.listed[4] = 0, 0
    orders = drawn(bazaar)
    seen = np.array([1, 1, 0, 1, 0, 1, 1, 1], bool)
    expected = np.zeros((2, PLACES, PRODUCTS))
    at = PROVINCE[seen], PRODUCT[seen]
    np.add.at(expected[0], at, orders[seen])
    np.add.at(expected[1], at, np.asarray(bazaar.sellers.skill)[SELLER[seen]])
    assert table.asked == pytest.approx(10.0 + expected[0])
    assert table.shown == pytest.approx(5.0 + expected[1])


def test_orders_are_poisson_by_the_stall_s_skill_the_season_and_its_luck():
    bazaar = with_crops()
    bazaar.bazaar.rate[:] = 1.0 + np.arange(6).reshape(PLACES, PRODUCTS)
    bazaar.sellers.skill[:] = np.linspace(0.5, 2.0, 5)
    bazaar.stalls.stock[:] = 1000
    means = np.array(bazaar.bazaar.rate)[PROVINCE, PRODUCT] * np.linspace(0.5, 2.0, 5)[SELLER]
    days = 500
    found = np.array([drawn(bazaar, seed=seed) for seed in range(days)], float)
    expected = 3.0 * means
    assert (np.abs(found.mean(axis=0) - expected) < 5 * np.sqrt(expected / days)).all()
    spread = np.sqrt((expected + 2 * expected**2) / days)
    assert (np.abs(found.var(axis=0) - expected) < 5 * spread).all()
    away = np.corrcoef(found.T)[~np.eye(len(means), dtype=bool)]
    assert np.abs(away).max() < 5 / math.sqrt(days)
    other = drawn(bazaar, day=5, seed=1) / 0.5, found[1] / 3.0
    assert not np.array_equal(*other)


@pytest.mark.parametrize("column", ["sellers", "farm", "online"])
def test_where_nobody_may_sell_online_nothing_is_shown(column):
    bazaar = with_crops()
    bazaar.buyers.stalls[:] = 5.0
    farm, online = SimpleNamespace(sellers=SimpleNamespace(farmer=())), bazaar.state.online
    state = SimpleNamespace(
        farm=None if column == "farm" else farm, online=None if column == "online" else online
    )
    show_stalls(state, RULES, DAY)
    expect_orders_of_stalls(state, RULES, DAY)
    assert (np.asarray(bazaar.buyers.stalls) == 5.0).all()


class Country:
    """What the phase asks of a state; a shock begins or ends on some days."""

    def __init__(self, struck=()):
        self.bazaar = with_crops()
        self.farm = SimpleNamespace(**{
            name: getattr(self.bazaar, name)
            for name in ("sellers", "stalls", "bazaar", "crops", "markets", "farmers")
        })  # fmt: skip
        self.farm.tables = some(**vars(self.farm))
        self.online = self.bazaar.state.online
        self.shocks = SimpleNamespace(changes=lambda names, day: day in struck)
        self.province_names, self.product_names = "ab", "abc"
        self.bazaar.stalls.stock[:] = 1000

    def day(self, **changes):
        today = DAY._replace(day_of_year=100, **changes)
        before = copied(self.farm.bazaar, self.bazaar.buyers, self.farm.stalls)
        if today.first_of_month:
            show_stalls(self, RULES, today)
        shown = np.array(self.bazaar.buyers.stalls)
        expect_orders_of_stalls(self, RULES, today)
        draw_stall_orders(self.farm.sellers, self.farm.stalls, self.farm.bazaar, SETTINGS, today)
        return before, shown


def test_on_the_first_of_a_month_orders_are_expected_anew():
    country = Country()
    (table, _, stalls), shown = country.day()
    now = country.farm
    assert not np.array_equal(now.bazaar.price, table.price)
    assert not np.array_equal(now.bazaar.rate, table.rate)
    assert shown[PEOPLE].all()
    (table, _, stalls), _ = country.day(first_of_month=0, day=5)
    assert np.array_equal(now.bazaar.price, table.price)
    assert np.array_equal(now.bazaar.rate, table.rate)
    assert not np.array_equal(now.stalls.orders, stalls.orders)


def test_a_shock_changes_what_is_expected_at_once_but_no_price():
    country = Country(struck=(5,))
    country.day()
    now = country.farm.bazaar
    country.bazaar.parcels.price[:] = 90
    show = np.array(country.bazaar.buyers.stalls)
    (table, *_), _ = country.day(first_of_month=0, day=5)
    assert np.array_equal(now.price, table.price)
    assert (np.asarray(now.rate)[0, :2] < table.rate[0, :2]).all()
    assert (np.asarray(country.bazaar.buyers.stalls)[PEOPLE] < show[PEOPLE]).all()


def test_without_a_stall_no_order_is_drawn():
    country = Country()
    country.day()
    country.farm.stalls.lines[0] = 0
    country.farm.stalls.orders[:] = 77
    country.day(first_of_month=0)
    assert (np.asarray(country.farm.stalls.orders) == 77).all()


def test_a_scenario_says_how_stalls_draw_buyers():
    sets = ["grain.money=100", "grain.goods=2", "farm.haul_per_kg=0.4", "stalls.niche=0.3"]
    scenario = read_scenario("base", sets=sets)
    settings = settings_of(scenario, TABLE, SEASON)
    stalls, online, farm = scenario.stalls, scenario.online, scenario.farm
    assert settings.haul == pytest.approx(20.0)
    assert settings.niche == 0.3
    assert (settings.stall_taste, settings.stall_promotion) == (stalls.taste, 0.0)
    promoted = read_scenario("base", sets=[*sets, "stalls.promotion=on"])
    assert stalls.promotion_pull > 0.0
    assert settings_of(promoted, TABLE, SEASON).stall_promotion == stalls.promotion_pull
    assert settings[2:5] == (online.price_weight, online.days_weight, online.variety_weight)
    assert (settings.price_speed, settings.stall_ceiling) == (
        stalls.price_speed,
        stalls.price_ceiling,
    )
    assert (settings.market_fee, settings.risk) == (farm.market_fee, farm.price_risk)
    assert settings.interval == farm.harvest_interval_days
    assert np.allclose(np.exp(settings.log_season), SEASON)
