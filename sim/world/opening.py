"""The opening of the country: prices up the chain, flows down it, stock, cash and credit."""

import numpy as np

from sim.engine.columns import allocate
from sim.engine.shelf_tables import AMPLE, Shelves, Terms
from sim.engine.tables import Products, Routes
from sim.scenario import Scenario
from sim.world.arrays import Floats
from sim.world.assortment import draw_beliefs
from sim.world.blueprint import Blueprint
from sim.world.farming import open_farming
from sim.world.funds import keep_plants, markets_of, opening_cells, opening_money
from sim.world.level_rules import by_level
from sim.world.merchants import open_marketplace
from sim.world.miniature import draw_miniature
from sim.world.nation import Nation, lay_blocks, represented_units
from sim.world.plants import nearest_plants, plant_sizes
from sim.world.prices import lanes_of_orders, opening_prices
from sim.world.sourcing import choose_makers
from sim.world.suppliers import choose_suppliers, rank_among_category, rank_at_wholesaler
from sim.world.traders import fill_keepers, fill_products


def customers(scenario: Scenario, nation: Nation, shelves: Shelves, products: Products) -> Floats:
    """Mean grains a day that each shop shelf is asked for at the opening.

    The mean over all shops is demand.units_per_shop on the opening assortment, and
    demand.produce_per_shop for produce.
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
    # From here on popularity is what a shop of size 1 is asked for a day.
    products.popularity[:] *= units_of_kind * scenario.grain.goods
    return mean


def expected_flows(
    scenario: Scenario, nation: Nation, shelves: Shelves, terms: Terms, mean: Floats
) -> Floats:
    """Grains a day that each shelf is asked for: customers at the shops, orders above."""
    flow = np.zeros(len(shelves.stock))
    flow[nation.shelves(0)] = mean
    for at in range(scenario.n_levels):
        rows = nation.shelves(at)
        buys = terms.supplier[rows] >= 0
        np.add.at(flow, terms.supplier[rows][buys], flow[rows][buys])
    return flow


def open_routes(
    scenario: Scenario, seed: int, nation: Nation, products: Products, terms: Terms
) -> Routes:
    """Lanes, and the makers that shops would ask and wholesalers do ask for goods."""
    mini = nation.miniature
    provinces, shops = len(mini.country), len(mini.shops)
    categories = mini.catalogue.made_share.shape[1]
    bought = slice(nation.shelves(1).start, nation.shelves(scenario.n_levels - 2).stop)
    routes = allocate(
        Routes,
        len(mini.catalogue),
        days=(provinces, provinces),
        cost=(provinces, provinces),
        maker=(shops, categories),
        plant=(shops, categories),
        memory=(shops, len(mini.catalogue)),
        usual=(int(bought.stop - bought.start),),
        usual_plant=(int(bought.stop - bought.start),),
        nearest=mini.makers.plants.shape,
    )
    made = nation.shelves(scenario.n_levels - 1)
    supplier = terms.supplier[bought]
    of_maker = (supplier >= made.start) & (supplier < made.stop)
    routes.usual[:] = np.where(of_maker, supplier, -1)
    routes.usual_plant[:] = terms.origin[bought]
    routes.nearest[:] = nearest_plants(mini.makers.plants, mini.lanes.cost_per_kg)
    noise = scenario.assortment.belief_noise
    believed = draw_beliefs(
        seed, np.arange(shops, dtype=np.int32), mini.catalogue.popularity, noise
    )
    as_sold = products.popularity / np.where(
        mini.catalogue.packaged, mini.catalogue.popularity, np.inf
    )
    routes.memory[:] = believed * as_sold * mini.shops.demand[:, np.newaxis]
    routes.days[:] = mini.lanes.days
    routes.cost[:] = mini.lanes.cost_per_kg * scenario.grain.money
    buyers = (int(nation.first_keeper[-1]) + np.arange(shops)).astype(np.int32)
    makers, routes.plant[:] = choose_makers(
        seed,
        buyers,
        mini.shops.province,
        mini.makers,
        mini.lanes.km,
        scenario.sourcing.distance_decay_km,
    )
    routes.maker[:] = nation.first_keeper[scenario.n_levels - 1] + makers
    routes.rank[:] = rank_among_category(nation)
    routes.wholesale_rank[:] = rank_at_wholesaler(nation)
    return routes


def sizes_of_keepers(scenario: Scenario, nation: Nation) -> Floats:
    """Of each keeper against a real one: firms are smaller where a floor adds some."""
    size = np.ones(int(nation.first_keeper[-1]))
    first, end = nation.first_keeper[1], nation.first_keeper[scenario.n_levels - 1]
    size[first:end] = nation.miniature.wholesalers.size
    size[nation.keepers(scenario.n_levels - 1)] = nation.miniature.makers.size
    return size


def draw_nation(scenario: Scenario, seed: int) -> Blueprint:
    """The keepers and shelves of the country on the first day of the warm-up."""
    mini = draw_miniature(scenario, seed)
    nation = lay_blocks(scenario, seed, mini)
    n, goods = scenario.n_levels, scenario.grain.goods
    products = fill_products(scenario, seed, nation)
    keepers = fill_keepers(scenario, seed, nation)
    rows = int(nation.first_shelf[-1])
    shelves, terms = allocate(Shelves, rows, arriving=(0, 0), moving=(0, 0)), allocate(Terms, rows)
    counts = np.concatenate([block.shelves for block in nation.blocks])
    shelves.keeper[:] = np.repeat(np.arange(len(counts)), counts)
    shelves.product[:] = np.concatenate([block.products for block in nation.blocks])
    shelves.next_product[:] = -1
    shelves.listed[:] = keepers.open[shelves.keeper]
    shelves.service[:] = 1.0
    shelves.capacity[:] = AMPLE
    terms.supplier[:], terms.origin[:] = choose_suppliers(scenario, seed, nation, keepers)
    lanes_of_orders(nation, keepers, shelves, terms, products, scenario.grain.money)
    opening_prices(scenario, nation, keepers, shelves, terms, products)

    shop_rows = nation.shelves(0)
    here = keepers.province[shelves.keeper[shop_rows]]
    taste = np.exp(products.drift[here, shelves.product[shop_rows]])
    mean = customers(scenario, nation, shelves, products) * goods * taste
    flow = expected_flows(scenario, nation, shelves, terms, mean)
    plants = plant_sizes(scenario, nation, shelves, mean, flow)
    capacity = np.ceil(plants * (1.0 + scenario.stock.spare_capacity))
    shelves.capacity[nation.shelves(n + 2)] = capacity
    with np.errstate(divide="ignore"):  # where nobody wants produce, minus infinity
        shelves.log_mean[shop_rows] = np.log(mean / goods)
    shelves.forecast[:] = flow
    shelves.variance[:] = flow * scenario.demand.variance_to_mean
    days = by_level(scenario.stock.lead_time_days, keepers.level) + by_level(
        scenario.stock.review_period_days, keepers.level
    )
    shelves.stock[:] = np.ceil(flow * (days[shelves.keeper] + terms.lead))
    shelves.stock[int(nation.first_shelf[n]) :] = 0
    built = flow.copy()
    built[nation.shelves(n - 1)] = plants
    market = markets_of(nation, keepers, n - 1)
    accounts = opening_money(scenario, keepers, shelves, flow, built, market)
    keep_plants(nation, accounts, products, capacity, n - 1)
    shops = nation.miniature.shops
    keepers.traffic[: len(shops)] = np.log(shops.demand)
    return Blueprint(
        keepers=keepers,
        accounts=accounts,
        shelves=shelves,
        terms=terms,
        products=products,
        routes=open_routes(scenario, seed, nation, products, terms),
        cells=opening_cells(scenario, nation, shelves, products, flow),
        province_names=mini.country.names,
        province_rows=tuple(mini.country.rows.tolist()),
        product_names=mini.catalogue.names,
        farm=open_farming(scenario, seed, nation, keepers, products, accounts),
        online=open_marketplace(scenario, mini.country),
        category_names=mini.catalogue.categories,
        represented=represented_units(scenario, mini),
        size=sizes_of_keepers(scenario, nation),
        plants=mini.makers.plants,
    )
