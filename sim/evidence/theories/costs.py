"""Theories of what a chain costs and earns."""

from sim.evidence.answers.known_demand import chain_at_rest
from sim.evidence.theories.prices import FLOAT32, cost_plus, shops_a_firm
from sim.evidence.theories.theory import Expected, Theory, ordering_up_to, require
from sim.scenario import DemandLaw, Scenario, Unfilled


def known_demand(scenario: Scenario) -> Expected:
    """Cost-plus sellers who order up to a level, at rest under a demand that never changes."""
    stock, price, days = scenario.stock, scenario.price, scenario.calendar
    n = scenario.n_levels
    ordering_up_to(scenario)
    require(scenario.demand.law == DemandLaw.STEP, "for demand of law step")
    require(scenario.demand.step_day == 1, "for a demand that has made its step")
    require({*stock.unfilled} == {Unfilled.BACKORDER}, "where unmet demand is owed")
    require(not stock.shelf_life_days, "for goods that keep")
    windows = [sum(both) for both in zip(stock.lead_time_days, stock.order_delay_days, strict=True)]
    require(days.warmup_days > sum(windows), "once the chain is at rest")
    prices = cost_plus(scenario)
    asked = [prices[f"price.tier{tier}"] for tier in range(n)]
    paid = [*asked[1:], price.producer_cost]
    if n > 1:
        paid[n - 2] += scenario.freight.per_kg
    shops = shops_a_firm(scenario)
    require(all(served == int(served) for served in shops), "where all firms serve as many shops")
    tiers = chain_at_rest(
        [scenario.demand.step_mean * served for served in shops],
        [below / above for below, above in zip(shops, [*shops[1:], shops[-1]], strict=True)],
        stock.order_up_to,
        windows,
        [got - given for got, given in zip(asked, paid, strict=True)],
        stock.holding_cost,
        stock.backlog_cost,
    )
    late = n > 1 and shops[1] > 1 and tiers[1].fill_rate == 0.0
    require(not late, "where firms that share a supplier wait alike")
    counted = (days.end - days.start).days + 1
    firms = [scenario.population.shops / served for served in shops]
    total = sum(tier.cost * many * counted for tier, many in zip(tiers, firms, strict=True))
    expected = {**prices, "total_cost": total}
    for number, tier in enumerate(tiers):
        expected |= {f"{name}.tier{number}": value for name, value in tier._asdict().items()}
    return expected


THEORIES = (Theory("known_demand", known_demand, rounding=FLOAT32),)
