"""Prices at the opening: from the producer up the chain, with lanes, freight and losses."""

import numpy as np

from sim.engine.tables.firms import Keepers
from sim.engine.tables.goods import Products
from sim.engine.tables.shelves import Shelves, Terms
from sim.rules.stock_by_age import A_NIGHT, lost_on_the_way
from sim.scenario import Scenario
from sim.world.arrays import Floats, Ints
from sim.world.opening.nation import Nation


def opening_prices(
    scenario: Scenario,
    nation: Nation,
    keepers: Keepers,
    shelves: Shelves,
    terms: Terms,
    products: Products,
) -> None:
    """Markups and prices from the producer to the shop; landed costs at the opening."""
    roles, price = scenario.roles, scenario.price
    mini = nation.miniature
    level, product = keepers.level[shelves.keeper], shelves.product
    gate = products.maker_price[product]
    middlemen = 1.0 + price.middlemen_markup_total
    tiers = mini.wholesalers.tiers[keepers.province[shelves.keeper]]
    a_tier = middlemen ** (1.0 / np.maximum(tiers, 1)) - 1.0
    fresh = products.produce[product] == 1
    a_tier[fresh] = price.produce_markup  # produce passes one wholesaler
    at_market = 1.0 + scenario.market.over_farm_gate
    shelves.markup[:] = np.select(
        [level == 0, level < roles.makers, level == roles.makers],
        [0.0, a_tier, price.manufacturer_markup],
        0.0,
    )
    source, of_brokers = nation.shelves(roles.sources), nation.shelves(roles.brokers)
    offered = nation.shelves(roles.platform)
    shelves.price[source] = gate[source] / (1.0 + price.manufacturer_markup)
    shelves.price[of_brokers] = gate[of_brokers] * at_market
    shelves.unit_cost[of_brokers] = gate[of_brokers]
    shelves.price[offered] = gate[offered] * at_market
    for at in reversed(range(scenario.n_levels)):
        rows = nation.shelves(at)
        supplier = terms.supplier[rows]
        landed = np.where(supplier >= 0, shelves.price[supplier], gate[rows]) + terms.freight[rows]
        shelves.unit_cost[rows] = landed / (1.0 - terms.transit_loss[rows])
        landed /= 1.0 - price.loss_in_cost * terms.transit_loss[rows]
        if at == 0:
            products.shop_markup[:] = markups_of_shops(
                products, product[rows], landed.astype(float), middlemen
            )
            shelves.markup[rows] = products.shop_markup[product[rows]]
        shelves.opening_cost[rows] = landed
        shelves.price[rows] = landed * (1.0 + shelves.markup[rows])


def markups_of_shops(products: Products, carried: Ints, landed: Floats, middlemen: float) -> Floats:
    """By product, what shops take on their cost so that they ask the catalogue's price.

    Of goods they know what all tiers take; what the way costs comes on top. Of produce, much of
    which is lost on its way, they count what it costs them on average.

    carried    product of each shop shelf; landed: what it costs there
    middlemen  1 and the markup of all tiers together
    """
    kinds = len(products.retail_price)
    known = np.bincount(carried, minlength=kinds)
    mean = np.bincount(carried, landed, kinds) / np.maximum(known, 1)
    fresh = (products.produce == 1) & (known > 0)
    cost = np.where(fresh, mean, products.maker_price * middlemen)
    result: Floats = np.maximum(products.retail_price / cost - 1.0, 0.0)
    return result


def lanes_of_orders(
    scenario: Scenario,
    nation: Nation,
    keepers: Keepers,
    shelves: Shelves,
    terms: Terms,
    products: Products,
) -> None:
    """Lane days, freight and losses of what comes from makers and brokers; other legs are local."""
    lanes, roles, money = nation.miniature.lanes, scenario.roles, scenario.grain.money
    buys = terms.supplier >= 0
    seller = shelves.keeper[terms.supplier]
    here, there = keepers.province[shelves.keeper], terms.origin
    level = keepers.level[seller]
    far = buys & ((level == roles.makers) | (level == roles.brokers))
    terms.lead[:] = np.where(far, lanes.days[there, here], 0)
    cost = lanes.cost_per_kg[there, here] * money * products.weight[shelves.product]
    terms.freight[:] = np.where(far, cost, 0.0)
    loss = nation.miniature.catalogue.loss_per_transit_day[shelves.product]
    inside = buys & (level < roles.sources)
    way = np.where(far, terms.lead, A_NIGHT)
    terms.transit_loss[:] = np.where(inside, lost_on_the_way(loss, way), 0.0)
