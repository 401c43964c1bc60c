"""A population given outright: some shops, each with some goods, under a chain of firms.

A textbook case. Goods are alike: a chain of one is drawn up, and then has a shelf for each.
"""

import numpy as np

from sim.engine.tables.columns import allocate
from sim.engine.tables.firms import Accounts, Keepers
from sim.engine.tables.goods import Products, Routes
from sim.engine.tables.shelves import AMPLE, Shelves, Terms
from sim.scenario import Scenario
from sim.world.arrays import Ints
from sim.world.explicit.chain import Chain, draw_up, keepers_of, suppliers_of
from sim.world.explicit.demand import expect, moments_by_place
from sim.world.explicit.farms import open_farms
from sim.world.explicit.goods import a_shelf_a_good
from sim.world.explicit.marketplace import open_marketplace
from sim.world.explicit.prices import post_lanes, post_prices, price_products
from sim.world.opening.blueprint import Blueprint
from sim.world.opening.funds import RINGS, keep_owners, room_for_cells
from sim.world.opening.level_rules import by_level, in_grains_of


def draw_blueprint(scenario: Scenario) -> Blueprint:
    """The keepers and shelves of an explicit population."""
    goods, chain = scenario.population.goods, draw_up(scenario)
    keepers = keepers_of(scenario, chain)
    shelves, terms = shelves_of(scenario, chain)
    accounts = accounts_of(scenario, chain, keepers, shelves)
    pipeline = on_the_way(scenario, chain)
    shelves, terms = a_shelf_a_good(shelves, terms, goods)
    return Blueprint(
        keepers=keepers,
        accounts=accounts,
        shelves=shelves,
        terms=terms,
        products=products_of(scenario, chain),
        routes=routes_of(scenario, chain),
        cells=room_for_cells(len(chain.names)),
        farm=open_farms(scenario, chain.first[chain.levels]),
        online=open_marketplace(scenario),
        province_names=chain.names,
        province_rows=tuple(range(len(chain.names))),
        product_names=("good",) if goods == 1 else tuple(f"good {n + 1}" for n in range(goods)),
        category_names=("goods",),
        pipeline=np.repeat(pipeline, goods),
    )


def shelves_of(scenario: Scenario, chain: Chain) -> tuple[Shelves, Terms]:
    """A shelf of each keeper, and on what terms it is filled."""
    rows, stock, grain = len(chain.level), scenario.stock, scenario.grain.goods
    shelves = allocate(Shelves, rows, arriving=(0, 0), moving=(0, 0))
    terms = allocate(Terms, rows)
    shelves.keeper[:] = np.arange(rows)
    shelves.next_product[:] = -1
    shelves.listed[:] = chain.there
    shelves.service[:] = 1.0
    made = by_level(stock.capacity_per_day, chain.level)
    capacity = np.where(chain.level < chain.levels, made, stock.source_capacity)
    shelves.capacity[:] = np.minimum(in_grains_of(capacity, grain), AMPLE)
    shelves.stock[:] = chain.there * in_grains_of(by_level(stock.initial, chain.level), grain)
    terms.supplier[:] = suppliers_of(chain)
    terms.origin[:] = np.where(terms.supplier >= 0, chain.province[terms.supplier], -1)
    post_prices(scenario, chain, shelves, terms)
    expect(scenario, chain, shelves)
    return shelves, terms


def on_the_way(scenario: Scenario, chain: Chain) -> Ints:
    """Grains in each slot of mail and lane of each keeper."""
    grains = in_grains_of(
        by_level(scenario.stock.initial_pipeline, chain.level), scenario.grain.goods
    )
    return (chain.there * grains).astype(np.int32)


def accounts_of(scenario: Scenario, chain: Chain, keepers: Keepers, shelves: Shelves) -> Accounts:
    """Money at the opening, and what keepers are used to selling."""
    money, goods = scenario.grain.money, scenario.population.goods
    accounts = allocate(Accounts, len(chain.level), **dict.fromkeys(RINGS, (0, 0)))
    accounts.elsewhere[:] = 1.0
    accounts.cash[:] = scenario.credit.opening_cash * money * chain.there
    accounts.overdraft[:] = accounts.cash
    accounts.credit_limit[:] = accounts.cash  # never in the way
    accounts.fixed_cost[:] = by_level(scenario.cost.fixed, chain.level) * money
    keepers.volume[:] = goods * shelves.forecast * shelves.price
    keepers.reference[:] = keepers.volume
    margin = keepers.volume - goods * shelves.forecast * shelves.opening_cost
    market = chain.province * scenario.roles.levels + chain.level
    keep_owners(scenario, keepers, accounts, keepers.volume, margin, market)
    return accounts


def products_of(scenario: Scenario, chain: Chain) -> Products:
    """The goods, which are all alike."""
    goods, grain = scenario.population.goods, scenario.grain.goods
    by_place = dict.fromkeys(("drift", "appeal"), (len(chain.names), goods))
    products = allocate(Products, goods, **by_place)
    products.weight[:] = 1.0 / grain
    products.shelf_life[:] = scenario.stock.shelf_life_days
    products.case[:] = grain
    products.popularity[:] = moments_by_place(scenario, chain)[:, 0].mean() * grain
    price_products(scenario, products)
    return products


def routes_of(scenario: Scenario, chain: Chain) -> Routes:
    """Lanes; a shop that skips the tiers asks the last firm of its own chain."""
    goods, shops, places = scenario.population.goods, chain.shops(), len(chain.names)
    square, by_shop = (places, places), (shops, 1)
    routes = allocate(
        Routes, 1, days=square, cost=square, drop=square, maker=by_shop, plant=by_shop,
        memory=(shops, goods), rank=(goods,), wholesale_rank=(goods,), usual=(0,), usual_plant=(0,),
        market=(0, 0), nearest=(0, 0),
    )  # fmt: skip
    routes.rank[:] = routes.wholesale_rank[:] = np.arange(goods)
    routes.maker[:, 0] = chain.first[chain.levels - 1] + np.arange(shops) // chain.ratio
    post_lanes(scenario, routes)
    return routes
