"""Theories of carriers."""

import calendar
from datetime import date, timedelta
from math import ceil, sqrt

from sim.engine.year import DAYS_A_YEAR
from sim.evidence.answers import erlang
from sim.evidence.answers.day_queue import Total, day_queue
from sim.evidence.theories.choice import usual_orders
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


def share_of_year(scenario: Scenario, day: date) -> float:
    """A day's part of a year's orders: its month's, evenly; Singles' Day has its own."""
    online = scenario.online
    of_month = online.month_index[day.month - 1] / sum(online.month_index)
    days = calendar.monthrange(day.year, day.month)[1]
    if day.month != 11:
        return of_month / days
    return online.singles_day if day.day == 11 else (of_month - online.singles_day) / (days - 1)


def carriers_of_provinces(scenario: Scenario) -> dict[str, Total]:
    """Parcels a day that wait at night, and that are late, of all provinces together."""
    online, dates = scenario.online, scenario.calendar
    require(online.days_weight == 0, "where no buyer minds the wait")
    require(online.carrier_growth == 0, "for carriers who never grow")
    first = dates.start - timedelta(days=dates.warmup_days)
    days = [first + timedelta(days=day) for day in range((dates.end - first).days + 1)]
    season = [DAYS_A_YEAR * share_of_year(scenario, day) for day in days]
    usual = usual_orders(scenario)
    of_each = {orders: ceil(online.carrier_room * orders) + 1 for orders in usual}
    queues = {
        orders: day_queue([orders * share for share in season], room)
        for orders, room in of_each.items()
    }
    return {
        name: Total(
            sum(getattr(queues[orders], kind).mean for orders in usual) / len(days),
            sum(getattr(queues[orders], kind).variance for orders in usual) / len(days) ** 2,
        )
        for name, kind in (("waiting_parcels", "waiting"), ("late_parcels", "late"))
    }


def carrier_queue(scenario: Scenario) -> Expected:
    """Carriers of a marketplace: parcels that they have no room for wait for the next day."""
    return {name: total.mean for name, total in carriers_of_provinces(scenario).items()}


def luck_of_queues(scenario: Scenario) -> Expected:
    """Standard errors: provinces are independent."""
    return {name: sqrt(total.variance) for name, total in carriers_of_provinces(scenario).items()}


THEORIES = (
    Theory("erlang_loss", erlang_loss),
    Theory("carrier_queue", carrier_queue, errors=luck_of_queues),
)
