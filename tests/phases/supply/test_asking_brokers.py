"""Wholesalers who go to another province for produce, and who order of several brokers, by hand."""

import numpy as np
import pytest

from sim.phases import ordering
from sim.rules.freight import CLOSED
from tests.phases.alone import country, run

HOME, AWAY = 0, 1  # Gansu and Ningxia


class Wholesaler:
    """One who buys a kind of produce in his own province, and a broker of it in each of the two."""

    def __init__(self, *stock):
        self.model = country()
        state = self.state = self.model.state
        self.shelves, self.terms, self.routes = state.shelves, state.terms, state.routes
        keepers, first = state.keepers, state.levels.first_keeper
        rows = range(*keepers.first_shelf[first[1:3]].tolist())
        of_brokers = slice(*keepers.first_shelf[first[state.n_levels :][:2]].tolist())
        self.i = next(
            i for i in rows
            if state.products.produce[self.shelves.product[i]]
            and (self.routes.market[:, self.shelves.product[i]] >= 0).all()
            and keepers.province[self.shelves.keeper[i]] == HOME
        )  # fmt: skip
        self.product = int(self.shelves.product[self.i])
        self.brokers = self.routes.market[:, self.product].tolist()
        self.shelves.stock[of_brokers] = 0
        self.shelves.stock[self.brokers] = stock
        self.routes.usual_plant[self.i - rows.start] = self.terms.origin[self.i] = HOME
        self.terms.supplier[rows] = -1
        self.terms.supplier[self.i] = self.brokers[HOME]
        self.routes.days[:] = [[1, 2], [2, 1]]
        self.routes.cost[:] = 20.0
        self.terms.lead[self.i], self.terms.review[self.i] = 1, 1
        self.shelves.forecast[self.i] = 10.0

    def run(self):
        run(self.model, ordering)
        return self.brokers.index(int(self.terms.supplier[self.i]))


@pytest.mark.parametrize(
    ("here", "there", "turns"), [(10, 99, HOME), (9, 99, AWAY), (9, 10, AWAY), (5, 5, HOME)]
)
def test_who_finds_too_little_goes_where_more_would_arrive(here, there, turns):
    assert Wholesaler(here, there).run() == turns


def test_what_is_lost_on_the_way_does_not_arrive():
    trade = Wholesaler(9, 99)  # 9 x 0.9 at home; 10 x 0.81 from there, two days away
    trade.state.products.daily_loss[trade.product] = 0.1
    assert trade.run() == HOME


def test_goods_from_there_take_the_longer_way_and_he_is_back_when_he_can():
    trade = Wholesaler(9, 99)
    trade.state.products.daily_loss[trade.product] = 0.03
    trade.run()
    i, weight = trade.i, float(trade.state.products.weight[trade.product])
    assert (trade.terms.origin[i], trade.terms.lead[i]) == (AWAY, 2)
    assert trade.terms.freight[i] == pytest.approx(20.0 * weight, rel=1e-6)
    assert trade.terms.transit_loss[i] == pytest.approx(1.0 - 0.97**2, rel=1e-6)
    trade.shelves.stock[trade.brokers[HOME]] = 10
    assert trade.run() == HOME
    assert (trade.terms.origin[i], trade.terms.lead[i]) == (HOME, 1)


def test_nobody_orders_over_a_closed_lane():
    trade = Wholesaler(9, 99)
    trade.routes.cost[AWAY, HOME] = CLOSED
    assert trade.run() == HOME
    trade = Wholesaler(50, 99)
    trade.routes.cost[HOME, HOME] = CLOSED
    assert trade.run() == AWAY


def test_the_market_of_a_province_begins_with_its_first_broker():
    state = country().state
    market = np.asarray(state.routes.market)
    first, end = state.keepers.first_shelf[state.levels.first_keeper[state.n_levels :][:2]].tolist()
    province = np.asarray(state.keepers.province)[np.asarray(state.shelves.keeper)]
    for place, product in np.ndindex(market.shape):
        rows = [
            row for row in range(first, end)
            if (province[row], state.shelves.product[row]) == (place, product)
        ]  # fmt: skip
        assert market[place, product] == (rows[0] if rows else -1)


def test_an_order_goes_to_as_many_as_it_takes():
    """Of 30, the largest broker has 14, the next 9, the last 4: what nobody has is asked of him."""
    trade = Wholesaler(14, 0)
    state, (near, _) = trade.state, trade.brokers
    others = [near + 1, near + 2]
    state.shelves.product[others] = trade.product
    state.keepers.province[state.shelves.keeper[others]] = HOME
    state.keepers.open[state.shelves.keeper[others]] = 1
    state.shelves.stock[others] = 4, 9
    state.shelves.stock[trade.i] = state.shelves.on_order[trade.i] = 0
    state.shelves.forecast[trade.i], state.shelves.variance[trade.i] = 30.0, 0.0
    state.terms.lot[trade.i] = 1
    state.accounts.cash[state.shelves.keeper[trade.i]] = 10**12
    state.book.lines[0] = 0
    trade.run()
    book = state.book
    lines = [k for k in range(int(book.lines[0])) if book.shelf[k] == trade.i]
    wanted = int(book.open[lines].sum())
    assert wanted >= 30
    assert [int(book.supplier[k]) for k in lines] == [near, near + 2, near + 1]
    assert [int(book.open[k]) for k in lines] == [wanted - 13, 9, 4]
    assert state.shelves.due[[near, *others]].tolist() == [wanted - 13, 4, 9]
