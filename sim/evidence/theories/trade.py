"""Theories of trade between provinces."""

from sim.evidence.answers.iceberg import iceberg as samuelson
from sim.evidence.theories.prices import WHOLE_GRAINS, cost_plus, shops_a_firm
from sim.evidence.theories.theory import (
    Expected,
    Theory,
    ample_source,
    known_lead_times,
    ordering_up_to,
    require,
)
from sim.scenario import DemandLaw, Scenario


def iceberg(scenario: Scenario) -> Expected:
    """Provinces that buy from one; of what they are sent a share melts on the way."""
    price, demand, stock = scenario.price, scenario.demand, scenario.stock
    losses = scenario.freight.loss
    ordering_up_to(scenario)
    known_lead_times(scenario)
    ample_source(scenario)
    require(len(losses) > 1, "for several provinces")
    require(scenario.n_levels > 1, "where a firm sells to the shops")
    require(demand.law == DemandLaw.LINEAR, "for linear demand")
    require(price.loss_in_cost == 1, "where all that is lost counts in the cost")
    prices = cost_plus(scenario)
    freight = scenario.freight.per_kg if scenario.n_levels == 2 else 0.0
    landed = prices["price.tier1"] + freight
    trade = samuelson(landed, price.markup[0], losses, demand.intercept, demand.slope)

    shops = int(scenario.population.shops)
    of_shop = [trade[shop * len(losses) // shops] for shop in range(shops)]
    shipped = sum(each.shipped for each in of_shop) / shops
    days = [sum(both) for both in zip(stock.lead_time_days, stock.order_delay_days, strict=True)]
    most = [max(each.shipped for each in trade)] + [shipped * max(shops_a_firm(scenario))] * (
        scenario.n_levels - 1
    )
    held = map(min, stock.initial, stock.order_up_to)
    ample = all(have > need * n for have, need, n in zip(held, most, days, strict=True))
    require(ample, "for ample stock")
    # What has melted is known, and ordered anew, when the rest arrives.
    rounds = scenario.calendar.warmup_days // days[0]
    require(max(losses) ** rounds < WHOLE_GRAINS, "once orders have settled, in the warm-up")

    expected = {name: asked for name, asked in prices.items() if name != "price.tier0"}
    for tier in range(1, scenario.n_levels):
        expected[f"sales.tier{tier}"] = shipped * shops_a_firm(scenario)[tier]
    for place, each in enumerate(trade, start=1):
        expected[f"price.tier0.province{place}"] = each.price
        expected[f"sales.tier0.province{place}"] = each.used
        expected[f"purchases.tier0.province{place}"] = each.paid
    used = sum(each.used for each in of_shop) / shops
    return expected | {"lost_on_the_way_share": 1.0 - used / shipped}


THEORIES = (Theory("iceberg", iceberg, rounding=WHOLE_GRAINS),)
