"""Theories of prices."""

from sim.evidence.answers.cost_plus import Seller, cost_plus_chain
from sim.evidence.theories.theory import Expected, Theory, require
from sim.scenario import GoodsPricing, Scenario

FLOAT32 = 3e-7  # posted prices are 32-bit


def cost_plus(scenario: Scenario) -> Expected:
    """Each tier marks up its landed cost; the makers' goods bear the freight of the leg below."""
    price = scenario.price
    require(price.goods == GoodsPricing.COST_PLUS, "for cost-plus prices")
    require(not any(lever.level for lever in scenario.levers), "without levers")
    *sellers, producer = price.markup
    chain = [Seller(markup) for markup in reversed(sellers)]
    if chain:
        chain[0] = chain[0]._replace(freight=scenario.freight.per_kg)
    answer = cost_plus_chain(price.producer_cost, producer, chain)
    prices = [*reversed(answer.prices), answer.farm_price]
    return {f"price.tier{tier}": asked for tier, asked in enumerate(prices)}


THEORIES = (Theory("cost_plus_chain", cost_plus, rounding=FLOAT32),)
