"""Shops that come and go, by hand: who sees what, whose customers go where, and with what money."""

import numpy as np
import pytest

from sim.engine.tables.ledger import Flow, Sector
from sim.phases import adoption
from tests.phases.alone import country, rows_of, run, with_rules
from tests.phases.books import at_once, kept

EARNED = 100  # by a shop a day at the opening, when its costs of 20 are paid


class Month:
    """Shops of a few places with room for others, who all earn what they are used to."""

    def __init__(self):
        self.model = country(
            "population.provinces=[Gansu, Zhejiang]", "scale=20000", "entry.memory_months=1",
            "entry.shop_room=0.3",
        )  # fmt: skip
        at_once(self.model)
        with_rules(self.model, "entry", daily_interest=0.0, log_income_growth=0.0)
        self.state = state = self.model.state
        self.keepers, self.accounts, self.shelves = state.keepers, state.accounts, state.shelves
        self.shops = state.shops
        there = np.asarray(self.keepers.open)
        # Nobody else moves.
        self.accounts.owners_pay[:] = np.where(there, 0, 10**15)
        kept(self.model, slice(None), 10**6)
        self.accounts.owners_pay[: self.shops] = EARNED
        self.accounts.fixed_cost[: self.shops] = 20
        self.accounts.usual_cost[: self.shops] = 20
        self.keepers.traffic[: self.shops] = 0.0
        # Who is there could earn half of it elsewhere, who is not twice.
        self.accounts.elsewhere[: self.shops] = np.where(there[: self.shops], 0.5, 2.0)
        self.earn(slice(0, self.shops), EARNED)
        self.accounts.payable[: self.shops] = 0
        self.accounts.arrears[: self.shops] = 0
        self.accounts.credit_due[:, : self.shops] = 0
        self.place = np.asarray(self.keepers.cell[: self.shops])

    def earn(self, shops, money_a_day):
        """So much is left of a day when costs are paid; those who are closed keep nothing."""
        there = np.asarray(self.keepers.open)[: self.shops][shops]
        kept(self.model, np.arange(self.shops)[shops], (20 + money_a_day) * (there == 1))

    def run(self, **changes):
        run(self.model, adoption, 10, **{"first_of_month": 1, "month": 1} | changes)

    def open(self):
        return np.flatnonzero(np.asarray(self.keepers.open)[: self.shops])

    def vacant(self):
        return np.flatnonzero(np.asarray(self.keepers.open)[: self.shops] == 0)

    def near(self, shop):
        rows = np.arange(self.keepers.first_neighbour[shop], self.keepers.end_neighbour[shop])
        return rows[np.asarray(self.keepers.open)[rows] == 1]

    def people(self):
        """By neighbourhood, customers of its open shops."""
        size = np.exp(np.asarray(self.keepers.traffic)[: self.shops].astype(float))
        first = np.asarray(self.keepers.first_neighbour)[: self.shops]
        return np.bincount(first, size * np.asarray(self.keepers.open)[: self.shops])


def test_there_is_room_in_every_place_that_is_large_enough():
    month = Month()
    assert len(month.vacant()) > 3
    assert (month.shelves.listed[rows_of(month.model, month.vacant()[0])] == 0).all()
    assert not month.accounts.cash[month.vacant()].any()


def test_nobody_moves_while_shops_earn_what_they_did():
    month = Month()
    there = month.open()
    month.run()
    assert month.open().tolist() == there.tolist()


@pytest.mark.parametrize(("earns", "leaves"), [(49, True), (51, False)])
def test_owners_leave_whom_the_place_earns_less_than_they_could_have(earns, leaves):
    month = Month()
    there, place = month.open(), month.place[month.open()[0]]
    here = there[month.place[there] == place]
    month.earn(here, earns)
    month.accounts.elsewhere[here[1:]] = 0.0001
    people = month.people()
    month.run()
    expected = [shop for shop in there if not leaves or shop != here[0]]
    assert month.open().tolist() == expected
    np.testing.assert_allclose(month.people(), people, rtol=1e-5)


def test_one_shop_s_bad_year_is_not_the_place_s():
    month = Month()
    there, place = month.open(), month.place[month.open()[0]]
    here = there[month.place[there] == place]
    assert len(here) > 2
    month.earn(here[:1], 0)
    month.earn(here[1:2], 2 * EARNED)
    month.run()
    assert month.open().tolist() == there.tolist()


def test_who_leaves_sells_off_pays_its_debts_and_takes_the_rest_home():
    month = Month()
    leaver = int(month.open()[0])
    near = [k for k in month.near(leaver) if k != leaver]
    creditor = int(month.keepers.upstream[leaver])
    rows = rows_of(month.model, leaver)
    month.shelves.stock[rows] = 0
    month.shelves.stock[rows.start], month.shelves.unit_cost[rows.start] = 10, 80.0
    month.accounts.cash[[leaver, creditor]] = 0
    month.accounts.payable[leaver], month.accounts.receivable[creditor] = 300, 300
    month.accounts.elsewhere[leaver] = 1.5
    month.run()
    fetched = int(10 * 80.0 * month.model.rules.adoption.liquidation_share)
    assert not month.keepers.open[leaver] and not month.shelves.listed[rows].any()
    assert not month.shelves.stock[rows].any()
    assert month.accounts.payable[leaver] == month.accounts.cash[leaver] == 0
    assert month.accounts.cash[creditor] == 300
    assert month.accounts.drawings[leaver] == fetched - 300 > 0
    # The neighbours have its customers, and what these brought.
    margins = np.asarray(month.accounts.margins)[0]
    assert margins[leaver] == 0.0
    each = (EARNED + 20) * 30 * (1 + 1 / len(near))
    np.testing.assert_allclose(margins[near], each, rtol=1e-5)


def test_a_neighbourhood_s_last_shop_stays():
    month = Month()
    month.accounts.elsewhere[month.open()] = 10.0
    neighbourhoods = np.unique(np.asarray(month.keepers.first_neighbour)[month.open()])
    month.run()
    assert len(month.open()) == len(neighbourhoods)


@pytest.mark.parametrize(("earns", "comes"), [(199, False), (201, True)])
def test_a_would_be_owner_comes_where_shops_earn_more_than_he_does(earns, comes):
    month = Month()
    row = int(month.vacant()[0])
    here = month.open()[month.place[month.open()] == month.place[row]]
    month.earn(here, earns)
    month.accounts.elsewhere[month.vacant()[1:]] = 10.0
    people, near = month.people(), month.near(row)
    assert len(near) > 1
    capital = int(np.floor(np.asarray(month.accounts.working_cash)[near].mean() + 0.5))
    month.run()
    assert bool(month.keepers.open[row]) == comes
    np.testing.assert_allclose(month.people(), people, rtol=1e-5)
    if not comes:
        return
    traffic = np.exp(np.asarray(month.keepers.traffic)[month.near(row)].astype(float))
    np.testing.assert_allclose(traffic, len(near) / (len(near) + 1), rtol=1e-5)
    assert month.accounts.cash[row] == month.accounts.working_cash[row] == capital > 0
    assert month.state.ledger.money[Flow.OWNERS_CAPITAL, Sector.LABOUR, Sector.SHOPS] == capital
    assert month.accounts.drawings[row] == -capital
    margins = np.asarray(month.accounts.margins)[0][month.near(row)]
    np.testing.assert_allclose(margins, (20 + earns) * 30 * len(near) / (len(near) + 1), rtol=1e-5)


def test_a_new_owner_knows_what_sells_and_has_nothing_yet():
    month = Month()
    row = int(month.vacant()[0])
    month.accounts.elsewhere[row] = 0.5
    near = month.near(row)
    month.keepers.room[near], month.keepers.room_price[near] = 30.0, 5.0
    month.keepers.room[near[0]] = 33.0
    month.accounts.fixed_cost[near] = 23  # 3 of it for room that they have found since
    month.run()
    rows, products = rows_of(month.model, row), month.state.products
    assert month.keepers.open[row]
    assert not month.shelves.listed[rows].any() and not month.shelves.stock[rows].any()
    assert month.keepers.room[row] == pytest.approx(30.0 + 3.0 / len(near))
    assert (month.keepers.room_price[row], month.accounts.fixed_cost[row]) == (5.0, 23)
    assert month.keepers.rethinks[row] == 1
    appeal = np.asarray(products.appeal, float)[month.keepers.province[row]]
    sells = np.exp(appeal + month.keepers.traffic[row])[np.asarray(month.shelves.product)[rows]]
    np.testing.assert_allclose(np.asarray(month.shelves.forecast)[rows], sells, rtol=1e-5)


def test_what_shops_of_a_place_earn_before_counting_is_what_their_owners_are_used_to():
    month = Month()
    with_rules(month.model, "entry", daily_interest=0.001, capital_days=np.full(8, 10.0))
    month.keepers.volume[: month.shops] = 500.0
    here = month.open()[month.place[month.open()] == month.place[0]]
    month.earn(here, EARNED + 30.0 * np.array([1, -1, *[0] * (len(here) - 2)]))
    month.run(counting=0, counting_day=-10)
    pay = np.asarray(month.accounts.owners_pay)
    assert set(pay[month.open()].tolist()) == {EARNED}
    assert set(pay[month.vacant()].tolist()) == {EARNED - 5}
