"""What each shock moves on the eve of its first day and of the day after its last, by hand."""

import numpy as np
import pytest

from sim.engine.tables.shelves import AMPLE
from sim.engine.tables.switches import Shock
from sim.model.calendar import today_of
from sim.phases.policy import shocks
from sim.phases.policy.shocks import meet_shocks
from sim.rules.freight import CLOSED
from sim.rules.online_choice import NOTHING
from tests.phases.alone import rows_of, with_marketplace
from tests.state_columns import changed_since, copied

FIRST, LAST = 10, 12
HERE = np.array([False, True])  # the second province
GANSU, NINGXIA = 0, 1


class Country:
    """Two provinces, and the shocks of a test."""

    def __init__(self, **each):
        self.model = with_marketplace()
        self.state = self.model.state
        for name, (size, reach) in each.items():
            self.state.shocks.each[name] = Shock(size, FIRST, LAST, np.asarray(reach))
        self.before = copied(self.state)

    def eve(self, day=FIRST - 1):
        meet_shocks(self.state, self.model.rules, today_of(self.model.asked, 1, day))

    def after(self):
        self.eve(LAST)

    def changed(self):
        return changed_since(self.before, self.state)


def test_a_shock_begins_on_its_eve_and_ends_on_its_last_evening(monkeypatch):
    country = Country(fee_rise=(0.02, HERE), crop_yield=(0.3, HERE))
    country.state.shocks.each["crop_yield"].last_day = LAST + 1
    met = []
    for name in ("fee_rise", "crop_yield"):
        monkeypatch.setitem(
            shocks.EFFECTS,
            name,
            lambda state, rules, shock, day, name=name: met.append((name, shock, day)),
        )
    for day in range(FIRST - 3, LAST + 4):
        country.eve(day)
    fee, crop = country.state.shocks.each.values()
    assert met == [
        ("fee_rise", fee, FIRST), ("crop_yield", crop, FIRST),
        ("fee_rise", None, LAST + 1), ("crop_yield", None, LAST + 2),
    ]  # fmt: skip


def test_of_a_harvest_a_share_fails():
    country = Country(crop_yield=(0.3, HERE))
    country.state.farm.markets.spared[:] = 0.5
    country.eve()
    assert country.state.farm.markets.spared == pytest.approx([1.0, 0.7])
    country.after()
    assert country.state.farm.markets.spared.tolist() == [1.0, 1.0]


def freight(country, dearer):
    """Of a full load, money a kg: what the scenario says of loading, and of haulage by km."""
    of, km = country.model.asked.freight, np.asarray(country.state.online.parcels.km)
    haulage = of.per_kg_km * (1.0 + np.asarray(dearer)) * km / 1000.0
    return (of.per_kg + haulage) * country.model.asked.grain.money


DEARER = np.array([[0.0, 0.1], [0.1, 0.2]])


def parcel_prices(country, dearer):
    parcels, terms = country.state.online.parcels, country.model.rules.online.logistics.carriage
    slow, headway = np.asarray(parcels.slowness), np.asarray(parcels.headway)
    work, vehicles = (0.5 * (end[:, None] + end) for end in (slow / parcels.mean[0], headway))
    at_ends = (1.0 - terms.vehicle_share) * work + terms.vehicle_share * vehicles
    way = terms.distance_share * np.asarray(parcels.km) * (1.0 + dearer) / parcels.mean[1]
    return np.floor(terms.mean_price * ((1.0 - terms.distance_share) * at_ends + way) + 0.5)


def test_dear_fuel_is_paid_by_shelves_that_pay_freight_by_their_lane():
    country = Country(fuel_price=(0.5, DEARER))
    state, terms = country.state, country.state.terms
    keepers, keeper = state.keepers, np.asarray(state.shelves.keeper)
    rows = rows_of(country.model, 0)
    away = next(k for k in range(state.shops, state.firms) if keepers.province[k] == NINGXIA)
    home = next(k for k in range(state.shops, state.firms) if keepers.province[k] == GANSU)
    assert keepers.province[0] == GANSU
    terms.freight[:] = 0.0
    some = slice(rows.start, rows.start + 4)
    terms.freight[some] = 40.0, 40.0, 0.0, 40.0
    near, far = (int(keepers.first_shelf[k]) for k in (home, away))
    terms.supplier[some] = near, far, far, -1
    terms.origin[some] = GANSU, NINGXIA, NINGXIA, -1
    last = rows_of(country.model, away).start  # a wholesaler who buys here
    terms.freight[last], terms.supplier[last], terms.origin[last] = 8.0, near, GANSU
    usual = freight(country, 0.0)
    country.eve()
    ratio = freight(country, DEARER) / usual
    assert ratio[0, 0] == 1.0 < ratio[1, 0] < 1.1
    expected = [40.0, 40.0 * ratio[1, 0], 0.0, 40.0]
    assert terms.freight[some] == pytest.approx(expected, rel=1e-6)
    assert terms.freight[last] == pytest.approx(8.0 * ratio[0, 1], rel=1e-6)
    assert np.count_nonzero(terms.freight) == 4 and keeper[last] == away
    np.testing.assert_allclose(state.routes.cost, freight(country, DEARER), rtol=1e-6)
    parcels = state.online.parcels
    assert np.array_equal(parcels.dearer, DEARER) and not np.asarray(parcels.closed).any()
    assert np.array_equal(parcels.price, parcel_prices(country, DEARER))
    country.after()
    assert terms.freight[some] == pytest.approx([40.0, 40.0, 0.0, 40.0], rel=1e-6)
    np.testing.assert_allclose(state.routes.cost, usual, rtol=1e-6)
    assert np.array_equal(parcels.price, parcel_prices(country, 0.0))
    assert not np.asarray(parcels.dearer).any()


def test_over_a_closed_lane_nothing_goes_and_who_ordered_over_it_looks_for_another():
    closed = np.array([[False, True], [True, False]])  # both ways
    country = Country(lane_closure=(1.0, closed), fuel_price=(0.5, DEARER))
    state, keepers = country.state, country.state.keepers
    home = np.asarray(keepers.province)
    shops = np.flatnonzero(home[: state.shops] == NINGXIA)[:2]
    other = int(np.flatnonzero(home[: state.shops] == GANSU)[0])
    sellers = [int(np.flatnonzero(home[state.shops : state.firms] == p)[0]) + state.shops
               for p in (GANSU, NINGXIA)]  # fmt: skip
    from_gansu, from_ningxia = (int(keepers.first_shelf[k]) for k in sellers)
    keepers.reviews[:] = 0
    state.terms.supplier[: state.shop_shelves] = -1
    state.terms.supplier[rows_of(country.model, int(shops[0])).start + 1] = from_gansu
    state.terms.supplier[rows_of(country.model, int(shops[1])).start] = from_ningxia
    state.terms.supplier[rows_of(country.model, other).start] = from_gansu
    of_shops = slice(state.shop_shelves)
    supplier = np.asarray(state.terms.supplier[of_shops])
    state.terms.origin[of_shops] = np.where(supplier >= 0, home[state.shelves.keeper[supplier]], -1)
    country.eve()
    assert np.flatnonzero(keepers.reviews).tolist() == [int(shops[0])]
    cost = freight(country, DEARER)
    cost[closed] = CLOSED
    np.testing.assert_allclose(state.routes.cost, cost, rtol=1e-6)
    assert np.array_equal(state.online.parcels.closed, closed)
    keepers.reviews[:] = 0
    country.after()
    assert not np.asarray(keepers.reviews).any()
    assert not np.asarray(state.online.parcels.closed).any()
    np.testing.assert_allclose(state.routes.cost, freight(country, 0.0), rtol=1e-6)


def test_customers_ask_for_more_in_shops_and_online():
    country = Country(demand_surge=(0.5, HERE))
    state = country.state
    country.eve()
    more = np.log(1.5)
    shops = np.asarray(state.keepers.province[: state.shops]) == NINGXIA
    assert 0 < shops.sum() < state.shops

    def added(name, column):
        return np.asarray(column, float) - country.before[name]

    traffic = added("keepers.traffic", state.keepers.traffic)
    assert traffic[: state.shops] == pytest.approx(more * shops, abs=1e-6)
    assert not traffic[state.shops :].any()
    shelves = added("shelves.log_mean", state.shelves.log_mean)
    struck = shops[np.asarray(state.shelves.keeper[: state.shop_shelves])]
    assert shelves[: state.shop_shelves] == pytest.approx(more * struck, abs=1e-5)
    assert not shelves[state.shop_shelves :].any()
    assert state.online.buyers.pull == pytest.approx([0, 0, 0, more, more, more])
    country.after()
    assert added("keepers.traffic", state.keepers.traffic) == pytest.approx(0.0, abs=1e-6)
    assert added("shelves.log_mean", state.shelves.log_mean) == pytest.approx(0.0, abs=1e-5)
    assert not np.asarray(state.online.buyers.pull).any()


@pytest.mark.parametrize(("size", "pull"), [(0.4, np.log(0.6)), (1.0, NOTHING)])
def test_online_orders_fail_where_the_platform_is_out(size, pull):
    country = Country(platform_outage=(size, HERE))
    country.eve()
    assert country.state.online.buyers.pull == pytest.approx([0, 0, 0, pull, pull, pull])
    assert country.changed() == {"buyers.pull"}
    country.after()
    assert not np.asarray(country.state.online.buyers.pull).any()


def test_a_surge_and_an_outage_add_up():
    country = Country(platform_outage=(0.4, [True, True]), demand_surge=(0.5, HERE))
    country.eve()
    fails, more = np.log(0.6), np.log(0.6) + np.log(1.5)
    expected = [fails, fails, fails, more, more, more]
    assert country.state.online.buyers.pull == pytest.approx(expected)


def test_the_platform_takes_more():
    country = Country(fee_rise=(0.02, HERE))
    country.eve()
    rate = country.model.asked.online.take_rate
    expected = np.tile([rate, rate + 0.02], (4, 1))
    assert country.state.online.offers.take_rate == pytest.approx(expected)
    assert country.changed() == {"offers.take_rate"}
    country.after()
    assert (np.asarray(country.state.online.offers.take_rate) == rate).all()


def test_makers_that_fail_have_nothing_to_ship():
    country = Country()
    state = country.state
    first, end = (int(k) for k in state.levels.first_keeper[state.n_levels - 1 :][:2])
    reach = np.array([0.0, 1.0, 0.25] * (end - first))[: end - first]
    state.shocks.each["supplier_failure"] = Shock(1.0, FIRST, LAST, reach)
    state.shelves.capacity[:] = 77
    state.shelves.forecast[:] = 20.0
    country.eve()
    expected = np.full(len(state.shelves.capacity), 77)
    for nth, fails in enumerate(reach.tolist()):
        expected[rows_of(country.model, first + nth)] = {0.0: 77, 1.0: 0, 0.25: 15}[fails]
    assert np.array_equal(state.shelves.capacity, expected)
    country.after()
    assert np.array_equal(state.shelves.capacity, np.where(expected < 77, AMPLE, 77))
