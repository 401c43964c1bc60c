"""The opening of the country: prices up the chain, flows down it, stock, cash and credit."""

import numpy as np

from sim.engine.randomness import Stream, normals, uniforms
from sim.engine.tables.columns import allocate
from sim.engine.tables.firms import Keepers
from sim.engine.tables.shelves import AMPLE, Shelves, Terms
from sim.rules.entry import option_elsewhere
from sim.scenario import Scenario
from sim.world.arrays import Floats
from sim.world.farms.farming import open_farming
from sim.world.online.merchants import open_marketplace
from sim.world.opening.blueprint import Blueprint
from sim.world.opening.funds import keep_plants, markets_of, opening_cells, opening_money
from sim.world.opening.level_rules import by_level
from sim.world.opening.miniature import draw_miniature
from sim.world.opening.nation import Nation, lay_blocks, represented_units
from sim.world.opening.prices import lanes_of_orders, opening_prices
from sim.world.opening.routes import open_routes
from sim.world.shops.customers import settle_customers
from sim.world.shops.traders import fill_keepers, fill_products
from sim.world.supply.plants import plant_sizes
from sim.world.supply.suppliers import choose_suppliers


def believed_demand(
    scenario: Scenario, seed: int, shelves: Shelves, rows: slice, mean: Floats
) -> Floats:
    """What owners take `mean` for at the opening: they err as where they choose what to carry."""
    error = normals(seed, Stream.BELIEF, 0, shelves.keeper[rows], shelves.product[rows])
    believed: Floats = mean * np.exp(scenario.assortment.belief_noise * error)
    return believed


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


def fetched_for_shops(nation: Nation, shelves: Shelves, terms: Terms, flow: Floats) -> Floats:
    """[product] grains of produce a day that wholesalers fetch, so that shops sell theirs.

    Some of it is lost on the way to the wholesaler, and some on the way to the shop.

    flow  grains a day that each shelf is asked for
    """
    rows, arrives = nation.shelves(0), 1.0 - terms.transit_loss
    through = arrives[rows] * arrives[terms.supplier[rows]]
    kinds = len(nation.miniature.catalogue)
    return np.bincount(shelves.product[rows], flow[rows] / through, kinds)


def incomes_elsewhere(scenario: Scenario, seed: int, keepers: Keepers) -> Floats:
    """What each firm's owner, or who may become one, could earn elsewhere; the last one: 1."""
    rows, entry = np.arange(len(keepers.level)), scenario.entry
    room = np.where(keepers.level == 0, entry.shop_room, entry.room)
    luck = uniforms(seed, Stream.OWNERS, 0, rows)
    return option_elsewhere(luck, np.asarray(keepers.open) == 1, room, entry.spread)


def sizes_of_keepers(scenario: Scenario, nation: Nation) -> Floats:
    """Of each keeper against a real one: firms are smaller where a floor adds some."""
    size = np.ones(int(nation.first_keeper[-1]))
    first, end = nation.first_keeper[1], nation.first_keeper[scenario.roles.makers]
    size[first:end] = nation.miniature.wholesalers.size
    size[nation.keepers(scenario.roles.makers)] = nation.miniature.makers.size
    return size


def bare_shelves(nation: Nation, keepers: Keepers) -> Shelves:
    """What each keeper keeps; nothing stands there yet."""
    shelves = allocate(Shelves, int(nation.first_shelf[-1]), arriving=(0, 0), moving=(0, 0))
    counts = np.concatenate([block.shelves for block in nation.blocks])
    shelves.keeper[:] = np.repeat(np.arange(len(counts)), counts)
    shelves.product[:] = np.concatenate([block.products for block in nation.blocks])
    shelves.next_product[:] = -1
    shelves.listed[:] = keepers.open[shelves.keeper]
    shelves.service[:] = 1.0
    shelves.capacity[:] = AMPLE
    return shelves


def fill_shelves(
    scenario: Scenario, keepers: Keepers, shelves: Shelves, terms: Terms, expected: Floats
) -> None:
    """Forecasts, and stock for as long as an order has to last.

    expected  grains a day of each shelf
    """
    shelves.forecast[:] = expected
    shelves.variance[:] = expected  # nobody knows yet how much it varies: as chance alone would
    days = by_level(scenario.stock.lead_time_days, keepers.level) + by_level(
        scenario.stock.review_period_days, keepers.level
    )
    shelves.stock[:] = np.ceil(expected * (days[shelves.keeper] + terms.lead))


def draw_nation(scenario: Scenario, seed: int) -> Blueprint:
    """The keepers and shelves of the country on the first day of the warm-up."""
    mini = draw_miniature(scenario, seed)
    nation = lay_blocks(scenario, seed, mini)
    roles, goods = scenario.roles, scenario.grain.goods
    products = fill_products(scenario, seed, nation)
    keepers = fill_keepers(scenario, seed, nation)
    shelves, terms = bare_shelves(nation, keepers), allocate(Terms, int(nation.first_shelf[-1]))
    terms.supplier[:], terms.origin[:] = choose_suppliers(scenario, seed, nation, keepers)
    lanes_of_orders(scenario, nation, keepers, shelves, terms, products)
    opening_prices(scenario, nation, keepers, shelves, terms, products)

    shop_rows = nation.shelves(0)
    mean = settle_customers(scenario, seed, nation, shelves, products) * goods
    flow = expected_flows(scenario, nation, shelves, terms, mean)
    plants = plant_sizes(scenario, nation, shelves, mean, flow)
    # What a plant makes between two orders of its maker: a day's, where these are daily.
    round_days = scenario.stock.review_period_days[roles.makers]
    capacity = np.ceil(plants * round_days * (1.0 + scenario.stock.spare_capacity))
    shelves.capacity[nation.shelves(roles.sources)] = capacity
    with np.errstate(divide="ignore"):  # where nobody wants produce, minus infinity
        shelves.log_mean[shop_rows] = np.log(mean / goods)
    expected = expected_flows(
        scenario, nation, shelves, terms, believed_demand(scenario, seed, shelves, shop_rows, mean)
    )
    fill_shelves(scenario, keepers, shelves, terms, expected)
    shelves.stock[int(nation.first_shelf[roles.brokers]) :] = 0
    built = flow.copy()
    built[nation.shelves(roles.makers)] = plants
    market = markets_of(nation, keepers, roles.makers)
    accounts = opening_money(scenario, keepers, shelves, flow, built, market)
    accounts.elsewhere[:] = incomes_elsewhere(scenario, seed, keepers)
    keep_plants(nation, accounts, products, capacity, roles.makers)
    shops = nation.miniature.shops
    online = open_marketplace(scenario, mini.country)
    fetched = fetched_for_shops(nation, shelves, terms, flow)
    keepers.traffic[: len(shops)] = np.log(shops.usual)
    return Blueprint(
        keepers=keepers,
        accounts=accounts,
        shelves=shelves,
        terms=terms,
        products=products,
        routes=open_routes(
            scenario, seed, nation, products, terms, keepers, shelves, online.parcels
        ),
        cells=opening_cells(scenario, nation, shelves, products, flow),
        province_names=mini.country.names,
        province_rows=tuple(mini.country.rows.tolist()),
        product_names=mini.catalogue.names,
        farm=open_farming(scenario, seed, nation, keepers, products, accounts, shelves, fetched),
        online=online,
        category_names=mini.catalogue.categories,
        represented=represented_units(scenario, mini),
        size=sizes_of_keepers(scenario, nation),
        plants=mini.makers.plants,
    )
