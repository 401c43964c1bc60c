"""Evening: what is harvested is sold, lot by lot: to a broker, at the market, or to shops."""

from typing import Annotated, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.phase import Over, Phase, act, farming, part
from sim.engine.randomness import Stream, day_key, normals
from sim.engine.schedule import Today
from sim.engine.settings import From, filled
from sim.engine.tables.state import State
from sim.engine.units import (
    by_money_a_grain,
    in_grains,
    in_grains_by_money_a_grain,
    in_money_a_grain,
)
from sim.phases.farm.gathering import fill_stalls, hand_to_shops, reap_plots, sell_the_rest
from sim.phases.farm.growing import clear_markets, plant
from sim.phases.farm.lots import settle_lots
from sim.phases.farm.reaping import WAYS, Gathered
from sim.phases.farm.stall_harvest import clear_stalls
from sim.rules.seasons import in_season
from sim.scenario import Scenario
from sim.scenario.groups.population import PopulationKind

HARVEST = int(Stream.HARVEST)


class Settings(NamedTuple):
    """What farming takes, and what selling costs."""

    # days between two harvests of a plot
    interval: Annotated[int, From("farm.harvest_interval_days")]
    own_use: Annotated[float, From("farm.own_use_share")]  # share of output
    # share of the farm-gate value at opening prices
    inputs: Annotated[float, From("cost.farm_inputs_share")]
    # money a grain, to the wholesale market
    haul: Annotated[float, From("farm.haul_per_kg", in_money_a_grain)]
    market_fee: Annotated[float, From("farm.market_fee")]  # the market's share of the price
    # standard deviation of a year's log yield
    yield_spread: Annotated[float, From("farm.yield_sd")]
    # days that a lot waits on the platform
    wait_days: Annotated[int, From("farm.direct_wait_days")]
    turn: NDArray[np.int64]  # day of the interval that is harvested, by day of the run
    season_market: int  # 1 where a harvest is planted for a price and sold at the price it makes
    # what is planted at an expected price of 0
    supply_intercept: Annotated[float, From("farm.supply_intercept")]
    # what is planted more for a money a grain
    supply_slope: Annotated[float, From("farm.supply_slope", by_money_a_grain)]
    # of the last price in the expected one
    expectation_weight: Annotated[float, From("farm.expectation_weight")]
    # grains that the market takes at a price of 0
    demand_intercept: Annotated[float, From("market.demand_intercept", in_grains)]
    # grains that it takes less for a money a grain
    demand_slope: Annotated[float, From("market.demand_slope", in_grains_by_money_a_grain)]


class Room(NamedTuple):
    """What a harvest works with."""

    # (day of the interval, provinces + 1): plots by day; the last row, a day of nobody's, is empty
    first_plot: NDArray[np.int64]
    sold: NDArray[np.int64]  # (shelves of the platform,): grains that are sold on each
    platform: int  # the first of these shelves
    ripe: NDArray[np.int64]  # (products,): 1 in season
    tonight: Gathered


def makes_its_price(state: State, rules: Any) -> bool:
    """Whether a harvest is planted for a price, and sold at the price that it makes."""
    return state.farm is not None and bool(rules.harvest.season_market)


@part(
    Over.WHOLE,
    reads="crops: season_first season_days",
    needed=farming,
)
def ripen(tables, own, rules, today, piece):
    """What is in season tonight."""
    crops, ripe = tables.farm.crops, own.room.lots.ripe
    for product in range(len(ripe)):
        ripe[product] = in_season(
            today.day_of_year, crops.season_first[product], crops.season_days[product]
        )


@part(
    Over.WHOLE,
    reads="farmers: province; plots: farmer product lot; markets: yields spared planted; crops:"
    " loss",
    writes="markets: price",
    needed=makes_its_price,
)
def make_price(tables, own, rules, today, piece):
    """Markets clear."""
    farm, settings = tables.farm, rules.harvest
    first_plot = own.room.lots.first_plot[settings.turn[today.day]]
    lo, hi = first_plot[0], first_plot[len(first_plot) - 1]
    first, second = day_key(today.seed, HARVEST, today.day)
    if lo < hi:
        clear_markets(farm, settings, (first, second), lo, hi)


@part(
    Over.WHOLE,
    reads="shelves: keeper product batch sold price; batches: first; keepers: province; markets:"
    " price processed; crops: life; sellers: farmer member; stalls: seller province product last"
    " last_day open lines; bazaar: order",
    writes="shelves: stock; batches: left; accounts: cash; ledger: money goods outside; farmers:"
    " cash sales costs direct; lots: lines farmer shelf left day; markets: taken brought ordered;"
    " stalls: stock day; registry: hauled",
    needed=farming,
)
def settle_what_waits(tables, own, rules, today, piece):
    """Lots that wait on the platform are settled, and stalls cleared."""
    farm, settings, room = tables.farm, rules.harvest, own.room.lots
    settle_lots(tables, farm, settings, today, room.sold, room.platform)
    clear_stalls(farm, tables.ledger, settings, today)


@part(
    Over.WHOLE,
    reads="markets: price",
    writes="markets: planted expected",
    needed=makes_its_price,
)
def plant_anew(tables, own, rules, today, piece):
    """Farmers plant for the price that they expect."""
    first_plot = own.room.lots.first_plot[rules.harvest.turn[today.day]]
    if first_plot[0] < first_plot[len(first_plot) - 1]:
        plant(tables.farm.markets, rules.harvest)


def room_of(state: State) -> Room:
    """Room for the lots of any evening."""
    farm = state.farm
    assert farm is not None
    platform = state.shelves_at(state.roles.platform)
    lots, provinces = len(farm.plots.lot), farm.first_plot.shape[1] - 1
    kinds: dict[str, type] = {"luck": np.float64, "chance": np.float64}
    rooms: list[NDArray[Any]] = [
        np.zeros(lots, kinds.get(name, np.int64)) for name in Gathered._fields[1:]
    ]
    tonight = Gathered(np.zeros((provinces, len(WAYS)), np.int64), *rooms)
    ripe = np.zeros(len(farm.crops.life), np.int64)
    sold = np.zeros(platform.stop - platform.start, np.int64)
    first_plot = np.vstack([farm.first_plot, np.zeros_like(farm.first_plot[:1])])
    return Room(first_plot, sold, platform.start, ripe, tonight)


def settings_of(scenario: Scenario, turn: NDArray[np.int64]) -> Settings:
    """Settings of a scenario.

    turn  day of the interval that is harvested, by day of the run
    """
    explicit = scenario.population.kind == PopulationKind.EXPLICIT
    one_market = explicit and scenario.population.brokers == 0
    return filled(Settings, scenario, turn=turn, season_market=int(one_market))


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


def when(state: State, rules: Any, today: Today) -> bool:
    """On the first day, and on New Year's Day."""
    return state.farm is not None and (today.day == 0 or today.day_of_year == 0)


def new_year(state: State, rules: Any, today: Today) -> None:
    """The year's yields."""
    draw_yields(state, rules.harvest.yield_spread, today)


YIELDS = act(
    new_year,
    when,
    writes="markets: yields",
)


PHASE = Phase(
    "harvest",
    __doc__ or "",
    steps=(
        YIELDS,
        make_price,
        ripen,
        (settle_what_waits, reap_plots),
        fill_stalls,
        hand_to_shops,
        sell_the_rest,
        plant_anew,
    ),
)
