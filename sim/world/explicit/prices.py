"""Prices at the opening of a chain given outright, from its source to its shops."""

import numpy as np

from sim.engine.tables.goods import Products, Routes
from sim.engine.tables.shelves import Shelves, Terms
from sim.rules.goods_prices import monopoly_price
from sim.scenario import DemandLaw, GoodsPricing, Scenario
from sim.world.arrays import Floats
from sim.world.explicit.chain import Chain
from sim.world.opening.level_rules import by_level


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


def opening_prices(scenario: Scenario) -> list[float]:
    """Price of each level on the first day, sources last."""
    halfway = scenario.price.goods == GoodsPricing.SUCCESSIVE_MONOPOLY
    return prices_by_level(scenario, choke_price(scenario) if halfway else 0.0)


def lost_by_place(scenario: Scenario, chain: Chain) -> Floats:
    """(provinces,): share of what is sent to a shop that melts on the way."""
    return np.array(scenario.freight.loss or (0.0,) * len(chain.names))


def posted_by_place(scenario: Scenario, chain: Chain) -> Floats:
    """(provinces,): what shops ask; what melts on the way to them makes the rest dearer."""
    lost = lost_by_place(scenario, chain)
    posted: Floats = opening_prices(scenario)[0] / (1.0 - scenario.price.loss_in_cost * lost)
    return posted


def post_prices(scenario: Scenario, chain: Chain, shelves: Shelves, terms: Terms) -> None:
    """What each keeper asks and pays, what freight costs it, and what melts on the way to it."""
    level, levels = chain.level, chain.levels
    money_a_grain = scenario.grain.money / scenario.grain.goods
    prices = np.array(opening_prices(scenario)) * money_a_grain
    position = np.minimum(level, levels)  # in the list, the sources after the last level
    shelves.price[:] = prices[position]
    shelves.markup[:] = by_level(scenario.price.markup, level)
    freight = scenario.freight.per_kg * money_a_grain
    terms.freight[:] = np.where(level == levels - 2, freight, 0.0)
    terms.transit_loss[:] = np.where(level == 0, lost_by_place(scenario, chain)[chain.province], 0)
    dearer = 1.0 / (1.0 - scenario.price.loss_in_cost * terms.transit_loss)
    bought_at = prices[np.minimum(position + 1, levels)]
    landed = np.where(level < levels, bought_at + terms.freight, 0.0)
    shelves.opening_cost[:] = landed * dearer
    shelves.unit_cost[:] = landed / (1.0 - terms.transit_loss)
    shelves.price[:] *= dearer


def post_lanes(scenario: Scenario, routes: Routes) -> None:
    """What the way of a direct order takes and costs, as far from everywhere."""
    routes.days[:] = scenario.stock.lead_time_days[0]
    routes.cost[:] = scenario.freight.per_kg * scenario.grain.money
    routes.drop[:] = scenario.direct.drop_charge * scenario.grain.money


def price_products(scenario: Scenario, products: Products) -> None:
    """What goods cost of their maker and in a shop, and where demand for them ends."""
    money_a_grain = scenario.grain.money / scenario.grain.goods
    prices = np.array(opening_prices(scenario)) * money_a_grain
    products.maker_price[:] = prices[scenario.n_levels - 1]
    products.retail_price[:] = prices[0]
    products.choke[:] = choke_price(scenario) * money_a_grain
