"""A population given outright: some shops, each with some goods, under a chain of firms.

A textbook case. Level 0 is the shop; the last level buys from a source that never runs out. Goods
are alike: a chain of one is drawn up, and then has a shelf for each.
"""

import numpy as np
from numpy.typing import NDArray

from sim.engine.speeds import SPEEDS
from sim.engine.tables.columns import allocate
from sim.engine.tables.firms import Accounts, Keepers, Products, Routes
from sim.engine.tables.ledger import Sector
from sim.engine.tables.shelves import AMPLE, Shelves, Terms
from sim.rules.goods_prices import monopoly_price
from sim.rules.linear_curves import demanded_at
from sim.scenario import DemandLaw, GoodsPricing, Scenario
from sim.world.country.provinces import CELLS
from sim.world.farms.explicit import open_farms
from sim.world.online.explicit import open_marketplace
from sim.world.opening.blueprint import Blueprint
from sim.world.opening.explicit_goods import a_shelf_a_good
from sim.world.opening.funds import RINGS, keep_owners, room_for_cells
from sim.world.opening.level_rules import by_level, in_grains_of

EVERYWHERE = "everywhere"  # the one place of most textbook cases


def places_of(scenario: Scenario) -> tuple[str, ...]:
    """The provinces of an explicit population: as many as losses on the way or offers are given."""
    count = max(len(scenario.freight.loss), len(scenario.marketplace.price))
    return tuple(f"province {n}" for n in range(1, count + 1)) if count > 1 else (EVERYWHERE,)


def firms_by_level(scenario: Scenario) -> list[int]:
    """Number of keepers of each level, sources last; with room for middlemen who may come."""
    shops = int(scenario.population.shops)
    if scenario.n_levels == 1:
        return [shops, shops]
    firms = -(-shops // scenario.population.shops_per_supplier)
    room = int(scenario.entry.room * firms)
    return [shops] + [firms + room] * (scenario.n_levels - 2) + [firms, firms]


def shops_of_firms(scenario: Scenario) -> NDArray[np.int64]:
    """(firms of a level,): shops that each serves; the last firm has what is left."""
    shops = int(scenario.population.shops)
    ratio = scenario.population.shops_per_supplier if scenario.n_levels > 1 else 1
    served: NDArray[np.int64] = np.bincount(np.arange(shops) // ratio, minlength=1)
    return served


def prices_by_level(scenario: Scenario, choke: float = 0.0) -> list[float]:
    """Opening price of each level, sources last; freight is paid on the makers' goods.

    choke  price at which demand ends, for sellers who know it; 0: markups on cost
    """
    price = scenario.price
    prices = [price.producer_cost]
    freight, top = scenario.freight.per_kg, scenario.n_levels - 1
    for level in reversed(range(scenario.n_levels)):
        landed = prices[0] + (freight if level == top - 1 else 0.0)
        end_of_demand = choke - (freight if 0 < level == top else 0.0)
        marked_up = landed * (1.0 + price.markup[level])
        prices.insert(0, float(monopoly_price(landed, end_of_demand)) if choke else marked_up)
    return prices


def choke_price(scenario: Scenario) -> float:
    """Price at which demand ends: of linear demand, or of a line through the cost-plus price."""
    demand = scenario.demand
    if demand.law == DemandLaw.LINEAR:
        return demand.intercept / demand.slope
    return prices_by_level(scenario)[0] * (1.0 + 1.0 / scenario.price.choke_elasticity)


def moments_of_demand(scenario: Scenario, price: float) -> tuple[float, float]:
    """Mean and variance of a day's demand at a shop at the opening price, in units."""
    demand = scenario.demand
    if demand.law == DemandLaw.SERIES:
        return float(np.mean(demand.series)), float(np.var(demand.series))
    if demand.law == DemandLaw.LINEAR:
        return float(demanded_at(price, demand.intercept, demand.slope)), 0.0
    if demand.law == DemandLaw.CHANCES:
        units, chances = np.arange(len(demand.chances)), np.array(demand.chances)
        mean = float(units @ chances)
        return mean, float((units - mean) ** 2 @ chances)
    if demand.law == DemandLaw.UNIFORM:
        grains = (demand.highest - demand.lowest) * scenario.grain.goods + 1.0
        variance_in_grains = (grains**2 - 1.0) / 12.0
        middle = (demand.lowest + demand.highest) / 2.0
        return middle, variance_in_grains / scenario.grain.goods**2
    variance = {
        DemandLaw.POISSON: demand.mean,
        DemandLaw.NEGATIVE_BINOMIAL: demand.mean * demand.variance_to_mean,
        DemandLaw.NORMAL: demand.sd**2,
        DemandLaw.LOGNORMAL: demand.sd**2,
        DemandLaw.STEP: 0.0,
    }
    return demand.mean, variance[demand.law]


def draw_blueprint(scenario: Scenario) -> Blueprint:
    """The keepers and shelves of an explicit population."""
    n, roles = scenario.n_levels, scenario.roles
    counts = firms_by_level(scenario)
    counts.insert(n, scenario.population.brokers if scenario.population.farmers else 0)
    level = np.repeat([*range(n), roles.brokers, roles.sources], counts).astype(np.int32)
    rows, goods = len(level), scenario.population.goods
    first = np.concatenate([[0], np.cumsum(counts)])
    grain = scenario.grain
    money_a_grain = grain.money / grain.goods
    names, shops = places_of(scenario), counts[0]
    places = len(names)

    past = dict.fromkeys(("past_demanded", "past_served"), (shops, len(SPEEDS)))
    keepers = allocate(Keepers, rows, first_shelf=(rows + 1,), **past)
    shelves = allocate(Shelves, rows, arriving=(0, 0), moving=(0, 0))
    terms = allocate(Terms, rows)
    accounts = allocate(Accounts, rows, **dict.fromkeys(RINGS, (0, 0)))
    accounts.elsewhere[:] = 1.0
    keepers.level[:] = level
    nth = np.arange(rows) - np.repeat(first[:-1], counts)
    there = (level == 0) | (level == roles.brokers) | (nth < counts[-1])
    keepers.open[:] = there
    keepers.sector[:] = Sector.SHOPS + level
    keepers.sector[level == roles.brokers] = Sector.BROKERS
    keepers.sector[level == roles.sources] = Sector.MATERIALS
    keepers.province[:shops] = np.arange(shops) * places // max(shops, 1)
    keepers.cell[:] = np.where(level == 0, len(CELLS) * keepers.province, -1)
    keepers.first_neighbour[:] = np.arange(rows)
    keepers.end_neighbour[:] = np.arange(rows) + 1
    keepers.alike[:] = 1.0
    keepers.size[:] = 1.0
    shelves.keeper[:] = np.arange(rows)
    shelves.next_product[:] = -1
    shelves.listed[:] = there

    # Who supplies whom: shops in blocks, firms one to one.
    terms.supplier[:] = -1
    for at in range(n):
        buyers = np.arange(first[at], first[at + 1])
        ratio = scenario.population.shops_per_supplier if at == 0 and n > 1 else 1
        above = first[at + 1] if at < n - 1 else first[n + 1]  # the sources stand above brokers
        terms.supplier[buyers] = above + (buyers - first[at]) // ratio % counts[-1]
    keepers.upstream[:] = np.where(level < roles.makers, terms.supplier, -1)
    terms.origin[:] = np.where(terms.supplier >= 0, keepers.province[terms.supplier], -1)

    choke = choke_price(scenario)
    halfway = scenario.price.goods == GoodsPricing.SUCCESSIVE_MONOPOLY
    opening = prices_by_level(scenario, choke if halfway else 0.0)
    prices = np.array(opening) * money_a_grain
    position = np.minimum(level, n)  # in the list of prices, the sources after level n - 1
    shelves.price[:] = prices[position]
    shelves.service[:] = 1.0
    shelves.markup[:] = by_level(scenario.price.markup, level)
    freight = scenario.freight.per_kg * money_a_grain
    terms.freight[:] = np.where(level == n - 2, freight, 0.0)
    lost = np.array(scenario.freight.loss or (0.0,) * places)
    terms.transit_loss[:] = np.where(level == 0, lost[keepers.province], 0.0)
    # What melts on the way to a shop makes the rest dearer, by one factor in cost and price.
    dearer = 1.0 / (1.0 - scenario.price.loss_in_cost * terms.transit_loss)
    bought_at = prices[np.minimum(position + 1, n)]
    shelves.opening_cost[:] = np.where(level < n, (bought_at + terms.freight) * dearer, 0.0)
    shelves.unit_cost[:] = shelves.opening_cost
    shelves.price[:] *= dearer
    stock = scenario.stock
    capacity = np.where(level < n, by_level(stock.capacity_per_day, level), stock.source_capacity)
    shelves.capacity[:] = np.minimum(in_grains_of(capacity, grain.goods), AMPLE)
    shelves.stock[:] = there * in_grains_of(by_level(stock.initial, level), grain.goods)
    shelves.log_mean[:] = np.log(scenario.demand.mean)
    served = np.where(level == 0, 1, shops_of_firms(scenario)[np.minimum(nth, counts[-1] - 1)])
    posted = opening[0] / (1.0 - scenario.price.loss_in_cost * lost)
    moments = np.array([moments_of_demand(scenario, price) for price in posted.tolist()])
    mean, variance = np.where(
        level == 0, moments[keepers.province].T, moments.mean(axis=0)[:, np.newaxis]
    )
    shelves.forecast[:] = mean * grain.goods * served * there
    shelves.variance[:] = variance * grain.goods**2 * served * there
    accounts.cash[:] = scenario.credit.opening_cash * grain.money * there
    accounts.overdraft[:] = accounts.cash
    accounts.credit_limit[:] = accounts.cash  # never in the way
    accounts.fixed_cost[:] = by_level(scenario.cost.fixed, level) * grain.money
    keepers.volume[:] = goods * shelves.forecast * shelves.price
    keepers.reference[:] = keepers.volume
    margin = keepers.volume - goods * shelves.forecast * shelves.opening_cost
    market = keepers.province * roles.levels + level
    keep_owners(scenario, keepers, accounts, keepers.volume, margin, market)

    by_place = dict.fromkeys(("drift", "appeal"), (places, goods))
    products = allocate(Products, goods, **by_place)
    products.weight[:] = 1.0 / grain.goods
    products.shelf_life[:] = scenario.stock.shelf_life_days
    products.case[:] = grain.goods
    products.maker_price[:] = prices[n - 1]
    products.retail_price[:] = prices[0]
    products.choke[:] = choke * money_a_grain
    products.popularity[:] = moments[:, 0].mean() * grain.goods
    # A shop that skips the tiers asks the last firm of its own chain.
    square, by_shop = (places, places), (shops, 1)
    routes = allocate(
        Routes, 1, days=square, cost=square, drop=square, maker=by_shop, plant=by_shop,
        memory=(shops, goods), rank=(goods,), wholesale_rank=(goods,), usual=(0,), usual_plant=(0,),
        market=(0, 0), nearest=(0, 0),
    )  # fmt: skip
    routes.rank[:] = routes.wholesale_rank[:] = np.arange(goods)
    routes.days[:] = scenario.stock.lead_time_days[0]
    routes.cost[:] = scenario.freight.per_kg * grain.money
    routes.drop[:] = scenario.direct.drop_charge * grain.money
    ratio = scenario.population.shops_per_supplier if n > 1 else 1
    routes.maker[:, 0] = first[n - 1] + np.arange(shops) // ratio
    pipeline = there * in_grains_of(by_level(stock.initial_pipeline, level), grain.goods)
    shelves, terms = a_shelf_a_good(shelves, terms, goods)
    return Blueprint(
        keepers=keepers,
        accounts=accounts,
        shelves=shelves,
        terms=terms,
        products=products,
        routes=routes,
        cells=room_for_cells(places),
        farm=open_farms(scenario, first[n]),
        online=open_marketplace(scenario),
        province_names=names,
        province_rows=tuple(range(places)),
        product_names=("good",) if goods == 1 else tuple(f"good {n + 1}" for n in range(goods)),
        category_names=("goods",),
        pipeline=np.repeat(pipeline.astype(np.int32), goods),
    )
