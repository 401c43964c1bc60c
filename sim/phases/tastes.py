"""Fashions drift, and customers notice prices. A part of the market phase.

Popularity stands still during the warm-up. A shop's customers notice every few days.
"""

import math
from typing import NamedTuple

import numpy as np

from sim.engine.columns import wide
from sim.engine.compiling import compiled
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
    middle = 0.5 * settings.spread**2  # the mean of popularity itself stays
    products = np.arange(drift.shape[1])
    for place, row in enumerate(state.province_rows):
        luck = normals(today.seed, Stream.DRIFT, today.day + 1, products, row)
        for product in products:
            deviation = float(drift[place, product]) + middle
            drift[place, product] = (
                drifted(deviation, settings.persistence, settings.spread, luck[product]) - middle
            )


@compiled
def average_prices(shelves, keepers, products, shops):
    """Mean price of each product in the shops of each province."""
    provinces, kinds = products.mean_price.shape
    total = np.zeros((provinces, kinds))
    count = np.zeros((provinces, kinds))
    price, product_of = shelves.price, shelves.product
    for shop in range(shops):
        province = keepers.province[shop]
        for i in range(keepers.first_shelf[shop], keepers.first_shelf[shop + 1]):
            total[province, product_of[i]] += price[i]
            count[province, product_of[i]] += 1.0
    for province in range(provinces):
        for product in range(kinds):
            if count[province, product] > 0.0:
                products.mean_price[province, product] = (
                    total[province, product] / count[province, product]
                )
                if products.opening_price[province, product] == 0.0:
                    products.opening_price[province, product] = products.mean_price[
                        province, product
                    ]


@compiled
def notice(shelves, keepers, products, settings, today, shops):
    """Customers of the shops whose turn it is look at prices and fashions anew."""
    log_mean, price, product_of = shelves.log_mean, shelves.price, shelves.product
    mean_price, opening_price = products.mean_price, products.opening_price
    drift, popularity, elasticity = products.drift, products.popularity, products.elasticity
    first_shelf, traffic = keepers.first_shelf, keepers.traffic
    for shop in range(today.day % settings.notice_days, shops, settings.notice_days):
        province = keepers.province[shop]
        for i in range(first_shelf[shop], first_shelf[shop + 1]):
            product = product_of[i]
            effect = log_price_effect(
                wide(price[i]),
                wide(mean_price[province, product]),
                wide(opening_price[province, product]),
                settings.elasticity_shop,
                elasticity[product],
            )
            usual = math.log(popularity[product] / settings.grain)
            log_mean[i] = traffic[shop] + usual + drift[province, product] + effect
