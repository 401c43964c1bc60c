"""Theories of what buyers choose online."""

from math import log, sqrt
from typing import NamedTuple

from sim.engine.year import DAYS_A_YEAR
from sim.evidence.answers.logit import logit as mcfadden
from sim.evidence.theories.theory import Expected, Theory, require
from sim.scenario import Scenario

ROOM = 50.0  # of carriers over a usual day: no parcel ever waits
ROUNDED = 1e-6  # prices are whole grains of money


class Offer(NamedTuple):
    """What the buyers of one province get, and think of it."""

    delivered: float  # RMB an order
    utility: float


def offers_of(scenario: Scenario) -> list[Offer]:
    """Delivered price and utility of each province, from the scenario's own terms."""
    given, online = scenario.marketplace, scenario.online
    mean_km = sum(given.km) / len(given.km)
    found = []
    for price, km, merchants, appeal in zip(
        given.price, given.km, given.merchants, given.appeal, strict=True
    ):
        by_way = online.parcel_distance_share * (km / mean_km - 1.0)
        delivered = price + online.parcel_price * (1.0 + by_way)
        days = 2.0 * online.handling_days + km / online.express_km_per_day
        utility = appeal + online.promotion - online.days_weight * days
        utility -= online.price_weight * log(delivered)
        utility += online.variety_weight * log(merchants * online.listings)
        found.append(Offer(delivered, utility))
    return found


def usual_orders(scenario: Scenario) -> list[float]:
    """Mean orders of each province on a mean day of the year."""
    online = scenario.online
    require(len(scenario.marketplace.price) > 0, "where there are offers")
    require(online.entry_speed == 0, "where no merchant comes or goes")
    moved = online.consolidation > 0 and online.carrier_growth > 0
    require(not moved, "where departures stay as they are")
    require(scenario.demand.income_growth == 0, "where incomes stay as they are")
    require(not any(lever.level for lever in scenario.levers), "without levers")
    offers = offers_of(scenario)
    chosen = mcfadden([each.utility for each in offers], scenario.marketplace.odds, online.nest)
    spent = scenario.marketplace.budget * chosen.offers
    return [
        spent * share / each.delivered for share, each in zip(chosen.shares, offers, strict=True)
    ]


def orders_a_day(scenario: Scenario) -> list[float]:
    """Mean orders of each province over the days that count."""
    first, last = scenario.calendar.start, scenario.calendar.end
    require(scenario.online.carrier_room >= ROOM, "for carriers with room")
    whole_years = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
    require(whole_years, "for whole calendar years")
    years, days = last.year - first.year + 1, (last - first).days + 1
    return [orders * years * DAYS_A_YEAR / days for orders in usual_orders(scenario)]


def money_a_day(scenario: Scenario) -> list[float]:
    """Mean spending on each province, RMB a day, parcels included."""
    delivered = [each.delivered for each in offers_of(scenario)]
    pairs = zip(orders_a_day(scenario), delivered, strict=True)
    return [orders * price for orders, price in pairs]


def logit(scenario: Scenario) -> Expected:
    """Shares of what is spent online, and of the budget; orders."""
    expected = {}
    orders, money = orders_a_day(scenario), money_a_day(scenario)
    for place, (count, spent) in enumerate(zip(orders, money, strict=True), start=1):
        expected[f"online_orders.province{place}"] = count
        expected[f"online_share.province{place}"] = spent / sum(money)
    return expected | {"online_spending_share": sum(money) / scenario.marketplace.budget}


def luck(scenario: Scenario) -> Expected:
    """Standard errors: the orders of each province are Poisson, and independent."""
    calendar = scenario.calendar
    days = (calendar.end - calendar.start).days + 1
    orders, money = orders_a_day(scenario), money_a_day(scenario)
    # Variance of the mean spending on each.
    spread = [spent**2 / count / days for count, spent in zip(orders, money, strict=True)]
    total = sum(money)
    errors = {"online_spending_share": sqrt(sum(spread)) / scenario.marketplace.budget}
    for place, (count, spent, own) in enumerate(zip(orders, money, spread, strict=True), start=1):
        share = spent / total
        of_others = share**2 * (sum(spread) - own)
        errors[f"online_orders.province{place}"] = sqrt(count / days)
        errors[f"online_share.province{place}"] = sqrt((1.0 - share) ** 2 * own + of_others) / total
    return errors


THEORIES = (Theory("logit", logit, rounding=ROUNDED, errors=luck),)
