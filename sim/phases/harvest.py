"""Evening: what is harvested is sold, lot by lot: to a broker, at the market, or to shops."""

from typing import Any, NamedTuple

import numpy as np

from sim.engine.columns import wide
from sim.engine.compiling import compiled
from sim.engine.ledger import Flow, GoodsFlow, Sector, whole
from sim.engine.phase import Locality, Phase, columns
from sim.engine.randomness import Stream, bits, day_key, fraction, normals
from sim.engine.schedule import Today
from sim.engine.state import State
from sim.phases.growing import clear_markets, plant, reaped, rounding
from sim.phases.lots import offer_to_shops, sell_at_market, settle_lots
from sim.rules.seasons import in_season
from sim.rules.stock_by_age import add
from sim.scenario import Scenario
from sim.scenario.groups.population import PopulationKind

HARVEST, CHANNEL = int(Stream.HARVEST), int(Stream.CHANNEL)
FARMERS, BROKERS, MATERIALS = int(Sector.FARMERS), int(Sector.BROKERS), int(Sector.MATERIALS)
FARM_INPUTS, AT_FARM_GATE = int(Flow.FARM_INPUTS), int(Flow.PRODUCE_AT_FARM_GATE)
HARVESTED, OWN_USE = int(GoodsFlow.HARVESTED), int(GoodsFlow.OWN_USE)
LOST_ON_FARM = int(GoodsFlow.LOST_ON_FARM)


class Settings(NamedTuple):
    """What farming takes, and what selling costs."""

    interval: int  # days between two harvests of a plot
    own_use: float  # share of output
    inputs: float  # share of the farm-gate value at opening prices
    haul: float  # money a grain, to the wholesale market
    fee: float  # the market's share of the price
    floor: float  # processors' price against the opening price of wet markets
    yield_spread: float  # standard deviation of a year's log yield
    wait: int  # days that a lot waits on the platform
    season_market: int  # 1 where a harvest is planted for a price and sold at the price it makes
    supply_intercept: float  # what is planted at an expected price of 0
    supply_slope: float  # what is planted more for a money a grain
    expectation_weight: float  # of the last price in the expected one
    demand_intercept: float  # grains that the market takes at a price of 0
    demand_slope: float  # grains that it takes less for a money a grain


@compiled
def gather(
    plots,
    farmers,
    markets,
    crops,
    lots,
    stock,
    keeper_of,
    batch,
    unit_cost,
    open_of,
    accounts_cash,
    purchases,
    left,
    ledger,
    settings,
    today,
    lo,
    hi,
):
    """Harvest the plots lo..hi-1, those whose day it is, and sell what the household can spare.

    stock .. unit_cost        columns of the shelves; open_of: of the keepers
    accounts_cash, purchases  of the accounts; left: int32 (rows, ring), stock by last day of sale
    """
    first, second = day_key(today.seed, HARVEST, today.day)
    third, fourth = day_key(today.seed, CHANNEL, today.day)
    product_of, farmer_of, lot, broker_shelf = plots.product, plots.farmer, plots.lot, plots.broker
    province_of, cash, costs = farmers.province, farmers.cash, farmers.costs
    sales, brokered = farmers.sales, farmers.brokered
    planted, yields, offer = markets.planted, markets.yields, markets.offer
    to_broker = markets.to_broker
    to_market, bought = markets.to_market, markets.bought
    loss, gate_price, life = crops.loss, crops.gate_price, crops.life
    goods, money = ledger.goods, ledger.money
    ripe = np.zeros(len(life), np.uint8)
    for product in range(len(life)):
        ripe[product] = in_season(
            today.day_of_year, crops.season_first[product], crops.season_days[product]
        )
    bought_inputs = 0
    for plot in range(lo, hi):
        product = product_of[plot]
        if ripe[product] == 0:
            continue
        farmer = farmer_of[plot]
        province = province_of[farmer]
        usual = wide(lot[plot]) * planted[province, product] * yields[province, product]
        usual += rounding(plot, len(lot), settings.season_market, first, second)
        harvest, kept, lost = reaped(usual, settings.own_use, loss[product])
        quantity = harvest - kept - lost
        goods[HARVESTED, product] += harvest
        goods[OWN_USE, product] += kept
        goods[LOST_ON_FARM, product] += lost
        inputs = whole(quantity * gate_price[product] * settings.inputs)
        cash[farmer] -= inputs
        bought_inputs += inputs
        costs[farmer] += today.counting * inputs
        if quantity == 0:
            continue
        u = fraction(bits(third, fourth, plot))
        if u >= to_market[province, product] and lots.lines[0] < len(lots.shelf):
            offer_to_shops(lots, markets, stock, today.day, farmer, province, product, quantity)
            continue
        i = broker_shelf[plot]
        price = offer[province, product]
        value = whole(quantity * price)
        wanted = u < to_broker[province, product] and open_of[keeper_of[i]] == 1
        if not wanted or accounts_cash[keeper_of[i]] < value:
            sell_at_market(
                farmers, markets, ledger, settings, today, farmer, province, product, quantity
            )
            continue
        broker = keeper_of[i]
        unit_cost[i] = price
        stock[i] += quantity
        row = batch[i]
        if row >= 0:
            add(left[row], today.day, today.day + life[product] - 1, quantity)
        accounts_cash[broker] -= value
        cash[farmer] += value
        money[AT_FARM_GATE, BROKERS, FARMERS] += value
        bought[province, product] += quantity
        if today.counting:
            purchases[broker] += value
            sales[farmer] += value
            brokered[farmer] += value
    ledger.outside[MATERIALS] += bought_inputs
    money[FARM_INPUTS, FARMERS, MATERIALS] += bought_inputs


def settings_of(scenario: Scenario) -> Settings:
    """Settings of a scenario."""
    farm, market, goods = scenario.farm, scenario.market, scenario.grain.goods
    money = scenario.grain.money / goods
    return Settings(
        farm.harvest_interval_days,
        farm.own_use_share,
        scenario.cost.farm_inputs_share,
        farm.haul_per_kg * money,
        farm.market_fee,
        market.processor_price_share,
        farm.yield_sd,
        farm.direct_wait_days,
        int(scenario.population.kind == PopulationKind.EXPLICIT),
        farm.supply_intercept,
        farm.supply_slope / money,
        farm.expectation_weight,
        market.demand_intercept * goods,
        market.demand_slope * goods / money,
    )


def draw_yields(state: State, spread: float, today: Today) -> None:
    """A new year's yields, by province and product; the mean yield is 1.

    spread  standard deviation of the log
    """
    assert state.farm is not None
    yields = state.farm.markets.yields
    products = np.arange(yields.shape[1])
    for place, row in enumerate(state.province_rows):
        luck = normals(today.seed, Stream.YIELD, today.day, products, row)
        yields[place] = np.exp(spread * luck - 0.5 * spread**2)


def others(state: State, rules: Any, today: Today) -> None:
    """The evening's harvest of the whole country."""
    farm = state.farm
    if farm is None:
        return
    if today.day == 0 or today.day_of_year == 0:
        draw_yields(state, rules.harvest.yield_spread, today)
    shelves, keepers, accounts = state.shelves, state.keepers, state.accounts
    platform = state.levels.first_keeper[state.n_levels + 1 :][:2]
    first, end = (int(row) for row in keepers.first_shelf[platform])
    settle_lots(
        farm.lots, farm.farmers, farm.markets, farm.crops, shelves.stock, shelves.product,
        shelves.keeper, shelves.sold, shelves.price, keepers.province, accounts.cash,
        state.ledger, rules.harvest, today, state.buffer("sold_on_platform", end - first), first,
    )  # fmt: skip
    lo, hi = (int(plot) for plot in farm.plots_of_day[today.day % rules.harvest.interval :][:2])
    clears = rules.harvest.season_market == 1 and lo < hi
    if clears:
        first_word, second_word = day_key(today.seed, HARVEST, today.day)
        clear_markets(
            farm.plots, farm.farmers, farm.markets, farm.crops, rules.harvest, first_word,
            second_word, lo, hi,
        )  # fmt: skip
    gather(
        farm.plots, farm.farmers, farm.markets, farm.crops, farm.lots, shelves.stock,
        shelves.keeper, shelves.batch, shelves.unit_cost, keepers.open, accounts.cash,
        accounts.purchases, state.batches.left, state.ledger, rules.harvest, today, lo, hi,
    )  # fmt: skip
    if clears:
        plant(farm.markets, rules.harvest)


PHASE = Phase(
    "harvest",
    __doc__ or "",
    Locality.GLOBAL,
    reads=columns(
        "plots: farmer product broker lot; markets: base_price offer to_broker to_market"
        " platform_shelf; crops: season_first season_days life loss gate_price;"
        "farmers: province; keepers: open province; shelves: keeper product batch sold price"
    ),
    writes=columns(
        "farmers: cash sales costs direct brokered; lots: lines farmer shelf left day;"
        "shelves: stock unit_cost; batches: left; accounts: cash purchases;"
        "markets: taken bought put ordered yields price expected planted;"
        "ledger: money goods outside"
    ),
    chunk=None,
    others=others,
)
