"""Lots on the platform: paid when shops order them, oldest first; what waits too long leaves."""

import numpy as np
import pytest

from sim.engine.tables.ledger import Flow, GoodsFlow, Sector
from sim.model import TradeModel
from sim.phases import harvest
from sim.rules.seasons import LAST_DAYS
from sim.scenario import read_scenario
from sim.scenario.catalogue import PARAMETERS
from tests.phases.alone import country, ring_of, run, with_rules

EVENING, WAIT, LIFE = 10, 7, 12
TURN = np.arange(EVENING + 1)  # day of the interval


class Platform:
    """A platform on which nothing is offered yet, on an evening without harvest."""

    def __init__(self):
        self.model = country()
        with_rules(self.model, "harvest", wait_days=WAIT, market_fee=0.0, haul=0.0, turn=TURN)
        self.state = self.model.state
        farm = self.state.farm
        self.lots, self.markets, self.farmers = farm.lots, farm.markets, farm.farmers
        farm.crops.season_days[:] = 0
        farm.crops.life[:] = LIFE
        self.markets.price[:] = 4.0
        self.shelves, self.accounts = self.state.shelves, self.state.accounts
        offered = np.unique(self.markets.platform_shelf[0])[1:].tolist()
        ages = [k for k in offered if self.ages(k) and len(self.ring(k)) >= LIFE]
        self.shelf = ages[0]
        self.other = next(k for k in offered if not self.ages(k))
        for column in (self.shelves.stock, self.shelves.sold, self.farmers.cash):
            column[:] = 0
        self.shelves.price[self.shelf], self.shelves.price[self.other] = 2.5, 6.0
        self.till = int(self.shelves.keeper[self.shelf])
        self.accounts.cash[:] = 1000

    def offer(self, *lots):
        """Farmer, shelf, grains, days ago."""
        for line, (farmer, shelf, quantity, ago) in enumerate(lots):
            self.lots.farmer[line], self.lots.shelf[line] = farmer, shelf
            self.lots.left[line], self.lots.day[line] = quantity, EVENING - ago
            self.shelves.stock[shelf] += quantity
            if self.ages(shelf):
                ring = self.ring(shelf)
                ring[(EVENING - ago + LIFE - 1) % len(ring)] += quantity
        self.lots.lines[0] = len(lots)

    def ages(self, shelf):
        """Whether it is known how old its goods are."""
        return self.shelves.batch[shelf] >= 0

    def ring(self, shelf):
        """Stock of a shelf by its last day of sale."""
        return ring_of(self.model, self.shelves.batch[shelf])

    def ordered(self, shelf, quantity):
        """Shops' orders left the shelf tonight."""
        self.shelves.sold[shelf] = quantity
        self.shelves.stock[shelf] -= quantity

    def run(self, counting=1):
        run(self.model, harvest, EVENING, counting=counting)

    def left(self):
        count = int(self.lots.lines[0])
        columns = (self.lots.farmer, self.lots.shelf, self.lots.left, self.lots.day)
        return [tuple(int(column[line]) for column in columns) for line in range(count)]


@pytest.mark.parametrize("counting", [0, 1])
def test_the_oldest_lot_is_sold_first(counting):
    platform = Platform()
    shelf, other = platform.shelf, platform.other
    platform.offer((3, shelf, 4, 2), (5, other, 6, 2), (4, shelf, 9, 1), (6, shelf, 2, 0))
    platform.ordered(shelf, 7)
    platform.ordered(other, 1)
    platform.run(counting)
    assert platform.left() == [(5, other, 5, 8), (4, shelf, 6, 9), (6, shelf, 2, 10)]
    paid = {3: 10, 4: 7, 5: 6}  # 4 x 2.5, 3 x 2.5 rounded down, 1 x 6
    for farmer in range(8):
        got = paid.get(farmer, 0)
        assert platform.farmers.cash[farmer] == got
        assert platform.farmers.sales[farmer] == platform.farmers.direct[farmer] == counting * got
    assert platform.accounts.cash[platform.till] == 1000 - 23
    place = int(platform.state.keepers.province[platform.till])
    assert platform.markets.ordered[place, platform.shelves.product[shelf]] == 7
    assert platform.markets.ordered[place, platform.shelves.product[other]] == 1
    assert platform.shelves.stock[[shelf, other]].tolist() == [8, 5]


def test_the_till_pays_no_more_than_it_took():
    platform = Platform()
    platform.accounts.cash[platform.till] = 9
    platform.offer((3, platform.shelf, 4, 1))
    platform.ordered(platform.shelf, 4)
    platform.run()
    assert platform.farmers.cash[3] == 9 and platform.accounts.cash[platform.till] == 0


@pytest.mark.parametrize(("processed", "paid"), [(0.0, [40, 0]), (0.25, [30, 10]), (1.0, [0, 40])])
def test_after_its_days_a_lot_goes_to_the_market_where_processors_take_a_part(processed, paid):
    platform = Platform()
    shelf, ledger = platform.shelf, platform.state.ledger
    platform.markets.processed[:] = processed
    platform.offer((3, shelf, 4, WAIT + 1), (4, shelf, 6, WAIT), (5, shelf, 7, WAIT - 1))
    platform.run()
    assert platform.left() == [(5, shelf, 7, EVENING - WAIT + 1)]
    assert platform.farmers.cash[[3, 4, 5]].tolist() == [16, 24, 0]
    assert platform.shelves.stock[shelf] == 7
    product = platform.shelves.product[shelf]
    assert platform.markets.taken[:, product].sum() == 10
    to_market = ledger.money[Flow.PRODUCE_TO_MARKETS, Sector.WET_MARKETS, Sector.FARMERS]
    to_processors = ledger.money[Flow.PRODUCE_TO_PROCESSORS, Sector.PROCESSORS, Sector.FARMERS]
    assert [to_market, to_processors] == paid


def test_what_would_soon_be_too_old_need_not_wait_for_the_market():
    platform = Platform()
    shelf = platform.shelf
    product = int(platform.shelves.product[shelf])
    platform.state.farm.crops.life[product] = 4
    platform.offer((3, shelf, 5, 2), (4, shelf, 6, 1))
    platform.run()
    assert platform.left() == [(4, shelf, 6, EVENING - 1)]
    assert platform.farmers.cash[3] == 20 and platform.markets.taken[:, product].sum() == 5
    assert platform.state.ledger.goods[GoodsFlow.SPOILED, product] == 0
    ring = platform.ring(shelf)
    assert ring.sum() == ring[(EVENING - 1 + LIFE - 1) % len(ring)] == 6
    assert platform.shelves.stock[shelf] == 6


def test_a_harvest_is_put_on_the_platform():
    platform = Platform()
    farm = platform.state.farm
    farm.crops.season_first[:], farm.crops.season_days[:] = 0, 365
    platform.markets.to_broker[:] = platform.markets.to_market[:] = 0.0
    farm.plots.lot[:] = 20.0
    # Wherever it grows, a shelf stands ready for it.
    platform.markets.platform_shelf[:] = platform.shelf
    platform.run()
    lots = platform.left()
    first, end = farm.first_plot[EVENING, [0, -1]].tolist()
    # In an order by chance.
    assert sorted(lot[0] for lot in lots) == sorted(farm.plots.farmer[first:end].tolist())
    assert all(lot[1] == platform.shelf and lot[2] > 0 and lot[3] == EVENING for lot in lots)
    assert platform.shelves.stock[platform.shelf] == sum(lot[2] for lot in lots)
    assert platform.markets.put.sum() == sum(lot[2] for lot in lots)
    # It ages from the day of its harvest, wherever it waits.
    ring = platform.ring(platform.shelf)
    assert ring[(EVENING + LIFE - 1) % len(ring)] == ring.sum() == platform.markets.put.sum()


def test_the_shortest_life_that_shops_may_ask_for_leaves_a_lot_an_evening():
    key = "population.produce_minimum_life_days"
    shortest = PARAMETERS[key].bounds[0]
    assert shortest > LAST_DAYS
    small = {"scale": 1e6, "population.provinces": ["Zhejiang", "Gansu"]}
    small |= {"calendar.warmup_days": 0, key: shortest}
    model = TradeModel(read_scenario("with_direct_ordering").with_values(small))
    model.play(60)  # each night all stock is counted, and none may be below zero
    assert model.state.farm.farmers.direct.sum() > 0
