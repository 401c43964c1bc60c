"""Orders below zero, by hand: they cancel what is owed, then goods come back."""

import pytest

from sim.engine.tables.ledger import Flow, GoodsFlow, Sector
from sim.model import TradeModel
from sim.phases import shipping
from sim.scenario import read_scenario
from tests.phases.alone import run

EVENING = 10
SHOP, WHOLESALER, MAKER, SOURCE = range(4)


class Chain:
    """A shop, its wholesaler, a maker and the source outside; nothing is under way."""

    def __init__(self):
        sets = ["population.shops=1", "stock.returns=allowed", "calendar.end=2000-01-31"]
        self.model = TradeModel(read_scenario("textbook/serial_chain", sets=sets))
        self.state = self.model.state
        self.shelves, self.book = self.state.shelves, self.state.book
        shelves = self.shelves
        for column in (shelves.stock, shelves.on_order, shelves.backlog, shelves.due):
            column[:] = 0
        shelves.arriving[:] = 0
        self.book.lines[0] = 0
        self.state.ledger.on_the_way[:] = 0
        shelves.price[:] = [9.0, 5.5, 3.0, 2.0]
        self.cash = self.state.accounts.cash.copy()

    def order(self, shelf, quantity, ago=0):
        """Write an order to the next firm of the chain that fell due some evenings ago."""
        line = int(self.book.lines[0])
        self.book.shelf[line], self.book.supplier[line] = shelf, shelf + 1
        self.book.due_day[line], self.book.open[line] = EVENING - ago, quantity
        self.book.lines[0] = line + 1
        self.shelves.on_order[shelf] += quantity
        (self.shelves.backlog if ago else self.shelves.due)[shelf + 1] += quantity

    def send(self, shelf, quantity, ahead):
        """Goods on the road, so many days ahead."""
        self.shelves.arriving[(EVENING + ahead) % len(self.shelves.arriving), shelf] += quantity
        self.shelves.on_order[shelf] += quantity
        self.state.ledger.on_the_way[:] += quantity

    def run(self, counting=1):
        run(self.model, shipping, EVENING, counting=counting)

    def on_the_road(self, shelf):
        ring = len(self.shelves.arriving)
        ahead = [int(self.shelves.arriving[(EVENING + k) % ring, shelf]) for k in range(1, ring)]
        return ahead[:2]

    def lines(self):
        return [
            (int(self.book.shelf[k]), int(self.book.due_day[k]), int(self.book.open[k]))
            for k in range(int(self.book.lines[0]))
        ]


@pytest.mark.parametrize("counting", [0, 1])
def test_the_latest_on_the_road_turns_back_first_then_stock_goes_back(counting):
    chain = Chain()
    chain.send(SHOP, 3, ahead=1)
    chain.send(SHOP, 2, ahead=2)
    chain.shelves.stock[SHOP] = 10
    chain.order(SHOP, -7)
    chain.run(counting)
    shelves, accounts, ledger = chain.shelves, chain.state.accounts, chain.state.ledger
    assert chain.on_the_road(SHOP) == [0, 0]
    assert shelves.stock[[SHOP, WHOLESALER]].tolist() == [8, 7]
    assert shelves.on_order[SHOP] == 0 and ledger.on_the_way.item() == 0
    assert shelves.due[WHOLESALER] == 0 and chain.lines() == []
    assert (accounts.cash - chain.cash)[[SHOP, WHOLESALER]].tolist() == [39, -39]  # of 38.5
    assert accounts.purchases[SHOP] == accounts.sales[WHOLESALER] == -39 * counting
    seller = chain.state.keepers.sector[WHOLESALER]
    assert ledger.money[Flow.GOODS_BETWEEN_FIRMS, seller, Sector.SHOPS] == 39
    assert ledger.goods[GoodsFlow.RETURNED].item() == 0


def test_what_is_enough_leaves_the_rest_on_the_road():
    chain = Chain()
    chain.send(SHOP, 3, ahead=1)
    chain.send(SHOP, 2, ahead=2)
    chain.order(SHOP, -4)
    chain.run()
    assert chain.on_the_road(SHOP) == [1, 0]
    assert chain.shelves.on_order[SHOP] == 1 and chain.state.ledger.on_the_way.item() == 1


@pytest.mark.parametrize(
    ("wanted", "lines", "backlog"),
    [
        (6, [], 0),
        (3, [(SHOP, EVENING - 3, 3)], 3),
        (2, [(SHOP, EVENING - 3, 4)], 4),
    ],
)
def test_what_is_owed_is_cancelled_the_newest_first(wanted, lines, backlog):
    chain = Chain()
    chain.order(SHOP, 4, ago=3)
    chain.order(SHOP, 2, ago=1)
    chain.order(SHOP, -wanted)
    chain.shelves.stock[SHOP] = 10
    chain.run()
    assert chain.lines() == lines
    assert chain.shelves.backlog[WHOLESALER] == backlog
    assert chain.shelves.stock[[SHOP, WHOLESALER]].tolist() == [10, 0]
    assert chain.shelves.on_order[SHOP] == backlog
    assert chain.state.accounts.cash[SHOP] == chain.cash[SHOP]


def test_orders_of_others_and_of_later_days_stay():
    chain = Chain()
    chain.order(WHOLESALER, 5, ago=2)
    chain.order(SHOP, 2, ago=-1)
    chain.order(SHOP, -3)
    chain.shelves.due[WHOLESALER] -= 2  # it is in the mail
    chain.shelves.stock[SHOP] = 10
    chain.run()
    assert chain.lines() == [(WHOLESALER, EVENING - 2, 5), (SHOP, EVENING + 1, 2)]
    assert chain.shelves.stock[[SHOP, WHOLESALER]].tolist() == [7, 3]


@pytest.mark.parametrize("short", [1, 5])
def test_what_has_been_sold_meanwhile_is_asked_for_again_tomorrow(short):
    chain = Chain()
    chain.shelves.stock[SHOP] = 2
    chain.order(SHOP, -2 - short)
    chain.run()
    assert chain.lines() == [(SHOP, EVENING + 1, -short)]
    assert chain.shelves.stock[[SHOP, WHOLESALER]].tolist() == [0, 2]
    assert chain.shelves.due[WHOLESALER] == 0


def test_what_goes_back_to_the_source_leaves_the_model():
    chain = Chain()
    chain.shelves.stock[MAKER] = 5
    outside = chain.state.ledger.outside.copy()
    chain.order(MAKER, -4)
    chain.run()
    state = chain.state
    source = state.keepers.sector[chain.shelves.keeper[SOURCE]]
    assert state.ledger.goods[GoodsFlow.RETURNED].item() == 4
    assert (state.accounts.cash - chain.cash)[MAKER] == 8
    assert (state.ledger.outside - outside)[source] == -8
    assert chain.shelves.stock[MAKER] == 1 and chain.shelves.stock[SOURCE] == 0


def test_shops_send_back_first_so_that_their_suppliers_can():
    chain = Chain()
    chain.order(WHOLESALER, -3)
    chain.order(SHOP, -3)
    chain.shelves.stock[SHOP] = 3
    chain.run()
    assert chain.shelves.stock[[SHOP, WHOLESALER, MAKER]].tolist() == [0, 0, 3]
    assert chain.lines() == []
