"""An evening of harvest, reckoned plot by plot, with every lot going one way."""

import numpy as np
import pytest

from sim.engine.tables.ledger import Flow, GoodsFlow, Sector
from sim.phases import harvest
from tests.phases.alone import country, ring_of, run, whole, with_rules

INTERVAL, OWN, INPUTS, HAUL, FEE, WAIT = 28, 0.25, 0.3, 2.0, 0.03, 7
TURN = np.arange(40 * INTERVAL) % INTERVAL  # as if the first day were one of January


class Farms:
    """Farms whose harvest goes one way: to brokers, to the wholesale market or to the platform."""

    def __init__(self, way):
        self.model = country()
        changes = {"own_use": OWN, "inputs": INPUTS, "haul": HAUL}
        with_rules(self.model, "harvest", market_fee=FEE, wait_days=WAIT, turn=TURN, **changes)
        self.state, self.farm = self.model.state, self.model.state.farm
        self.markets, self.crops, self.farmers = (
            self.farm.markets,
            self.farm.crops,
            self.farm.farmers,
        )
        self.accounts, self.ledger = self.state.accounts, self.state.ledger
        luck = np.random.default_rng(9)
        self.farm.plots.lot[:] = luck.uniform(10, 60, len(self.farm.plots.lot))
        self.crops.season_first[:], self.crops.season_days[:] = 0, 365
        self.crops.loss[:] = 0.1
        self.markets.to_broker[:] = float(way == "broker")
        self.markets.to_market[:] = float(way != "platform")
        self.markets.planted[:] = luck.uniform(0.5, 1.5, self.markets.planted.shape)
        self.markets.yields[:] = luck.uniform(0.5, 1.5, self.markets.yields.shape)
        self.markets.offer[:] = 7.3
        self.markets.price[:] = 11.0
        self.accounts.cash[:] = 10**9
        self.state.shelves.stock[:] = 0
        self.state.batches.left[:] = 0
        self.farmers.cash[:] = 0

    def run(self, number=10, **changes):
        """The plots that are harvested, by grown and sold grains."""
        goods = self.ledger.goods.copy()
        run(self.model, harvest, number, **changes)
        self.goods = self.ledger.goods - goods
        first = self.farm.first_plot[number % INTERVAL, [0, -1]].tolist()
        assert first[0] < first[1]
        self.plots = slice(*first)
        self.product = np.asarray(self.farm.plots.product[self.plots])
        self.farmer = np.asarray(self.farm.plots.farmer[self.plots])
        self.place = np.asarray(self.farmers.province)[self.farmer], self.product

    def evening_on_which_brokers_buy_one_lot_each(self):
        """A day of the interval with several plots, no two of them with one broker's shelf."""
        broker = self.farm.plots.broker
        for number, (first, *_, end) in enumerate(self.farm.first_plot.tolist()):
            if end - first > 2 and len(np.unique(broker[first:end])) == end - first:
                return number
        raise AssertionError("no such day")

    def by_product(self, values):
        return np.bincount(self.product, values, len(self.crops.life))

    def by_farmer(self, values):
        return np.bincount(self.farmer, values, len(self.farmers.cash)).astype(np.int64)


def spared(harvest):
    """What a household keeps, what is lost, and what it can sell."""
    kept = np.floor(harvest * OWN)
    lost = np.floor((harvest - kept) * np.float32(0.1))
    return kept, lost, harvest - kept - lost


@pytest.mark.parametrize("counting", [0, 1])
def test_brokers_take_the_lots_at_their_offer(counting):
    farms = Farms("broker")
    number = farms.evening_on_which_brokers_buy_one_lot_each()
    farms.run(number, counting=counting)
    shelves, ledger, markets = farms.state.shelves, farms.ledger, farms.markets
    at = np.asarray(farms.farm.plots.broker[farms.plots])
    sold = np.array(shelves.stock[at])
    lot = np.asarray(farms.farm.plots.lot[farms.plots], float)
    grown = lot * markets.planted[farms.place] * markets.yields[farms.place]
    down, up = spared(np.floor(grown)), spared(np.floor(grown) + 1)
    assert np.all((sold == down[2]) | (sold == up[2]))
    flows = GoodsFlow.HARVESTED, GoodsFlow.OWN_USE, GoodsFlow.LOST_ON_FARM
    for flow, low, high in zip(flows, (np.floor(grown), *down), (np.floor(grown) + 1, *up)):
        least, most = (
            farms.by_product(np.minimum(low, high)),
            farms.by_product(np.maximum(low, high)),
        )
        assert np.all((farms.goods[flow] >= least) & (farms.goods[flow] <= most)), flow
    kept_in_all = farms.goods[GoodsFlow.HARVESTED] - farms.by_product(sold)
    assert np.array_equal(
        kept_in_all, farms.goods[GoodsFlow.OWN_USE] + farms.goods[GoodsFlow.LOST_ON_FARM]
    )

    value = whole(sold * float(np.float32(7.3)))
    inputs = whole(sold * farms.crops.gate_price[farms.product].astype(float) * INPUTS)
    assert np.array_equal(farms.farmers.cash, farms.by_farmer(value - inputs))
    assert np.array_equal(farms.farmers.sales, counting * farms.by_farmer(value))
    assert np.array_equal(farms.farmers.brokered, counting * farms.by_farmer(value))
    assert np.array_equal(farms.farmers.costs, counting * farms.by_farmer(inputs))
    assert ledger.outside[Sector.MATERIALS] == inputs.sum()
    assert ledger.money[Flow.FARM_INPUTS, Sector.FARMERS, Sector.MATERIALS] == inputs.sum()
    paid = 10**9 - farms.accounts.cash
    assert np.array_equal(paid[shelves.keeper[at]] > 0, value > 0)
    flow = ledger.money[Flow.PRODUCE_AT_FARM_GATE, Sector.BROKERS, Sector.FARMERS]
    assert flow == value.sum() == paid.sum()
    assert np.array_equal(farms.accounts.purchases, counting * paid)
    bought = np.zeros(markets.bought.shape)
    np.add.at(bought, farms.place, sold)
    assert np.array_equal(markets.bought, bought)
    assert shelves.unit_cost[at] == pytest.approx(7.3)
    for plot, row in enumerate(np.asarray(shelves.batch[at]).tolist()):
        if row >= 0:
            left = ring_of(farms.model, row)
            last = (number + int(farms.crops.life[farms.product[plot]]) - 1) % len(left)
            assert left[last] == left.sum() == sold[plot]


def test_harvest_is_rounded_by_chance_and_right_on_average():
    farms = Farms("broker")
    farms.farm.plots.lot[:] = 1.3
    farms.markets.planted[:] = farms.markets.yields[:] = 1.0
    cut, plots = 0, 0
    for number in range(0, 40 * INTERVAL):
        if number % INTERVAL == 10:
            farms.run(number)
            cut += int(farms.goods[GoodsFlow.HARVESTED].sum())
            plots += len(farms.product)
    error = np.sqrt(0.3 * 0.7 / plots)
    assert abs(cut / plots - 1.3) < 5 * error


@pytest.mark.parametrize("processed", [0, 1])
@pytest.mark.parametrize("counting", [0, 1])
def test_at_the_market_fee_and_haulage_are_paid(processed, counting):
    farms = Farms("market")
    farms.markets.processed[:] = processed
    farms.run(counting=counting)
    ledger, farmers = farms.ledger, farms.farmers
    alone = np.bincount(farms.farmer)[farms.farmer] == 1
    one = alone & (np.bincount(farms.product)[farms.product] == 1)
    assert one.any()
    assert np.array_equal(farms.goods[GoodsFlow.SOLD_OUTSIDE], farms.markets.taken.sum(axis=0))
    assert not farms.state.shelves.stock.any()
    for plot in np.flatnonzero(one).tolist():
        farmer, product = int(farms.farmer[plot]), int(farms.product[plot])
        sold = int(farms.goods[GoodsFlow.SOLD_OUTSIDE, product])
        got, haul = sold * 11, int(whole(sold * HAUL))
        fee = int(whole(got * FEE))
        inputs = int(whole(sold * float(farms.crops.gate_price[product]) * INPUTS))
        assert farmers.cash[farmer] == got - fee - haul - inputs
        assert farmers.sales[farmer] == counting * got
        assert farmers.costs[farmer] == counting * (fee + haul + inputs)
    flow, buyer = Flow.PRODUCE_TO_MARKETS, Sector.WET_MARKETS
    if processed:
        flow, buyer = Flow.PRODUCE_TO_PROCESSORS, Sector.PROCESSORS
    gross = int(ledger.money[flow, buyer, Sector.FARMERS])
    fees = int(ledger.money[Flow.MARKET_FEE, Sector.FARMERS, Sector.WET_MARKETS])
    hauls = int(ledger.money[Flow.HAULAGE, Sector.FARMERS, Sector.CARRIERS])
    assert gross > 0 and gross == 11 * farms.goods[GoodsFlow.SOLD_OUTSIDE].sum()
    assert fees == pytest.approx(FEE * gross, abs=len(farms.product))
    assert hauls == HAUL * farms.goods[GoodsFlow.SOLD_OUTSIDE].sum()
    assert ledger.outside[Sector.CARRIERS] == hauls
    markets = ledger.outside[Sector.WET_MARKETS] + ledger.outside[Sector.PROCESSORS]
    assert markets == fees - gross


@pytest.mark.parametrize("why", ["closed", "poor"])
def test_without_a_broker_the_lot_goes_to_the_market(why):
    farms = Farms("broker")
    if why == "closed":
        farms.state.keepers.open[:] = 0
    else:
        farms.accounts.cash[:] = 0
    farms.run()
    assert farms.markets.taken.sum() > 0 and farms.markets.bought.sum() == 0


def test_lots_go_each_way_by_chance():
    """A third to brokers, a third to the market, a third to shops (5 standard errors)."""
    farms = Farms("broker")
    farms.farm.plots.lot[:] = 40.0
    farms.markets.planted[:] = farms.markets.yields[:] = 1.0
    farms.markets.to_broker[:], farms.markets.to_market[:] = 1 / 3, 2 / 3
    farms.markets.platform_shelf[:] = np.max(farms.markets.platform_shelf)
    ways = np.zeros(3)
    for number in range(INTERVAL, 3 * INTERVAL):
        farms.farm.lots.lines[0] = 0
        for column in (farms.markets.bought, farms.markets.taken, farms.markets.put):
            column[:] = 0
        run(farms.model, harvest, number)
        sold = (farms.markets.bought, farms.markets.taken, farms.markets.put)
        ways += [np.round(column.sum() / spared(40.0)[2]) for column in sold]
    error = np.sqrt(1 / 3 * 2 / 3 / ways.sum())
    assert ways.sum() > 100
    assert np.abs(ways / ways.sum() - 1 / 3).max() < 5 * error


def test_nothing_grown_is_nothing_earned():
    farms = Farms("broker")
    farms.farm.plots.lot[:] = 0.0
    farms.run()
    assert not farms.farmers.cash.any() and not farms.goods.any()


def test_a_broker_spends_his_last_money():
    farms = Farms("broker")
    number = farms.evening_on_which_brokers_buy_one_lot_each()
    farms.run(number)
    paid = 10**9 - np.array(farms.accounts.cash)
    farms = Farms("broker")
    farms.accounts.cash[:] = paid
    farms.run(number)
    assert farms.markets.bought.sum() > 0 and farms.markets.taken.sum() == 0
    assert not farms.accounts.cash.any()


def test_out_of_season_nothing_is_harvested():
    farms = Farms("broker")
    farms.crops.season_days[:] = 5
    farms.run(day_of_year=5)
    assert not farms.goods.any() and not farms.farmers.cash.any()
    farms.run(day_of_year=4)
    assert farms.goods.any()


def test_a_new_year_s_yields_have_mean_one_and_their_spread():
    farms = Farms("market")
    with_rules(farms.model, "harvest", yield_spread=0.2)
    yields, found = farms.markets.yields, []
    farms.run(10, day_of_year=1)
    before = yields.copy()
    for number in range(10, 10 + 30 * INTERVAL, INTERVAL):
        farms.run(number, day_of_year=0)
        assert not np.array_equal(before, yields)
        found.append(np.log(yields))
    logs = np.stack(found)
    assert abs(logs.std() - 0.2) < 5 * 0.2 / np.sqrt(2 * logs.size)
    assert abs(logs.mean() + 0.02) < 5 * 0.2 / np.sqrt(logs.size)
    assert abs(np.exp(logs).mean() - 1) < 5 * 0.21 / np.sqrt(logs.size)


def test_the_first_day_has_a_year_s_yields_too():
    farms = Farms("market")
    before = farms.markets.yields.copy()
    run(farms.model, harvest, 0, day_of_year=100)
    assert not np.array_equal(before, farms.markets.yields)
