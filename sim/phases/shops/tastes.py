"""Fashions drift, and customers notice prices. A part of the market phase.

Popularity stands still during the warm-up. The customers of a neighbourhood notice every few days,
what its shops asked for that day.
"""

from typing import Annotated, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.machine.compiling import compiled_part
from sim.engine.phase import Over, part
from sim.engine.randomness import Stream, bits, day_key, fraction, index_of
from sim.engine.settings import From, filled
from sim.engine.tables.state import State
from sim.phases.shops.neighbours import choose
from sim.rules.normal_draws import standard_normal
from sim.rules.tastes import drifted, find_appeal
from sim.scenario import Scenario
from sim.scenario.groups.population import PopulationKind

STREAM = int(Stream.DRIFT)


class Settings(NamedTuple):
    """How tastes move."""

    notice_days: int  # days after which customers have noticed; 0: never
    # stationary standard deviation of log popularity
    drift_spread: Annotated[float, From("demand.drift_sd")]
    persistence: float  # share of a deviation that is left after notice_days
    grain: Annotated[int, From("grain.goods")]  # grains of goods a unit
    province_rows: NDArray[np.int64]  # (provinces,): place of each among the 31


def settings_of(scenario: Scenario, province_rows: tuple[int, ...]) -> Settings:
    """Settings of a scenario; province_rows: place of each of its provinces among the 31."""
    demand = scenario.demand
    country = scenario.population.kind == PopulationKind.PROVINCES
    return filled(
        Settings,
        scenario,
        notice_days=demand.notice_days if country else 0,
        persistence=0.5 ** (demand.notice_days / demand.drift_half_life_days),
        province_rows=np.array(province_rows, np.int64),
    )


@compiled_part
def move_fashions(drift, settings, today, row):
    """One step of the log popularity of every product in a province.

    drift  float32 (products,), changed in place; row: place of the province among the 31
    """
    first, second = day_key(today.seed, STREAM, today.day + 1)
    middle = 0.5 * settings.drift_spread**2  # the mean of popularity itself stays
    for product in range(len(drift)):
        u = fraction(bits(first, second, index_of(product, 2 * row)))
        v = fraction(bits(first, second, index_of(product, 2 * row + 1)))
        luck, deviation = standard_normal(u, v), drift[product] + middle
        now = drifted(deviation, settings.persistence, settings.drift_spread, luck)
        drift[product] = now - middle


def customers_notice(state: State, rules: Any) -> bool:
    """Whether customers take notice of prices and fashions at all."""
    return bool(rules.tastes.notice_days)


@part(
    Over.PROVINCES,
    reads="products: category retail_price popularity",
    writes="products: drift appeal",
    needed=customers_notice,
)
def look_around(tables, own, rules, today, piece):
    """Every round of the customers, the fashions of a province move on."""
    settings, products, province = rules.tastes, tables.products, piece.number
    if today.day % settings.notice_days > 0:
        return
    drift = products.drift[province]
    if today.counting:
        move_fashions(drift, settings, today, settings.province_rows[province])
    find_appeal(
        products.popularity,
        settings.grain,
        products.retail_price,
        products.category,
        drift,
        products.appeal[province],
    )


@compiled_part
def notice(tables, settings, choice, day, lo, hi):
    """Customers of those neighbourhoods of the shops lo..hi-1 whose turn it is choose anew.

    choice  neighbours.Settings
    """
    keepers = tables.keepers
    first = lo
    while first < hi:
        end = keepers.end_neighbour[first]
        if (day - first) % settings.notice_days == 0:
            choose(tables, choice, choice.seeing, first, end)
        first = end
