"""Day: customers choose a product; how many ask for each is drawn, given, or follows the price."""

import math
from typing import Annotated, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.machine.compiling import compiled_part
from sim.engine.phase import Over, Phase, part
from sim.engine.randomness import MASK, Stream, bits, day_key, fraction, mix
from sim.engine.settings import From, filled
from sim.engine.tables.ledger import whole
from sim.engine.units import in_grains, in_grains_by_money_a_grain, in_logs
from sim.engine.year import DAYS_A_YEAR
from sim.phases.online.counters import draw_shelf_orders
from sim.phases.online.demand import CHOOSE_ANEW, order_of_offers
from sim.phases.online.stall_orders import draw_stall_orders
from sim.rules.continuous_draws import lognormal_grains, uniform_grains
from sim.rules.demand_draws import (
    DrawTable,
    draw_table,
    level_of_mean,
    table_of_chances,
    units_drawn,
)
from sim.rules.linear_curves import demanded_at
from sim.rules.normal_draws import normal_grains
from sim.scenario import Scenario
from sim.scenario.groups.demand import DemandLaw
from sim.scenario.groups.population import PopulationKind
from sim.scenario.groups.stock_choices import Returns

STREAM = int(Stream.DEMAND)
FROM_TABLE = (DemandLaw.POISSON, DemandLaw.NEGATIVE_BINOMIAL)
CONTINUOUS = (DemandLaw.NORMAL, DemandLaw.LOGNORMAL, DemandLaw.UNIFORM)
LARGEST = 2**31 - 1  # grains that a column can hold
# The grid of means, units a day, of the table that the country draws from.
SMALLEST_MEAN, LARGEST_MEAN, MEANS = 0.02, 300.0, 256


class Settings(NamedTuple):
    """How customers are drawn."""

    table: DrawTable
    grain: Annotated[int, From("grain.goods")]  # grains of goods a unit
    # log of a year's growth of demand
    log_income_growth: Annotated[float, From("demand.income_growth", in_logs)]
    given: NDArray[np.int64]  # grains that every shelf is asked for, by counted day; none: drawn
    # linear: grains a day at a price of zero
    intercept: Annotated[float, From("demand.intercept", in_grains)]
    slope: float  # linear: grains a day lost with each money a grain; 0 for the other laws
    continuous: int  # DemandLaw where it is rounded to the grain, else 0; in grains:
    place: float  # normal: mean; lognormal: log of the median; uniform: the lowest
    spread: float  # normal: standard deviation; lognormal: that of the log; uniform: how many
    least: int  # normal: below 0 customers bring goods back
    autocorrelation: Annotated[float, From("demand.autocorrelation")]  # normal: with the day before


@compiled_part
def draw_continuous(demanded, settings, today, lo, hi):
    """Demand of the shelves lo..hi-1 where its law is rounded to the grain.

    demanded  what they were asked for yesterday; on the first day nobody remembers one
    """
    law, place, spread = settings.continuous, settings.place, settings.spread
    kept = settings.autocorrelation if today.day > 0 else 0.0
    new = spread * math.sqrt(1.0 - kept * kept)
    first, second = day_key(today.seed, STREAM, today.day)
    for i in range(lo, hi):
        u, v = fraction(bits(first, second, 2 * i)), fraction(bits(first, second, 2 * i + 1))
        if law == DemandLaw.NORMAL:
            expected = place + kept * (demanded[i] - place)
            demanded[i] = normal_grains(u, v, expected, new, settings.least)
        elif law == DemandLaw.LOGNORMAL:
            demanded[i] = lognormal_grains(u, v, place, spread)
        else:
            demanded[i] = uniform_grains(u, place, spread)


@part(
    Over.SHOPS,
    reads="shelves: listed log_mean price",
    writes="shelves: demanded",
)
def draw(tables, own, rules, today, piece):
    """Draw today's demand of shelves, in grains."""
    draw_demand(tables.shelves, rules.demand, today, piece.lo, piece.hi)


@compiled_part
def draw_demand(shelves, settings, today, lo, hi):
    """Today's demand of the shelves lo..hi-1, in grains."""
    demanded, listed = shelves.demanded[lo:hi], shelves.listed[lo:hi]
    day = max(today.counting_day, 0)
    if len(settings.given) > 0:
        demanded[:] = settings.given[day]
        return
    if settings.slope > 0.0:
        price, intercept, slope = shelves.price[lo:hi], settings.intercept, settings.slope
        for i in range(hi - lo):
            demanded[i] = listed[i] * whole(demanded_at(price[i], intercept, slope))
        return
    if settings.continuous:
        draw_continuous(shelves.demanded, settings, today, lo, hi)
        return
    log_mean = shelves.log_mean[lo:hi]
    table, grain = settings.table, settings.grain
    log_day = settings.log_income_growth * day / DAYS_A_YEAR
    low, per_step, step, levels = table.log_low, table.per_step, table.step, table.levels
    first, thresholds, guides = table.first, table.thresholds, table.guides
    first_word, second_word = day_key(today.seed, STREAM, today.day)
    # Two loops, because the search in the table would keep the first from running many at a time.
    level_of = np.empty(hi - lo, np.int64)
    random_bits = np.empty(hi - lo, np.int64)
    for i in range(hi - lo):
        luck = mix((lo + i) ^ first_word)
        level_of[i] = level_of_mean(log_mean[i] + log_day, luck, low, per_step, step, levels)
        random_bits[i] = mix((luck + second_word) & MASK)
    for i in range(hi - lo):
        units = units_drawn(random_bits[i], level_of[i], first, thresholds, guides)
        demanded[i] = grain * listed[i] * units


def given_demand(scenario: Scenario, days: int) -> NDArray[np.int64]:
    """Grains that every shelf is asked for on each of the days that count; none where drawn."""
    demand, goods = scenario.demand, scenario.grain.goods
    if demand.law == DemandLaw.STEP:
        units = [
            demand.step_mean if day + 1 >= demand.step_day else demand.mean for day in range(days)
        ]
    elif demand.law == DemandLaw.SERIES:
        units = [demand.series[day % len(demand.series)] for day in range(days)]
    else:
        units = []
    return np.array([round(wanted * goods) for wanted in units], np.int64)


def place_and_spread(scenario: Scenario) -> tuple[float, float]:
    """Where a law that is rounded to the grain lies, and how wide it is, as `Settings` has them."""
    demand, goods = scenario.demand, scenario.grain.goods
    if demand.law == DemandLaw.UNIFORM:
        lowest, highest = round(demand.lowest * goods), round(demand.highest * goods)
        return float(lowest), float(highest - lowest + 1)
    if demand.law == DemandLaw.LOGNORMAL:
        variance_of_log = math.log1p((demand.sd / demand.mean) ** 2)
        return math.log(demand.mean * goods) - 0.5 * variance_of_log, math.sqrt(variance_of_log)
    return demand.mean * goods, demand.sd * goods


def settings_of(scenario: Scenario, table: DrawTable, days: int) -> Settings:
    """Settings of a scenario of which so many days count."""
    demand, grain = scenario.demand, scenario.grain
    slope = in_grains_by_money_a_grain(demand.slope, grain)
    place, spread = place_and_spread(scenario)
    return filled(
        Settings,
        scenario,
        table=table,
        given=given_demand(scenario, days),
        slope=slope if demand.law == DemandLaw.LINEAR else 0.0,
        continuous=int(demand.law) if demand.law in CONTINUOUS else 0,
        place=place,
        spread=spread,
        least=-LARGEST if scenario.stock.returns[0] == Returns.ALLOWED else 0,
    )


def table_of(scenario: Scenario) -> DrawTable:
    """The table that demand is drawn from: one mean for a textbook case, a grid for the country."""
    demand = scenario.demand
    if demand.law == DemandLaw.CHANCES:
        return table_of_chances(demand.chances)
    if scenario.population.kind == PopulationKind.EXPLICIT:
        mean = demand.mean if demand.law in FROM_TABLE else 1.0
        return draw_table(demand.law, demand.variance_to_mean, mean, mean, mean, 1)
    return draw_table(demand.law, demand.variance_to_mean, 1.0, SMALLEST_MEAN, LARGEST_MEAN, MEANS)


PHASE = Phase(
    "demand",
    __doc__ or "",
    steps=(
        CHOOSE_ANEW,
        draw_shelf_orders,
        draw,
        order_of_offers,
        draw_stall_orders,
    ),
)
