"""Customers at the opening: what they want, what they like, and which shelf near them it falls to.

So many units of each category are asked for as the catalogue's popularity says of what shops carry;
they are divided between neighbourhoods by their people, and in these as customers choose.
"""

import numpy as np

from sim.engine.randomness import Stream, normals
from sim.engine.shelf_tables import Shelves
from sim.engine.tables import Products
from sim.rules.goods_prices import usual_elasticity
from sim.rules.nested_choice import elasticity_within, log_taste, wanted_at_usual_prices
from sim.rules.tastes import find_appeal
from sim.scenario import Scenario
from sim.world.arrays import Floats
from sim.world.nation import Nation
from sim.world.traders import mean_of_category


def scale_popularity(
    scenario: Scenario, nation: Nation, shelves: Shelves, products: Products
) -> Floats:
    """Mean units a day of each shop shelf if all were asked for what is popular nationally.

    The mean over all shops is demand.units_per_shop on the opening assortment, and
    demand.produce_per_shop for produce. From here on popularity is what a shop of size 1 is asked
    for a day.
    """
    catalogue, shops = nation.miniature.catalogue, nation.miniature.shops
    rows = nation.shelves(0)
    shop, product = shelves.keeper[rows], shelves.product[rows]
    packaged = catalogue.packaged[product]
    popularity = products.popularity[product].astype(float)
    size = shops.demand[shop]
    units_of_kind = np.zeros(len(products.popularity))
    mean = np.zeros(len(product))
    wanted = {True: scenario.demand.units_per_shop, False: scenario.demand.produce_per_shop}
    for kind, units in wanted.items():
        of_kind = packaged == kind
        weight = size[of_kind] * popularity[of_kind]
        total = units * shops.demand.sum()
        factor = total / weight.sum() if weight.sum() else 0.0
        mean[of_kind] = weight * factor
        units_of_kind[catalogue.packaged == kind] = factor
    products.popularity[:] *= units_of_kind * scenario.grain.goods
    return mean


def find_elasticities(
    scenario: Scenario, nation: Nation, shelves: Shelves, products: Products
) -> None:
    """How customers answer prices: as the usual markup says of a shop in a usual neighbourhood."""
    markup = mean_of_category(products, products.shop_markup.astype(float))
    shops = scenario.population.shops_per_neighbourhood
    share = 1.0 / shops if shops > 1 else 0.0
    for product in range(len(markup)):
        products.shop_elasticity[product] = elasticity_within(
            usual_elasticity(float(markup[product])), share, float(products.elasticity[product])
        )
    usual = np.array([usual_elasticity(each) for each in products.shop_markup.tolist()])
    shelves.elasticity[nation.shelves(0)] = usual[shelves.product[nation.shelves(0)]]


def settle_customers(
    scenario: Scenario, seed: int, nation: Nation, shelves: Shelves, products: Products
) -> Floats:
    """Mean units a day of each shop shelf, as customers of its neighbourhood choose."""
    find_elasticities(scenario, nation, shelves, products)
    usual = scale_popularity(scenario, nation, shelves, products)
    grain, growth = scenario.grain.goods, scenario.demand.variety_growth
    for place in range(len(products.appeal)):
        find_appeal(
            products.popularity / np.float32(grain), products.retail_price, products.category,
            products.drift[place], products.appeal[place],
        )  # fmt: skip
    rows, shops = nation.shelves(0), nation.miniature.shops
    shop, product = shelves.keeper[rows], shelves.product[rows]
    category, neighbourhood = products.category[product], shops.neighbourhood[shop]
    luck = normals(seed, Stream.TASTE, 0, shop, product)
    taste = log_taste(luck, scenario.demand.shop_taste_sd)
    shelves.taste[rows] = taste
    appeal = products.appeal[shops.province[shop], product]
    liked = np.where(usual > 0.0, shops.demand[shop] * np.exp(appeal + taste), 0.0)

    nest = neighbourhood.astype(np.int64) * len(products.category) + category
    worth = np.bincount(nest, liked * grain * products.retail_price[product])[nest]
    people = np.bincount(shops.neighbourhood, shops.demand)[neighbourhood]
    carried = worth > 0.0
    share = np.zeros(len(product))
    a_head = wanted_at_usual_prices(1.0, people[carried], worth[carried], growth)
    share[carried] = liked[carried] * a_head / worth[carried]
    # So many of each category as popularity and the fashions of today make of the assortments.
    fashion = np.exp(products.drift[shops.province[shop], product])
    asked = np.bincount(category, usual * fashion, len(products.category))
    divided = np.bincount(category, share, len(products.category))
    popular = products.popularity * products.retail_price
    all_of_it = np.bincount(products.category, popular, len(products.category))
    wanted = np.where(divided > 0.0, asked / np.maximum(divided, 1e-300), all_of_it ** (1 - growth))
    products.wanted[:] = wanted[products.category]
    result: Floats = share * wanted[category]
    return result
