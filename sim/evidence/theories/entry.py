"""Theories of who is in business."""

from sim.engine.year import DAYS_A_YEAR
from sim.evidence.answers.free_entry import Market, least_customers
from sim.evidence.answers.free_entry import free_entry as zero_profit
from sim.evidence.theories.theory import Expected, Theory, ordering_up_to, require
from sim.scenario import DemandLaw, GoodsPricing, Scenario

CLEAR = 0.01  # of a customer: nearer to a tie, what rounding does to sales decides
FIRST_DAYS = 3  # a newcomer's shops live on what they have


def market_of(scenario: Scenario) -> Market:
    """The market that wholesalers of tier 1 share."""
    price, credit, demand = scenario.price, scenario.credit, scenario.demand
    landed = price.producer_cost * (1.0 + price.markup[2])
    landed += scenario.freight.per_kg
    asked = landed * (1.0 + price.markup[1])
    days = credit.cash_days[1] + credit.days[0]
    return Market(
        customers=int(scenario.population.shops),
        spending=demand.mean * asked,
        margin=1.0 - landed / asked,
        interest=days * credit.capital_cost / DAYS_A_YEAR,
        rent=scenario.cost.fixed[1],
    )


def free_entry(scenario: Scenario) -> Expected:
    """Wholesalers between shops and makers, who come and go until none can gain by it."""
    stock, demand, population = scenario.stock, scenario.demand, scenario.population
    ordering_up_to(scenario)
    require(scenario.entry.room > 0, "where wholesalers come and go")
    require(scenario.n_levels == 3, "for one tier between shops and makers")
    require(scenario.price.goods == GoodsPricing.COST_PLUS, "for cost-plus prices")
    require(
        demand.law == DemandLaw.STEP and demand.mean == demand.step_mean > 0,
        "for demand that never changes",
    )
    shops, each = int(population.shops), population.shops_per_supplier
    require(shops % each == 0, "for wholesalers who begin with equally many shops")
    require(scenario.entry.usual_profit == 0, "where profit beyond costs and interest is not usual")
    require(not any(lever.level or lever.historical for lever in scenario.levers), "without levers")
    days = [*map(sum, zip(stock.lead_time_days, stock.order_delay_days, strict=True))]
    held = [*map(min, stock.order_up_to, stock.initial)]
    first_orders = (1.0 + scenario.entry.room) * stock.order_up_to[1]  # newcomers', on top
    for level, (buyers, more) in enumerate(((1, 0.0), (shops, 0.0), (shops, first_orders))):
        needed = buyers * demand.mean * (days[level] + FIRST_DAYS) + more
        require(held[level] >= needed, "for ample stock")
    market, firms = market_of(scenario), shops // each
    require(market.rent > 0, "where wholesalers have costs")
    for newcomer in (False, True):
        least = least_customers(market, newcomer)
        clear = least > market.customers or abs(least - round(least)) > CLEAR * least
        require(clear, "away from the rent that a whole number of shops just pays")
    room = int(scenario.entry.room * firms)
    return {"firms.tier1": float(zero_profit(market, firms, room))}


THEORIES = (
    Theory("free_entry", free_entry),
    Theory("free_entry_crowded", free_entry),
)
