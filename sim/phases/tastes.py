"""Fashions drift, and customers notice prices. A part of the market phase.

Popularity stands still during the warm-up. A shop's customers notice every few days, what it asked
for that day against the mean of the shops around.
"""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.columns import wide
from sim.engine.compiling import compiled_part
from sim.engine.randomness import Stream, bits, day_key, fraction, index_of
from sim.rules.normal_draws import standard_normal
from sim.rules.tastes import drifted, log_price_effect
from sim.scenario import Scenario
from sim.scenario.groups.population import PopulationKind

STREAM = int(Stream.DRIFT)


class Settings(NamedTuple):
    """How tastes move."""

    notice_days: int  # days after which a shop's customers have noticed; 0: never
    elasticity_shop: float  # to a shop's price against its province's mean
    spread: float  # stationary standard deviation of log popularity
    persistence: float  # share of a deviation that is left after notice_days
    grain: int  # grains of goods a unit
    province_rows: NDArray[np.int64]  # (provinces,): place of each among the 31


def settings_of(scenario: Scenario, province_rows: tuple[int, ...]) -> Settings:
    """Settings of a scenario; province_rows: place of each of its provinces among the 31."""
    demand = scenario.demand
    country = scenario.population.kind == PopulationKind.PROVINCES
    return Settings(
        demand.notice_days if country else 0,
        demand.elasticity_shop,
        demand.drift_sd,
        0.5 ** (demand.notice_days / demand.drift_half_life_days),
        scenario.grain.goods,
        np.array(province_rows, np.int64),
    )


@compiled_part
def move_fashions(drift, settings, today, row):
    """One step of the log popularity of every product in a province.

    drift  float32 (products,), changed in place; row: place of the province among the 31
    """
    first, second = day_key(today.seed, STREAM, today.day + 1)
    middle = 0.5 * settings.spread**2  # the mean of popularity itself stays
    for product in range(len(drift)):
        u = fraction(bits(first, second, index_of(product, 2 * row)))
        v = fraction(bits(first, second, index_of(product, 2 * row + 1)))
        luck, deviation = standard_normal(u, v), drift[product] + middle
        drift[product] = drifted(deviation, settings.persistence, settings.spread, luck) - middle


@compiled_part
def average_prices(shelves, products, province, lo, hi):
    """Mean price of each product on the shelves lo..hi-1, which are those of a province's shops."""
    mean_price, opening_price = products.mean_price[province], products.opening_price[province]
    price, product_of = shelves.price[lo:hi], shelves.product[lo:hi]
    total, count = np.zeros(len(mean_price)), np.zeros(len(mean_price), np.int64)
    for i in range(hi - lo):
        total[product_of[i]] += price[i]
        count[product_of[i]] += 1
    for product in range(len(mean_price)):
        if count[product] > 0:
            mean_price[product] = total[product] / count[product]
            if opening_price[product] == 0.0:
                opening_price[product] = mean_price[product]


@compiled_part
def find_appeal(products, grain, province):
    """What customers of a mean shop of a province want at its mean prices, and its fashions.

    grain  grains of goods a unit
    """
    mean_price, opening_price = products.mean_price[province], products.opening_price[province]
    popularity, elasticity = products.popularity, products.elasticity
    drift, appeal = products.drift[province], products.appeal[province]
    for product in range(len(popularity)):
        if popularity[product] > 0.0:
            appeal[product] = math.log(popularity[product] / grain) + wide(drift[product])
        if mean_price[product] > 0.0:
            appeal[product] += log_price_effect(
                wide(mean_price[product]), wide(opening_price[product]), elasticity[product]
            )


@compiled_part
def look_around(team, tables, settings, today):
    """Every round of the customers, fashions and mean prices move on; threads share provinces."""
    if settings.notice_days == 0 or today.day % settings.notice_days > 0:
        return
    shelves, keepers, products = tables.shelves, tables.keepers, tables.products
    province_of = keepers.province[: tables.levels.first_keeper[1]]
    for province in range(team.rank, len(products.appeal), team.size):
        if today.counting:
            row = settings.province_rows[province]
            move_fashions(products.drift[province], settings, today, row)
        first = np.searchsorted(province_of, province)  # shops stand province by province
        end = np.searchsorted(province_of, province + 1)
        lo, hi = keepers.first_shelf[first], keepers.first_shelf[end]
        average_prices(shelves, products, province, lo, hi)
        find_appeal(products, settings.grain, province)


@compiled_part
def notice(shelves, keepers, products, cells, settings, day, lo, hi):
    """Customers of those shops of lo..hi-1 whose turn it is look at prices and fashions anew."""
    kept = cells.kept
    log_mean, price, product_of = shelves.log_mean, shelves.price, shelves.product
    kind, cell_of = products.online, keepers.cell
    first_shelf, elasticity = keepers.first_shelf, settings.elasticity_shop
    for shop in range(lo + (day - lo) % settings.notice_days, hi, settings.notice_days):
        province, cell = keepers.province[shop], cell_of[shop]
        traffic = wide(keepers.traffic[shop]) + cells.purse[cell]
        mean_price, appeal = products.mean_price[province], products.appeal[province]
        for i in range(first_shelf[shop], first_shelf[shop + 1]):
            product = product_of[i]
            own = log_price_effect(wide(price[i]), wide(mean_price[product]), elasticity)
            log_mean[i] = traffic + appeal[product] + own + kept[kind[product], cell]
