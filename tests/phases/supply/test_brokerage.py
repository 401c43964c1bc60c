"""A broker's evening, by hand: what he lets go, what it loses on the way, and what it earns."""

import math

import numpy as np
import pytest

from sim.engine.tables.ledger import Flow, GoodsFlow, Sector
from sim.phases import shipping
from tests.phases.alone import country, ring_of, run, with_rules


class Broker:
    """One broker with stock, all others with none, who sends it to the second province."""

    def __init__(self, stock, counting=1):
        self.model, self.counting = country(), counting
        self.state = self.model.state
        with_rules(self.model, "brokerage", release_days=3.0)
        self.shelves, self.accounts = self.state.shelves, self.state.accounts
        self.markets, crops = self.state.farm.markets, self.state.farm.crops
        self.shelves.stock[:] = 0
        self.shelves.backlog[:] = 0
        self.state.book.lines[0] = 0
        brokers = self.state.levels.first_keeper[self.state.n_levels :][:2]
        first, end = self.state.keepers.first_shelf[brokers].tolist()
        life = np.asarray(crops.life)[np.asarray(self.shelves.product[first:end])]
        self.i = first + int(np.argmax(life <= 6))  # does not keep: sold in three days
        self.keeper, self.product = (
            int(self.shelves.keeper[self.i]),
            int(self.shelves.product[self.i]),
        )
        assert crops.life[self.product] == 6 or crops.life[self.product] < 6
        crops.life[self.product] = 6
        crops.on_sale[:] = crops.season_days  # nothing is stored
        self.origin = int(self.state.keepers.province[self.keeper])
        self.there = 1
        self.markets.destination[:] = [0.0, 1.0]
        self.price(20.0)
        self.loss(0.0)
        self.set_freight(0.0)
        self.stock(stock)
        self.shelves.unit_cost[self.i] = 4.0
        self.cash = self.accounts.cash.copy()

    def stock(self, grains):
        self.shelves.stock[self.i] = grains
        row = self.shelves.batch[self.i]
        if row >= 0:
            left = ring_of(self.model, row)
            left[:] = 0
            left[12 % len(left)] = grains

    def price(self, posted):
        self.markets.price[:] = 1.0
        self.markets.price[self.there, self.product] = posted

    def loss(self, a_day, days=1):
        arrives = self.state.farm.crops.arrives[self.product]
        arrives[:] = (1.0 - a_day) ** np.arange(len(arrives))
        self.state.routes.days[:] = 50
        self.state.routes.days[self.origin, self.there] = days

    def set_freight(self, a_grain):
        self.state.routes.cost[:] = 1e6
        weight = self.state.products.weight[self.product]
        self.state.routes.cost[self.origin, self.there] = a_grain / weight

    def run(self, number=10):
        run(self.model, shipping, number, counting=self.counting)

    def earned(self):
        return (self.accounts.cash - self.cash)[self.keeper]


@pytest.mark.parametrize("counting", [0, 1])
def test_a_third_of_what_does_not_keep_is_sold_at_the_posted_price(counting):
    broker = Broker(100, counting)
    broker.set_freight(2.0)
    broker.run()
    sold = 34  # of 100, in 3 days, rounded up
    value, freight = sold * 20, sold * 2
    ledger = broker.state.ledger
    assert broker.shelves.stock[broker.i] == 100 - sold
    assert broker.earned() == value - freight
    assert (broker.accounts.cash - broker.cash).sum() == value - freight
    assert broker.accounts.revenue[broker.keeper] == value
    assert broker.markets.taken[broker.there, broker.product] == sold
    assert ledger.goods[GoodsFlow.SOLD_OUTSIDE, broker.product] == sold
    assert ledger.outside[[Sector.WET_MARKETS, Sector.CARRIERS]].tolist() == [-value, freight]
    assert ledger.money[Flow.PRODUCE_TO_MARKETS, Sector.WET_MARKETS, Sector.BROKERS] == value
    assert ledger.money[Flow.FREIGHT, Sector.BROKERS, Sector.CARRIERS] == freight
    accounts = broker.accounts
    counted = accounts.sales, accounts.goods_sold, accounts.expenses
    found = [int(column[broker.keeper]) for column in counted]
    assert found == [counting * value, counting * 4 * sold, counting * freight]
    row = broker.shelves.batch[broker.i]
    assert row < 0 or ring_of(broker.model, row).sum() == 100 - sold


@pytest.mark.parametrize(("processed", "people"), [(0.0, 20), (0.25, 15), (1.0, 0)])
def test_processors_buy_what_people_do_not_take(processed, people):
    broker = Broker(3)
    broker.markets.processed[broker.there, broker.product] = processed
    broker.run()
    ledger = broker.state.ledger
    assert broker.earned() == 20
    outside = ledger.outside[[Sector.WET_MARKETS, Sector.PROCESSORS]].tolist()
    assert outside == [-people, people - 20]
    bought = ledger.money[Flow.PRODUCE_TO_PROCESSORS, Sector.PROCESSORS, Sector.BROKERS]
    assert bought == 20 - people


def test_what_is_not_worth_the_journey_stays():
    for freight, sold in ((20.0, 10), (20.1, 0)):
        broker = Broker(30)
        broker.set_freight(freight)
        broker.run()
        assert broker.shelves.stock[broker.i] == 30 - sold
        assert broker.earned() == 0


def test_every_day_on_the_way_takes_its_share():
    """10 % a day for two days: 19 % on average, a fraction lost by chance (5 standard errors)."""
    lost, evenings = 0, 400
    broker = Broker(30)
    broker.loss(0.1, days=2)
    for number in range(evenings):
        broker.stock(30)
        before = broker.state.ledger.goods[GoodsFlow.LOST_IN_TRANSIT, broker.product]
        broker.run(number)
        gone = broker.state.ledger.goods[GoodsFlow.LOST_IN_TRANSIT, broker.product] - before
        assert gone in (1, 2)
        lost += int(gone)
    assert broker.markets.taken[broker.there, broker.product] == 10 * evenings - lost
    share = 1.9 - math.floor(1.9)
    assert abs(lost / evenings - 1.9) < 5 * math.sqrt(share * (1 - share) / evenings)


def test_loads_go_where_chance_sends_them():
    """A quarter stays in the first province (5 standard errors)."""
    broker = Broker(30)
    broker.markets.destination[:] = [0.25, 1.0]
    broker.state.routes.days[:] = 1
    broker.state.routes.cost[:] = 0.0
    evenings = 800
    for number in range(evenings):
        broker.stock(30)
        broker.run(number)
    taken = np.asarray(broker.markets.taken[:, broker.product]) / 10
    assert taken.sum() == evenings
    assert abs(taken[0] / evenings - 0.25) < 5 * math.sqrt(0.25 * 0.75 / evenings)
