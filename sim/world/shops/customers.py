"""Customers at the opening: what they want, what they like, and which shelf near them it falls to.

So many units of each category are asked for as the catalogue's popularity says of what shops carry;
they are divided between neighbourhoods by their people, and in these as customers choose.
"""

import numpy as np

from sim.engine.randomness import Stream, normals
from sim.engine.speeds import EDGES
from sim.engine.tables.goods import Products
from sim.engine.tables.shelves import Shelves
from sim.rules.goods_prices import usual_elasticity
from sim.rules.nested_choice import elasticity_within, log_taste, wanted_of_nests
from sim.rules.tastes import find_appeal
from sim.scenario import Scenario
from sim.world.arrays import Floats
from sim.world.opening.nation import Nation
from sim.world.shops.traders import mean_of_category

AT_ONCE = 2**22  # tastes that are drawn at a time, to spare memory


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
    products.speed[:] = np.digitize(products.popularity / scenario.grain.goods, EDGES)
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


def find_likes(
    scenario: Scenario, seed: int, nation: Nation, shelves: Shelves, products: Products
) -> Floats:
    """Units a day that customers of each shop would take of a shelf among all of its category."""
    rows, shops = nation.shelves(0), nation.miniature.shops
    shop, product = shelves.keeper[rows], shelves.product[rows]
    popularity, price = products.popularity.astype(float), products.retail_price.astype(float)
    for place in range(len(products.appeal)):
        find_appeal(
            popularity, scenario.grain.goods, price, products.category,
            products.drift[place].astype(float), products.appeal[place],
        )  # fmt: skip
    for first in range(0, len(shop), AT_ONCE):
        part = slice(first, first + AT_ONCE)
        luck = normals(seed, Stream.TASTE, 0, shop[part], product[part])
        shelves.taste[rows][part] = log_taste(luck, scenario.demand.shop_taste_sd)
    liked = np.exp(products.appeal[shops.province[shop], product] + shelves.taste[rows])
    result: Floats = np.where(popularity[product] > 0.0, shops.demand[shop] * liked, 0.0)
    return result


def divide_customers(nation: Nation, products: Products, worth: Floats, growth: float) -> Floats:
    """Demand over worth of the nest of each shop shelf, where a head wants 1 of each category.

    worth  of each shop shelf, money a day at usual prices
    """
    block, shops = nation.blocks[0], nation.miniature.shops
    categories = int(products.category.max()) + 1
    nests = (int(shops.neighbourhood[-1]) + 1) * categories
    nest = np.repeat(shops.neighbourhood.astype(np.int64) * categories, block.shelves)
    nest += products.category[block.products]
    carried = np.bincount(nest, worth, nests)
    people = np.repeat(np.bincount(shops.neighbourhood, shops.demand), categories)
    wanted = wanted_of_nests(people, carried, growth)
    np.divide(wanted, carried, wanted, where=carried > 0.0)
    result: Floats = wanted[nest]
    return result


def settle_customers(
    scenario: Scenario, seed: int, nation: Nation, shelves: Shelves, products: Products
) -> Floats:
    """Mean units a day of each shop shelf, as customers of its neighbourhood choose.

    Of each category so many units as popularity and the fashions of today make of what is carried.
    """
    find_elasticities(scenario, nation, shelves, products)
    usual = scale_popularity(scenario, nation, shelves, products)
    rows, growth = nation.shelves(0), scenario.demand.variety_growth
    product, category = shelves.product[rows], products.category[shelves.product[rows]]
    province = nation.miniature.shops.province[shelves.keeper[rows]]
    usual *= np.exp(products.drift[province, product])
    price = products.retail_price.astype(float) * scenario.grain.goods
    share = find_likes(scenario, seed, nation, shelves, products)
    share *= divide_customers(nation, products, share * price[product], growth)

    asked = np.bincount(category, usual, len(products.category))
    divided = np.bincount(category, share, len(products.category))
    # Where nobody carries a category, what is popular in it, if all of it were there.
    popular = products.popularity * products.retail_price
    a_head = np.bincount(products.category, popular, len(products.category)) ** (1.0 - growth)
    np.divide(asked, divided, a_head, where=divided > 0.0)
    products.wanted[:] = a_head[products.category]
    result: Floats = share * a_head[category]
    return result
