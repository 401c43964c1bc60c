"""Fashions drift, and customers notice prices. A part of the market phase.

Popularity stands still during the warm-up. A shop's customers notice every few days, what it asked
for that day against the mean of the shops around.
"""

import math
from typing import NamedTuple

import numpy as np

from sim.engine.columns import wide
from sim.engine.compiling import compiled, compiled_part
from sim.engine.doors import door
from sim.engine.randomness import Stream, normals
from sim.engine.schedule import Today
from sim.engine.state import State
from sim.rules.tastes import drifted, log_price_effect
from sim.scenario import Scenario
from sim.scenario.groups.population import PopulationKind


class Settings(NamedTuple):
    """How tastes move."""

    notice_days: int  # days after which a shop's customers have noticed; 0: never
    elasticity_shop: float  # to a shop's price against its province's mean
    spread: float  # stationary standard deviation of log popularity
    persistence: float  # share of a deviation that is left after notice_days
    grain: int  # grains of goods a unit


def settings_of(scenario: Scenario) -> Settings:
    """Settings of a scenario."""
    demand = scenario.demand
    country = scenario.population.kind == PopulationKind.PROVINCES
    return Settings(
        demand.notice_days if country else 0,
        demand.elasticity_shop,
        demand.drift_sd,
        0.5 ** (demand.notice_days / demand.drift_half_life_days),
        scenario.grain.goods,
    )


def move_fashions(state: State, settings: Settings, today: Today) -> None:
    """One step of every product's popularity in every province."""
    drift = state.products.drift
    products = np.tile(np.arange(drift.shape[1]), len(drift))
    rows = np.repeat(np.asarray(state.province_rows, np.int64), drift.shape[1])
    luck = normals(today.seed, Stream.DRIFT, today.day + 1, products, rows)
    drift_apart(drift.reshape(-1), luck, settings.persistence, settings.spread)


@door
@compiled
def drift_apart(drift, luck, persistence, spread):
    """Move the log popularities `drift` by the standard normals `luck`, in place."""
    middle = 0.5 * spread**2  # the mean of popularity itself stays
    for i in range(len(drift)):
        drift[i] = drifted(drift[i] + middle, persistence, spread, luck[i]) - middle


@door
@compiled
def average_prices(tables, shops):
    """Mean price of each product in the shops of each province."""
    shelves, keepers, products = tables.shelves, tables.keepers, tables.products
    mean_price, opening_price = products.mean_price, products.opening_price
    price, product_of = shelves.price, shelves.product
    first_shelf, province_of = keepers.first_shelf, keepers.province
    provinces, kinds = mean_price.shape
    total, count = np.zeros((provinces, kinds)), np.zeros((provinces, kinds), np.int64)
    for shop in range(shops):
        total_here, count_here = total[province_of[shop]], count[province_of[shop]]
        for i in range(first_shelf[shop], first_shelf[shop + 1]):
            total_here[product_of[i]] += price[i]
            count_here[product_of[i]] += 1
    for province in range(provinces):
        for product in range(kinds):
            if count[province, product] > 0:
                mean_price[province, product] = total[province, product] / count[province, product]
                if opening_price[province, product] == 0.0:
                    opening_price[province, product] = mean_price[province, product]


@door
@compiled
def find_appeal(tables, grain):
    """What customers of a mean shop of each province want at its mean prices, and its fashions.

    grain  grains of goods a unit
    """
    products = tables.products
    mean_price, opening_price = products.mean_price, products.opening_price
    popularity, elasticity = products.popularity, products.elasticity
    drift, appeal = products.drift, products.appeal
    for province in range(len(appeal)):
        for product in range(len(popularity)):
            if popularity[product] > 0.0:
                appeal[province, product] = math.log(popularity[product] / grain) + wide(
                    drift[province, product]
                )
            if mean_price[province, product] > 0.0:
                appeal[province, product] += log_price_effect(
                    wide(mean_price[province, product]),
                    wide(opening_price[province, product]),
                    elasticity[product],
                )


@compiled_part
def notice(shelves, keepers, products, kept, settings, day, lo, hi):
    """Customers of those shops of lo..hi-1 whose turn it is look at prices and fashions anew.

    kept  float64 (online categories, cells): log of customers that shops have kept
    """
    log_mean, price, product_of = shelves.log_mean, shelves.price, shelves.product
    kind, cell_of = products.online, keepers.cell
    first_shelf, elasticity = keepers.first_shelf, settings.elasticity_shop
    for shop in range(lo + (day - lo) % settings.notice_days, hi, settings.notice_days):
        province, traffic = keepers.province[shop], wide(keepers.traffic[shop])
        mean_price, appeal = products.mean_price[province], products.appeal[province]
        for i in range(first_shelf[shop], first_shelf[shop + 1]):
            product = product_of[i]
            own = log_price_effect(wide(price[i]), wide(mean_price[product]), elasticity)
            log_mean[i] = traffic + appeal[product] + own + kept[kind[product], cell_of[shop]]
