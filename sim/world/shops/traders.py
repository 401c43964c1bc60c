"""Products and keepers of the country at the opening."""

import numpy as np

from sim.engine.randomness import Stream, normals, uniforms
from sim.engine.speeds import SPEEDS
from sim.engine.tables.columns import allocate
from sim.engine.tables.firms import Keepers
from sim.engine.tables.goods import Products
from sim.engine.tables.online import FOOD, OTHER
from sim.scenario import Scenario
from sim.world.arrays import Floats
from sim.world.opening.nation import Nation
from sim.world.shops.assortment import weight_of_produce


def fill_products(scenario: Scenario, seed: int, nation: Nation) -> Products:
    """Prices at the producer's gate and in the shops, weights, shelf lives, opening popularity."""
    catalogue, country = nation.miniature.catalogue, nation.miniature.country
    grain, demand = scenario.grain, scenario.demand
    money = grain.money / grain.goods
    rows, provinces = len(catalogue), len(country)
    by_province = dict.fromkeys(("drift", "appeal"), (provinces, rows))
    products = allocate(Products, rows, **by_province)
    products.category[:] = catalogue.category
    products.online[:] = np.where(catalogue.no_food[catalogue.category], OTHER, FOOD)
    products.produce[:] = ~catalogue.packaged
    products.weight[:] = catalogue.weight / grain.goods
    products.shelf_life[:] = catalogue.shelf_life
    products.ages[:] = catalogue.shelf_life <= scenario.stock.ageing_limit_days
    products.fetched[:] = ~catalogue.packaged | (products.ages == 1)
    products.daily_loss[:] = catalogue.loss_per_transit_day
    products.case[:] = catalogue.case_size * grain.goods
    products.maker_price[:] = catalogue.producer_price * money
    products.retail_price[:] = catalogue.retail_price * money
    products.choke[:] = products.retail_price * (1.0 + 1.0 / scenario.price.choke_elasticity)
    produce = weight_of_produce(
        catalogue, scenario.market.storage_share, scenario.population.produce_minimum_life_days
    )
    products.popularity[:] = np.where(catalogue.packaged, catalogue.popularity, produce)
    products.elasticity[:] = mean_of_category(products, catalogue.elasticity)
    for place, row in enumerate(country.rows.tolist()):
        luck = normals(seed, Stream.DRIFT, 0, np.arange(rows), row)
        products.drift[place] = demand.drift_sd * luck - 0.5 * demand.drift_sd**2
    return products


def mean_of_category(products: Products, values: Floats) -> Floats:
    """For each product the mean of its category, by what shops sell of each kind in money.

    Where they sell none, all kinds weigh the same.
    """
    category = products.category
    sold = products.popularity.astype(float) * products.retail_price
    weight = np.where(np.bincount(category, sold)[category] > 0.0, sold, 1.0)
    mean = np.bincount(category, weight * values) / np.bincount(category, weight)
    result: Floats = mean[category]
    return result


def fill_keepers(scenario: Scenario, seed: int, nation: Nation) -> Keepers:
    """Who stands where, and who serves whom on credit."""
    mini, blocks = nation.miniature, nation.blocks
    rows = int(nation.first_keeper[-1])
    past = dict.fromkeys(("past_demanded", "past_served"), (len(mini.shops), len(SPEEDS)))
    keepers = allocate(Keepers, rows, first_shelf=(rows + 1,), **past)
    for at, block in enumerate(blocks):
        here = nation.keepers(at)
        keepers.level[here] = block.level
        keepers.sector[here] = block.sector
        keepers.province[here] = block.province
    keepers.open[:] = 1
    middlemen = slice(int(nation.first_keeper[1]), int(nation.first_keeper[scenario.roles.makers]))
    keepers.open[: len(mini.shops)] = ~mini.shops.vacant
    keepers.open[middlemen] = ~mini.wholesalers.vacant
    keepers.open[nation.keepers(scenario.roles.makers)] = ~mini.makers.vacant
    keepers.open[nation.keepers(scenario.roles.brokers)] = ~mini.brokers.vacant
    keepers.size[:] = 1.0
    keepers.markup_factor[:] = 1.0
    keepers.cell[:] = -1
    shops = mini.shops
    keepers.cell[: len(shops)] = shops.province * 2 + shops.cell
    first = np.searchsorted(shops.neighbourhood, shops.neighbourhood, side="left")
    keepers.first_neighbour[: len(shops)] = first
    keepers.end_neighbour[: len(shops)] = np.searchsorted(
        shops.neighbourhood, shops.neighbourhood, side="right"
    )
    there = np.bincount(shops.neighbourhood, ~shops.vacant)[shops.neighbourhood]
    keepers.alike[: len(shops)] = scenario.population.shops_per_neighbourhood / np.maximum(there, 1)
    keepers.upstream[:] = -1
    keepers.upstream[: len(shops)] = nation.first_keeper[1] + mini.wholesalers.of_shop
    above = mini.wholesalers.above
    keepers.upstream[middlemen] = np.where(above >= 0, nation.first_keeper[1] + above, -1)
    # A neighbourhood is on one round. Where its shops order more often, as fresh produce, they take
    # turns. Middlemen and makers start theirs at random.
    period = scenario.stock.review_period_days[0]
    rounds = uniforms(seed, Stream.ROUND, 0, shops.neighbourhood) * period
    keepers.offset[: len(shops)] = np.floor(rounds) + period * (np.arange(len(shops)) - first)
    later = np.arange(len(shops), rows)
    keepers.offset[later] = 60 * uniforms(seed, Stream.ROUND, 1, later)
    return keepers
