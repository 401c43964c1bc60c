"""Evening: what is harvested is sold, lot by lot: to a broker, at the market, or to shops."""

from typing import Any, NamedTuple

import numpy as np

from sim.engine.compiling import compiled, compiled_part
from sim.engine.ledger import Flow, GoodsFlow, Sector, whole
from sim.engine.phase import Locality, Phase, columns
from sim.engine.randomness import Stream, bits, day_key, fraction, normals
from sim.engine.schedule import Today
from sim.engine.state import State
from sim.phases.growing import clear_markets, plant, reaped
from sim.rules.seasons import in_season
from sim.rules.stock_by_age import add
from sim.scenario import Scenario
from sim.scenario.groups.population import PopulationKind

HARVEST, CHANNEL = int(Stream.HARVEST), int(Stream.CHANNEL)
FARMERS, BROKERS = int(Sector.FARMERS), int(Sector.BROKERS)
MATERIALS, CARRIERS = int(Sector.MATERIALS), int(Sector.CARRIERS)
WET_MARKETS, PROCESSORS = int(Sector.WET_MARKETS), int(Sector.PROCESSORS)
FARM_INPUTS, HAULAGE, MARKET_FEE = int(Flow.FARM_INPUTS), int(Flow.HAULAGE), int(Flow.MARKET_FEE)
AT_FARM_GATE = int(Flow.PRODUCE_AT_FARM_GATE)
TO_MARKETS, TO_PROCESSORS = int(Flow.PRODUCE_TO_MARKETS), int(Flow.PRODUCE_TO_PROCESSORS)
HARVESTED, OWN_USE = int(GoodsFlow.HARVESTED), int(GoodsFlow.OWN_USE)
LOST_ON_FARM, SOLD_OUTSIDE = int(GoodsFlow.LOST_ON_FARM), int(GoodsFlow.SOLD_OUTSIDE)
SPOILED = int(GoodsFlow.SPOILED)


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


@compiled_part
def sell_at_market(farmers, markets, ledger, settings, today, farmer, province, product, quantity):
    """A farmer takes a lot to the province's wholesale market; below the floor processors buy."""
    least = markets.base_price[province, product] * settings.floor
    posted = markets.price[province, product]
    value = whole(quantity * max(posted, least))
    buyer, flow = WET_MARKETS, TO_MARKETS
    if posted <= least:
        buyer, flow = PROCESSORS, TO_PROCESSORS
    fee, haul = whole(value * settings.fee), whole(quantity * settings.haul)
    farmers.cash[farmer] += value - fee - haul
    ledger.outside[buyer] -= value
    ledger.outside[WET_MARKETS] += fee
    ledger.outside[CARRIERS] += haul
    ledger.money[flow, buyer, FARMERS] += value
    ledger.money[MARKET_FEE, FARMERS, WET_MARKETS] += fee
    ledger.money[HAULAGE, FARMERS, CARRIERS] += haul
    ledger.goods[SOLD_OUTSIDE, product] += quantity
    markets.taken[province, product] += quantity
    farmers.sales[farmer] += today.counting * value
    farmers.costs[farmer] += today.counting * (fee + haul)


@compiled
def gather(
    plots,
    farmers,
    markets,
    crops,
    lots,
    shelves,
    keepers,
    accounts,
    batches,
    ledger,
    settings,
    today,
    lo,
    hi,
):
    """Harvest the plots lo..hi-1, those whose day it is, and sell what the household can spare."""
    first, second = day_key(today.seed, HARVEST, today.day)
    third, fourth = day_key(today.seed, CHANNEL, today.day)
    for plot in range(lo, hi):
        product = plots.product[plot]
        if not in_season(
            today.day_of_year, crops.season_first[product], crops.season_days[product]
        ):
            continue
        farmer = plots.farmer[plot]
        province = farmers.province[farmer]
        harvest, kept, lost = reaped(
            plots, markets, crops, settings, first, second, plot, province, product
        )
        quantity = harvest - kept - lost
        ledger.goods[HARVESTED, product] += harvest
        ledger.goods[OWN_USE, product] += kept
        ledger.goods[LOST_ON_FARM, product] += lost
        inputs = whole(quantity * crops.gate_price[product] * settings.inputs)
        farmers.cash[farmer] -= inputs
        ledger.outside[MATERIALS] += inputs
        ledger.money[FARM_INPUTS, FARMERS, MATERIALS] += inputs
        farmers.costs[farmer] += today.counting * inputs
        if quantity == 0:
            continue
        u = fraction(bits(third, fourth, plot))
        line = lots.lines[0]
        if u >= markets.to_market[province, product] and line < len(lots.shelf):
            shelf = markets.platform_shelf[province, product]
            lots.farmer[line] = farmer
            lots.shelf[line] = shelf
            lots.left[line] = quantity
            lots.day[line] = today.day
            lots.lines[0] = line + 1
            shelves.stock[shelf] += quantity
            markets.put[province, product] += quantity
            continue
        i = plots.broker[plot]
        price = markets.offer[province, product]
        value = whole(quantity * price)
        wanted = u < markets.to_broker[province, product] and keepers.open[shelves.keeper[i]] == 1
        if not wanted or accounts.cash[shelves.keeper[i]] < value:
            sell_at_market(
                farmers, markets, ledger, settings, today, farmer, province, product, quantity
            )
            continue
        broker = shelves.keeper[i]
        shelves.unit_cost[i] = price
        shelves.stock[i] += quantity
        row = shelves.batch[i]
        if row >= 0:
            add(batches.left[row], today.day, today.day + crops.life[product] - 1, quantity)
        accounts.cash[broker] -= value
        farmers.cash[farmer] += value
        ledger.money[AT_FARM_GATE, BROKERS, FARMERS] += value
        markets.bought[province, product] += quantity
        if today.counting:
            accounts.purchases[broker] += value
            farmers.sales[farmer] += value
            farmers.brokered[farmer] += value


@compiled
def settle_lots(
    lots, farmers, markets, crops, shelves, keepers, accounts, ledger, settings, today, sold
):
    """Pay the farmers whose lots shops have ordered tonight; take back or write off what is old.

    sold  int64 (shelves,): grains that left each platform shelf tonight; counted down to 0 here
    """
    kept = 0
    for line in range(lots.lines[0]):
        farmer, shelf, left = lots.farmer[line], lots.shelf[line], lots.left[line]
        product, seller = shelves.product[shelf], shelves.keeper[shelf]
        province = keepers.province[seller]
        taken = min(left, sold[shelf])
        if taken > 0:
            # Lines were rounded one by one: the till pays out no more than it took.
            value = min(int(taken * shelves.price[shelf]), accounts.cash[seller])
            sold[shelf] -= taken
            markets.ordered[province, product] += taken
            accounts.cash[seller] -= value
            farmers.cash[farmer] += value
            farmers.sales[farmer] += today.counting * value
            farmers.direct[farmer] += today.counting * value
            left -= taken
        age = today.day - lots.day[line]
        if left > 0 and age >= crops.life[product] - 1:
            shelves.stock[shelf] -= left
            ledger.goods[SPOILED, product] += left
            left = 0
        elif left > 0 and age >= settings.wait:
            shelves.stock[shelf] -= left
            sell_at_market(
                farmers, markets, ledger, settings, today, farmer, province, product, left
            )
            left = 0
        if left > 0:
            lots.farmer[kept] = farmer
            lots.shelf[kept] = shelf
            lots.left[kept] = left
            lots.day[kept] = lots.day[line]
            kept += 1
    lots.lines[0] = kept


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
    sold = state.buffer("sold_on_platform", len(state.shelves.stock))
    sold[:] = state.shelves.sold
    settle_lots(
        farm.lots, farm.farmers, farm.markets, farm.crops, state.shelves, state.keepers,
        state.accounts, state.ledger, rules.harvest, today, sold,
    )  # fmt: skip
    lo, hi = (int(plot) for plot in farm.plots_of_day[today.day % rules.harvest.interval :][:2])
    clears = rules.harvest.season_market == 1 and lo < hi
    if clears:
        first, second = day_key(today.seed, HARVEST, today.day)
        clear_markets(
            farm.plots, farm.farmers, farm.markets, farm.crops, rules.harvest, first, second, lo, hi
        )
    gather(
        farm.plots, farm.farmers, farm.markets, farm.crops, farm.lots, state.shelves,
        state.keepers, state.accounts, state.batches, state.ledger, rules.harvest, today,
        lo, hi,
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
