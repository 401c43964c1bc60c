"""Theories of prices."""

from sim.evidence.answers.cobweb import cobweb as ezekiel
from sim.evidence.answers.cost_plus import Seller, cost_plus_chain
from sim.evidence.answers.successive_monopoly import successive_monopoly as spengler
from sim.evidence.theories.theory import Expected, Theory, ordering_up_to, require
from sim.scenario import DemandLaw, GoodsPricing, Scenario

FLOAT32 = 3e-7  # posted prices are 32-bit
WHOLE_GRAINS = 1e-4  # a day's quantity is a whole number of thousandths, some ten thousand of them


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


def successive_monopoly(scenario: Scenario) -> Expected:
    """Spengler's sellers in a row, with stock enough that all demand is served."""
    price, demand, stock = scenario.price, scenario.demand, scenario.stock
    ordering_up_to(scenario)
    require(price.goods == GoodsPricing.SUCCESSIVE_MONOPOLY, "for successive_monopoly prices")
    require(demand.law == DemandLaw.LINEAR, "for linear demand")
    require(not any(lever.level for lever in scenario.levers), "without levers")
    require(not any((*stock.holding_cost, *stock.backlog_cost)), "where keeping stock is free")
    answer = spengler(
        demand.intercept,
        demand.slope,
        price.producer_cost,
        scenario.n_levels,
        scenario.freight.per_kg,
    )
    shops = shops_a_firm(scenario)
    days = zip(stock.lead_time_days, stock.order_delay_days, strict=True)
    needed = [sum(both) * max(shops) * answer.quantity for both in days]
    held = map(min, stock.initial, stock.order_up_to)
    require(all(kept >= need for kept, need in zip(held, needed, strict=True)), "for ample stock")
    expected = {}
    for tier in range(scenario.n_levels):
        expected[f"price.tier{tier}"] = answer.prices[tier]
        expected[f"profit.tier{tier}"] = answer.profits[tier] * shops[tier]
        expected[f"sales.tier{tier}"] = answer.quantity * shops[tier]
    return expected


def shops_a_firm(scenario: Scenario) -> list[float]:
    """Shops that a firm of each tier serves on average."""
    shops = int(scenario.population.shops)
    firms = -(-shops // scenario.population.shops_per_supplier)
    return [1.0] + [shops / firms] * (scenario.n_levels - 1)


def cobweb(scenario: Scenario) -> Expected:
    """Farmers who plant for an expected price; harvests that are sold at the price they make."""
    farm, market, calendar = scenario.farm, scenario.market, scenario.calendar
    require(scenario.population.farmers > 0, "where there are farmers")
    lost = (farm.own_use_share, farm.loss_staples, farm.yield_sd)
    require(not any(lost), "where all that is planted is brought to the market")
    days = (calendar.end - calendar.start).days + 1 + calendar.warmup_days
    seasons = ezekiel(
        days // farm.harvest_interval_days,
        (farm.supply_intercept, farm.supply_slope),
        (market.demand_intercept, market.demand_slope),
        farm.expected_price,
        farm.expectation_weight,
        1.0 / scenario.grain.goods,
    )
    counted = seasons[calendar.warmup_days // farm.harvest_interval_days :]
    expected = {}
    for step, season in enumerate(counted):
        expected[f"season_price[{step}]"] = season.price
        expected[f"season_quantity[{step}]"] = season.quantity
    return expected


THEORIES = (
    Theory("cost_plus_chain", cost_plus, rounding=FLOAT32),
    Theory("successive_monopoly", successive_monopoly, rounding=WHOLE_GRAINS),
    Theory("cobweb", cobweb, rounding=FLOAT32),
    Theory("cobweb_diverging", cobweb, rounding=FLOAT32),
)
