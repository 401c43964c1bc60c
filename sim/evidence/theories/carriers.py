"""Theories of carriers."""

from sim.evidence.answers import erlang
from sim.evidence.theories.theory import (
    Expected,
    Theory,
    ample_source,
    known_lead_times,
    losing,
    ordering_up_to,
    require,
)
from sim.scenario import DemandLaw, Scenario


def erlang_loss(scenario: Scenario) -> Expected:
    """Vans: the stock is those at the depot, the lead time the days that one is away."""
    stock = scenario.stock
    ordering_up_to(scenario)
    known_lead_times(scenario)
    ample_source(scenario)
    losing(scenario)
    require(scenario.demand.law == DemandLaw.POISSON, "for poisson demand")
    days = stock.order_delay_days[0] + stock.lead_time_days[0]
    exact = erlang.by_days(scenario.demand.mean, days, int(stock.order_up_to[0]))
    return {
        "fill_rate.tier0": exact.served,
        "days_without_stockout.tier0": exact.share_days_served,
        "shelf_audit_rate.tier0": exact.share_days_all_out,
        "end_stock.tier0": exact.vans_at_close,
    }


THEORIES = (Theory("erlang_loss", erlang_loss),)
