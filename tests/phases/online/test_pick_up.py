"""A month of pick-up points by hand: who collects, who is paid, and what parcels cost next."""

import numpy as np
import pytest

from sim.engine.randomness import Stream, bits, day_key, fraction
from sim.engine.tables.ledger import Flow, Sector
from sim.engine.tables.switches import LeverState
from sim.model.calendar import today_of
from sim.phases.online.pick_up import PICK_UP_POINTS, Settings, settings_of
from sim.scenario import read_scenario
from tests.phases.acts import perform
from tests.phases.alone import country, with_marketplace, with_rules

DAY, BEGINS, FEE, LAST_MILE, SHARE = 20, 10, 70, 210.0, 0.4


class Month:
    """Shops of two provinces; last month's parcels, and what each buyer orders on a mean day."""

    def __init__(self):
        self.model = with_marketplace("levers.new_retail=1")
        self.state = state = self.model.state
        self.counters, self.keepers = state.counters, state.keepers
        self.parcels, self.trade = state.online.parcels, state.online.trade
        with_rules(self.model, "online.pick_up", **Settings(SHARE, FEE, LAST_MILE)._asdict())
        state.levers = {"new_retail": LeverState(BEGINS, np.ones(state.shops, bool))}
        luck = np.random.default_rng(6)
        self.trade.log_mean[:] = luck.uniform(0.0, 2.0, self.trade.log_mean.shape)
        self.keepers.traffic[: state.shops] = luck.normal(0, 0.5, state.shops)
        self.cell = np.asarray(self.keepers.cell[: state.shops])
        self.people = np.exp(np.asarray(self.keepers.traffic[: state.shops], float))
        self.counters.open[:] = 1
        self.counters.customers[:] = np.bincount(self.cell, self.people, 4)
        self.near()
        self.parcels.sent[:] = [[900, 300], [400, 1200]]
        self.parcels.lost[:] = [[10, 7], [3, 20]]
        self.counters.noted[:] = 200, 100
        self.arrived = np.array([900 + 400 - 13 - 200, 300 + 1200 - 27 - 100])

    def near(self):
        open_ones = np.asarray(self.counters.open) == 1
        self.counters.near[:] = np.bincount(self.cell, self.people * open_ones, 4)

    def run(self, day=DAY, first=1):
        today = today_of(self.model.asked, 1, day)._replace(first_of_month=first)
        perform(PICK_UP_POINTS, self.state, self.model.rules, today)

    def parts(self):
        """By shop: its part of its province's parcels for people; by province: that near shops."""
        orders = np.exp(np.asarray(self.trade.log_mean)[:3]).sum(axis=(0, 1))  # of goods
        of_cell = orders[3 * (np.arange(4) // 2) + np.arange(4) % 2]
        customers = np.asarray(self.counters.customers)
        its = self.people / customers[self.cell] * of_cell[self.cell]
        its *= np.asarray(self.counters.open) == 1
        home = self.cell // 2
        near = np.bincount(home, its, 2)
        return its / near[home], near / orders.reshape(2, 3).sum(axis=1)


def test_carriers_pay_shops_for_what_people_near_them_collect():
    month = Month()
    state, counters = month.state, month.counters
    counters.open[1] = 0
    month.near()
    cash, outside = np.array(state.accounts.cash), int(state.ledger.outside[Sector.CARRIERS])
    before, price = np.array(counters.collected), np.array(month.parcels.price)
    part, near = month.parts()
    assert (near < 1.0).all()  # firms collect nothing
    month.run()
    collected = np.floor(month.arrived * SHARE * near + 0.5).astype(int)
    home = month.cell // 2
    got = (state.accounts.cash - cash)[: state.shops] / FEE
    for place in (0, 1):
        of_province = np.where(home == place, part, 0.0).cumsum() * collected[place]
        start = fraction(bits(*day_key(1, int(Stream.PICK_UP), DAY), place))
        upto = np.minimum(of_province, collected[place]) + start
        expected = np.diff(np.floor(upto + 1e-9), prepend=0.0)
        assert np.array_equal(got[home == place], expected[home == place])
        assert abs(got[home == place].sum() - collected[place]) <= 1
    assert got[1] == 0.0 and got.sum() > 50
    assert np.array_equal(counters.collected - before, np.bincount(home, got, 2))
    paid = int(got.sum()) * FEE
    assert outside - state.ledger.outside[Sector.CARRIERS] == paid
    assert state.ledger.money[Flow.PICK_UP_FEE, Sector.CARRIERS, Sector.SHOPS] == paid
    saved = (LAST_MILE - FEE) * collected / month.arrived
    assert month.parcels.saved == pytest.approx(saved)
    cheaper = price - np.asarray(month.parcels.price)
    assert (np.abs(cheaper - saved) <= 1.0).all() and (cheaper > 0).all()
    assert np.array_equal(counters.noted, month.arrived + np.array([200, 100]))


def test_a_shop_that_has_closed_is_paid_nothing_and_the_others_no_more():
    got = []
    for is_open in (1, 0):
        month = Month()
        month.keepers.open[2] = is_open
        cash = np.array(month.state.accounts.cash)
        month.run()
        got.append((month.state.accounts.cash - cash)[: month.state.shops])
    expected = got[0].copy()
    assert expected[2] > 0
    expected[2] = 0
    assert np.array_equal(got[1], expected)


def test_where_nobody_is_near_or_nothing_came_nothing_is_saved():
    month = Month()
    month.counters.open[month.cell // 2 == 0] = 0
    month.near()
    month.counters.noted[1] += month.arrived[1]
    month.parcels.saved[:] = 5.0
    cash = np.array(month.state.accounts.cash)
    month.run()
    assert month.parcels.saved.tolist() == [0.0, 0.0]
    assert np.array_equal(month.state.accounts.cash, cash)


def test_where_villages_have_no_shop_only_townspeople_collect():
    month = Month()
    month.counters.customers[1] = month.counters.near[1] = 0.0
    month.keepers.open[: month.state.shops][month.cell == 1] = 0
    month.counters.open[month.cell == 1] = 0
    before = np.array(month.counters.collected)
    month.run()
    orders = np.exp(np.asarray(month.trade.log_mean)[:3]).sum(axis=(0, 1))[:3]
    collected = (month.counters.collected - before)[0]
    assert abs(collected - month.arrived[0] * SHARE * orders[0] / orders.sum()) <= 1.0


@pytest.mark.parametrize(
    ("day", "first", "noted", "paid"),
    [
        (BEGINS - 1, 1, False, False),  # before the lever
        (BEGINS, 0, True, False),
        (BEGINS, 1, True, False),
        (BEGINS + 1, 0, False, False),
        (BEGINS + 1, 1, True, True),
    ],
)
def test_points_are_paid_on_the_first_of_each_month_after_the_lever_began(day, first, noted, paid):
    month = Month()
    before = np.array(month.counters.noted)
    month.run(day, first)
    assert np.array_equal(month.counters.noted, before) == (not noted)
    assert bool(month.state.ledger.money[Flow.PICK_UP_FEE].any()) == paid


def test_without_marketplace_or_lever_nothing_is_paid():
    for model in (country("levers.new_retail=1"), with_marketplace()):
        today = today_of(model.asked, 1, DAY)._replace(first_of_month=1)
        perform(PICK_UP_POINTS, model.state, model.rules, today)
        assert not model.state.ledger.money[Flow.PICK_UP_FEE].any()


def test_a_scenario_says_what_a_parcel_is_worth_to_carriers():
    sets = ["grain.money=100", "new_retail.pick_up_fee=0.504", "new_retail.last_mile=2.5"]
    scenario = read_scenario("base", sets=sets)
    assert settings_of(scenario) == (scenario.new_retail.collected, 50, 250.0)


def test_shops_of_one_size_are_paid_alike_wherever_they_stand():
    """Over 600 months nobody's mean is further from its part than luck explains."""
    month = Month()
    counters, shops = month.counters, month.state.shops
    month.keepers.traffic[:shops] = 0.0
    month.people = np.ones(shops)
    counters.customers[:] = np.bincount(month.cell, minlength=4)
    month.near()
    part, near = month.parts()
    home = month.cell // 2
    due = part * np.floor(month.arrived * SHARE * near + 0.5)[home]
    got = []
    for nth in range(600):
        cash = np.array(month.state.accounts.cash[:shops])
        counters.noted[:] = 200, 100
        month.run(day=DAY + 1 + nth)
        got.append((month.state.accounts.cash[:shops] - cash) / FEE)
    assert np.abs(np.mean(got, axis=0) - due).max() < 4 * 0.5 / np.sqrt(600)
