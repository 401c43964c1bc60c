"""Fashions drift, and customers notice prices. A part of the market phase.

Popularity stands still during the warm-up. A shop's customers notice every few days.
"""

import math
from typing import NamedTuple

import numpy as np

from sim.engine.columns import wide
from sim.engine.compiling import compiled, compiled_part
from sim.engine.randomness import Stream, normals
from sim.engine.schedule import Today
from sim.engine.state import State
from sim.rules.tastes import drifted, log_price_effect
from sim.scenario import Scenario


class Settings(NamedTuple):
    """How tastes move."""

    notice_days: int  # days after which a shop's customers have noticed
    elasticity_shop: float  # to a shop's price against its province's mean
    spread: float  # stationary standard deviation of log popularity
    persistence: float  # share of a deviation that is left after notice_days
    grain: int  # grains of goods a unit


def settings_of(scenario: Scenario) -> Settings:
    """Settings of a scenario."""
    demand = scenario.demand
    return Settings(
        demand.notice_days,
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


@compiled
def drift_apart(drift, luck, persistence, spread):
    """Move the log popularities `drift` by the standard normals `luck`, in place."""
    middle = 0.5 * spread**2  # the mean of popularity itself stays
    for i in range(len(drift)):
        drift[i] = drifted(drift[i] + middle, persistence, spread, luck[i]) - middle


@compiled
def average_prices(shelves, keepers, products, shops):
    """Mean price of each product in the shops of each province."""
    mean_price, opening_price = products.mean_price, products.opening_price
    price, product_of = shelves.price, shelves.product
    first_shelf, province_of = keepers.first_shelf, keepers.province
    provinces, kinds = mean_price.shape
    total = np.zeros((provinces, kinds))
    count = np.zeros((provinces, kinds))
    for shop in range(shops):
        province = province_of[shop]
        for i in range(first_shelf[shop], first_shelf[shop + 1]):
            total[province, product_of[i]] += price[i]
            count[province, product_of[i]] += 1.0
    for province in range(provinces):
        for product in range(kinds):
            if count[province, product] > 0.0:
                mean_price[province, product] = total[province, product] / count[province, product]
                if opening_price[province, product] == 0.0:
                    opening_price[province, product] = mean_price[province, product]


@compiled_part
def effects_of_price_levels(mean_price, opening_price, elasticity, effects):
    """Log of a province's demand for each product against that at the opening, into `effects`."""
    for product in range(len(effects)):
        if mean_price[product] > 0.0:
            effects[product] = log_price_effect(
                wide(mean_price[product]), wide(opening_price[product]), elasticity[product]
            )


@compiled
def notice(shelves, keepers, products, settings, day, lo, hi):
    """Customers of those shops of lo..hi-1 whose turn it is look at prices and fashions anew."""
    log_mean, price, product_of = shelves.log_mean, shelves.price, shelves.product
    mean_price, opening_price = products.mean_price, products.opening_price
    drift, popularity, elasticity = products.drift, products.popularity, products.elasticity
    first_shelf, traffic, province_of = keepers.first_shelf, keepers.traffic, keepers.province
    elasticity_shop = settings.elasticity_shop
    usual = np.zeros(len(popularity))
    for product in range(len(popularity)):
        if popularity[product] > 0.0:
            usual[product] = math.log(popularity[product] / settings.grain)
    market = np.zeros(len(popularity))
    place = -1  # the province for which `market` holds
    for shop in range(lo + (day - lo) % settings.notice_days, hi, settings.notice_days):
        province = province_of[shop]
        if province != place:
            place = province
            effects_of_price_levels(
                mean_price[province], opening_price[province], elasticity, market
            )
        for i in range(first_shelf[shop], first_shelf[shop + 1]):
            product = product_of[i]
            own = log_price_effect(
                wide(price[i]), wide(mean_price[province, product]), elasticity_shop
            )
            log_mean[i] = (
                traffic[shop] + usual[product] + drift[province, product] + (own + market[product])
            )
