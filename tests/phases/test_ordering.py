"""Wholesalers turn to the broker nearby in the list who has most left, one after another."""

import numpy as np
import pytest

from sim.phases import ordering
from tests.phases.alone import country, run, with_rules


class Wholesalers:
    """Two wholesalers who buy one kind of produce, and four brokers who have it, in a row."""

    def __init__(self, asked=30):
        self.model = country()
        with_rules(self.model, "ordering", brokers_asked=asked)
        self.state = self.model.state
        self.shelves, self.terms = self.state.shelves, self.state.terms
        keepers, first = self.state.keepers, self.state.levels.first_keeper
        self.rows = range(*keepers.first_shelf[first[1:3]].tolist())
        grown = set(self.state.farm.grown.tolist())
        self.buyers = [i for i in self.rows if int(self.shelves.product[i]) in grown][:2]
        product = int(self.shelves.product[self.buyers[0]])
        self.shelves.product[self.buyers] = product
        start = int(keepers.first_shelf[first[self.state.n_levels]])
        self.brokers = list(range(start, start + 4))
        self.shelves.stock[start:] = 1000  # of all other kinds and places
        self.shelves.product[self.brokers[-1] + 1] = product + 1
        self.shelves.product[self.brokers] = product
        keepers.province[self.shelves.keeper[self.brokers]] = 0
        self.state.routes.usual_plant[np.array(self.buyers) - self.rows.start] = 0
        self.shelves.stock[self.brokers] = 0
        self.shelves.forecast[self.buyers] = 0.0
        self.terms.supplier[self.buyers] = self.brokers[0]
        self.terms.origin[self.buyers] = 0

    def run(self):
        run(self.model, ordering)
        return [int(self.terms.supplier[i]) for i in self.buyers]


def test_the_broker_with_most_is_asked():
    trade = Wholesalers()
    trade.shelves.stock[trade.brokers[:3]] = 4, 6, 5
    assert trade.run()[0] == trade.brokers[1]


def test_the_usual_one_is_asked_if_nobody_has_more():
    trade = Wholesalers()
    trade.shelves.stock[trade.brokers[:3]] = 6, 6, 5
    assert trade.run()[0] == trade.brokers[0]


def test_only_so_many_to_each_side_are_asked():
    for asked, chosen in ((1, 1), (2, 2)):
        trade = Wholesalers(asked)
        trade.shelves.stock[trade.brokers[:3]] = 4, 5, 6
        assert trade.run()[0] == trade.brokers[chosen]
    trade = Wholesalers(1)
    trade.terms.supplier[trade.buyers] = trade.brokers[2]
    trade.shelves.stock[trade.brokers[:3]] = 9, 5, 4
    assert trade.run()[0] == trade.brokers[1]


def test_brokers_of_other_provinces_are_not_asked():
    trade = Wholesalers()
    trade.shelves.stock[trade.brokers[:3]] = 4, 6, 5
    trade.state.keepers.province[trade.shelves.keeper[trade.brokers[1]]] = 1
    assert trade.run()[0] == trade.brokers[2]


def test_a_closed_broker_is_not_asked():
    trade = Wholesalers()
    trade.shelves.stock[trade.brokers[:3]] = 4, 6, 5
    trade.state.keepers.open[trade.shelves.keeper[trade.brokers[1]]] = 0
    assert trade.run()[0] == trade.brokers[2]


@pytest.mark.parametrize(("days", "second"), [(2, 0), (1, 1)])
def test_what_one_will_want_is_spoken_for(days, second):
    """The first wants 1.5 a day until its next order: of 6 it leaves 3, or, at one day, 5."""
    trade = Wholesalers()
    trade.shelves.stock[trade.brokers[:3]] = 4, 6, 0
    trade.shelves.forecast[trade.buyers[0]] = 1.5
    trade.terms.review[trade.buyers[0]] = days
    chosen = trade.run()
    assert chosen == [trade.brokers[1], trade.brokers[second]]


def test_goods_stay_with_their_supplier():
    trade = Wholesalers()
    goods = [i for i in trade.rows if not trade.state.products.produce[trade.shelves.product[i]]]
    before = np.array(trade.terms.supplier[goods])
    trade.run()
    assert np.array_equal(trade.terms.supplier[goods], before)


def test_every_shelf_writes_one_line_an_evening():
    """However many tiers there are, each orders once, when it has seen the orders below it."""
    trade = Wholesalers()
    trade.shelves.stock[:] = trade.shelves.on_order[:] = 0
    trade.state.book.lines[0] = 0
    trade.state.accounts.cash[:] = trade.state.accounts.credit_limit[:] = 10**12
    trade.terms.review[:] = 1
    trade.run()
    written = np.asarray(trade.state.book.shelf[: int(trade.state.book.lines[0])])
    assert len(np.unique(written)) == len(written)
    levels = np.asarray(trade.state.keepers.level)[np.asarray(trade.shelves.keeper)[written]]
    assert np.unique(levels).tolist() == list(range(trade.state.n_levels))
