"""Customers of a wholesaler go to another, by hand: volume, limits, claims, lanes and orders."""

import numpy as np
import pytest

from sim.engine.tables.ledger import Flow
from sim.model.calendar import today_of
from sim.phases.entry.customers import customers_of, move_customers, others_of_tier, strike_out
from tests.phases.alone import country, rows_of

DAY = 10


class Move:
    """A wholesaler with several shops, some of which go to one of another province."""

    def __init__(self):
        self.model = country("population.shops_per_wholesaler=2")
        self.state = state = self.model.state
        self.keepers, self.shelves, self.terms = state.keepers, state.shelves, state.terms
        self.accounts, self.book = state.accounts, state.book
        first, end = (int(k) for k in state.levels.first_keeper[1:3])
        firms = np.arange(first, end)
        self.seller = int(np.bincount(self.keepers.upstream[: state.shops]).argmax())
        home = np.asarray(self.keepers.province)[firms]
        self.heir = int(firms[home != self.keepers.province[self.seller]][0])
        luck = np.random.default_rng(4)
        shelves = self.shelves
        shelves.forecast[:] = luck.uniform(1.0, 9.0, len(shelves.forecast))
        shelves.variance[:] = luck.uniform(1.0, 9.0, len(shelves.forecast))
        shelves.price[:] = luck.uniform(1.0, 9.0, len(shelves.forecast))
        for column in (self.accounts.payable, self.accounts.receivable, self.accounts.cash):
            column[:] = 0
        self.book.lines[0] = 0
        shelves.on_order[:] = shelves.backlog[:] = 0
        self.customers = customers_of(state, self.seller)
        self.some = self.customers[: len(self.customers) // 2]
        assert 0 < len(self.some) < len(self.customers)
        self.old, self.new = rows_of(self.model, self.seller), rows_of(self.model, self.heir)
        supplier = np.array(self.terms.supplier)
        self.of_seller = (supplier >= self.old.start) & (supplier < self.old.stop)
        self.served = self.of_seller & np.isin(np.asarray(shelves.keeper), self.some)

    def run(self, claims_share=1.0):
        today = today_of(self.model.asked, 1, DAY)
        move_customers(self.state, today, self.some, self.seller, self.heir, claims_share)


def test_what_was_expected_of_them_is_expected_of_the_heir():
    move = Move()
    keepers, shelves, accounts = move.keepers, move.shelves, move.accounts
    lonely = move.old.start + 2  # a product that nobody orders of him
    move.terms.supplier[np.asarray(move.terms.supplier) == lonely] = -1
    move.of_seller &= np.asarray(move.terms.supplier) >= 0
    move.served &= move.of_seller
    keepers.volume[move.seller], keepers.volume[move.heir] = 5000.0, 70.0
    limits = accounts.credit_limit, accounts.working_cash, accounts.overdraft
    for limit, money in zip(limits, (9000, 4000, 600), strict=True):
        limit[move.seller], limit[move.heir] = money, 11
    row = np.asarray(move.terms.supplier) - move.old.start
    rows = move.old.stop - move.old.start
    forecast = np.asarray(shelves.forecast, float)
    everybody = np.bincount(row[move.of_seller], forecast[move.of_seller], rows)
    theirs = np.bincount(row[move.served], forecast[move.served], rows)
    assert everybody[2] == 0.0
    part = np.where(everybody > 0.0, theirs / np.where(everybody > 0.0, everybody, 1.0), 0.0)
    worth = everybody * np.asarray(shelves.price[move.old], float)
    share = (part * worth).sum() / worth.sum()
    before = {name: np.array(getattr(shelves, name), float) for name in ("forecast", "variance")}
    move.run()
    for name, was in before.items():
        column = np.asarray(getattr(shelves, name), float)
        assert column[move.old] == pytest.approx((1.0 - part) * was[move.old], rel=1e-5)
        assert column[move.new] == pytest.approx(was[move.new] + part * was[move.old], rel=1e-5)
    assert keepers.volume[move.heir] == pytest.approx(70.0 + share * 5000.0)
    assert keepers.volume[move.seller] == pytest.approx((1.0 - share) * 5000.0)
    for limit, money in zip(limits, (9000, 4000, 600), strict=True):
        moved = int(share * money)
        assert (limit[move.seller], limit[move.heir]) == (money - moved, 11 + moved)


@pytest.mark.parametrize(("cash", "unused"), [(-590, 10), (-100, 500), (50, 600)])
def test_of_an_overdraft_no_more_goes_than_is_unused(cash, unused):
    move = Move()
    accounts = move.accounts
    accounts.overdraft[move.seller], accounts.overdraft[move.heir] = 600, 0
    accounts.cash[move.seller] = cash
    move.run()
    moved = int(accounts.overdraft[move.heir])
    assert moved + accounts.overdraft[move.seller] == 600
    assert moved == unused if unused == 10 else 10 < moved < unused
    assert accounts.cash[move.seller] + accounts.overdraft[move.seller] >= 0


@pytest.mark.parametrize(
    ("money", "overdraft", "share", "price"),
    [(1000, 0, 1.0, 301), (1000, 0, 0.5, 150), (100, 20, 1.0, 120), (-30, 20, 1.0, 0)],
)
def test_the_heir_buys_what_they_owe_as_far_as_his_money_goes(money, overdraft, share, price):
    move = Move()
    accounts, ledger = move.accounts, move.state.ledger
    accounts.payable[move.some[0]], accounts.payable[move.customers[-1]] = 301, 99
    accounts.receivable[move.seller], accounts.receivable[move.heir] = 400, 7
    accounts.overdraft[:] = 0
    accounts.cash[move.heir], accounts.overdraft[move.heir] = money, overdraft
    move.run(share)
    assert accounts.receivable[[move.seller, move.heir]].tolist() == [99, 308]
    assert accounts.cash[[move.seller, move.heir]].tolist() == [price, money - price]
    sector = move.keepers.sector[move.heir]
    assert ledger.money[Flow.CLAIMS_SOLD, sector, sector] == ledger.money.sum() == price


def test_goods_come_over_the_lane_from_another_province():
    move = Move()
    terms, routes, keepers = move.terms, move.state.routes, move.keepers
    here, there = int(keepers.province[move.seller]), int(keepers.province[move.heir])
    routes.days[:], routes.cost[:] = [[0, 1], [2, 0]], [[0.0, 1.5], [2.5, 0.0]]
    terms.lead[:], terms.freight[:], terms.lead_spread[:] = 2, 0.25, 0
    move.state.products.daily_loss[:], terms.transit_loss[:] = 0.1, 0.1
    far = np.flatnonzero(move.served)[0]
    lead, freight, supplier = (
        np.array(column) for column in (terms.lead, terms.freight, terms.supplier)
    )
    weight = np.asarray(move.state.products.weight)[np.asarray(move.shelves.product)]
    at = np.asarray(keepers.province)[np.asarray(move.shelves.keeper)]
    assert (at[move.served] == here).all()
    move.run()
    days, cost = int(routes.days[there, here]), float(routes.cost[there, here])
    expected = np.where(move.served, lead + days, lead)
    assert np.array_equal(terms.lead, expected)
    assert terms.freight == pytest.approx(np.where(move.served, freight + cost * weight, freight))
    lost = np.where(move.served, 1.0 - 0.9**days, 0.1)
    assert terms.transit_loss == pytest.approx(lost, rel=1e-6)
    moved = np.where(move.served, supplier - move.old.start + move.new.start, supplier)
    assert np.array_equal(terms.supplier, moved)
    assert (terms.origin[move.served] == move.keepers.province[move.heir]).all()
    assert (np.asarray(keepers.upstream)[move.some] == move.heir).all()
    assert np.array_equal(
        customers_of(move.state, move.seller), np.setdiff1d(move.customers, move.some)
    )
    # And back: as it was, but at least a day, and no freight below zero.
    terms.freight[far] = terms.lead[far] = 0
    move.seller, move.heir = move.heir, move.seller
    move.run()
    lead[far], freight[far] = 1, 0.0
    assert np.array_equal(terms.lead, lead)
    assert terms.freight == pytest.approx(freight, abs=1e-6)
    assert terms.transit_loss == pytest.approx(np.full(len(lead), 0.1), rel=1e-6)


def test_what_they_ordered_of_the_seller_does_not_leave():
    move = Move()
    shelves, book = move.shelves, move.book
    theirs = int(np.flatnonzero(move.served)[0])
    other = int(np.flatnonzero(move.of_seller & ~move.served)[0])
    own = move.old.start
    orders = [
        (theirs, own, DAY - 1, 4), (other, own, DAY, 3), (theirs, own + 1, DAY, 5),
        (theirs, own, DAY + 1, 6), (theirs, move.old.stop, DAY, 7), (other, own + 1, DAY + 1, 8),
    ]  # fmt: skip
    for line, order in enumerate(orders):
        book.shelf[line], book.supplier[line], book.due_day[line], book.open[line] = order
        shelves.on_order[order[0]] += order[3]
        if order[2] <= DAY:
            shelves.backlog[order[1]] += order[3]
    book.lines[0] = len(orders)
    move.run()
    kept = [orders[1], orders[4], orders[5]]
    lines = int(book.lines[0])
    found = zip(
        *(np.asarray(column)[:lines].tolist()
          for column in (book.shelf, book.supplier, book.due_day, book.open)),
        strict=True,
    )  # fmt: skip
    assert list(found) == kept
    assert shelves.on_order[[theirs, other]].tolist() == [7, 11]
    assert shelves.backlog[[own, own + 1, move.old.stop]].tolist() == [3, 0, 7]


def test_without_lines_nothing_is_struck_out():
    move = Move()
    strike_out(move.state, today_of(move.model.asked, 1, DAY), np.zeros(0, bool))
    assert move.book.lines[0] == 0


def test_others_of_a_tier_are_as_far_as_their_lane_costs():
    move = Move()
    keepers, routes = move.keepers, move.state.routes
    first, end = (int(k) for k in move.state.levels.first_keeper[1:3])
    keepers.open[first:end] = 1
    routes.cost[:] = [[7.0, 0.5], [0.25, 7.0]]
    others, way = others_of_tier(move.state, move.seller)
    assert others.tolist() == [k for k in range(first, end) if k != move.seller]
    here = int(keepers.province[move.seller])
    for other, far in zip(others.tolist(), way.tolist(), strict=True):
        there = int(keepers.province[other])
        assert far == (0.0 if there == here else 1.0 + float(routes.cost[there, here]))
    keepers.open[others[0]] = 0
    assert others_of_tier(move.state, move.seller)[0].tolist() == others[1:].tolist()
