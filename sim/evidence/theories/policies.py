"""Theories of one shop that keeps its stock by any of the policies."""

import math
from statistics import NormalDist

from sim.evidence.answers.fixed_quantity import same_order
from sim.evidence.answers.lost_sales import lost_sales
from sim.evidence.answers.order_policies import Order, in_lots, min_max, owing, up_to
from sim.evidence.answers.outage import interrupted
from sim.evidence.answers.room import best_level
from sim.evidence.theories.laws import law_of
from sim.evidence.theories.theory import (
    Expected,
    Theory,
    ample_source,
    known_lead_times,
    losing,
    ordering_up_to,
    require,
    single_units,
)
from sim.scenario import DemandLaw, ForecastMethod, LevelRule, Policy, Scenario, Unfilled

ROUNDING = 1e-6  # units by which 32-bit safety factors may move a level


def one_shop(scenario: Scenario) -> Expected:
    """What it serves, keeps, owes and pays, from the law of its position after ordering."""
    stock = scenario.stock
    order, top = order_rule(scenario)
    lead, delay, review = (
        stock.lead_time_days[0],
        stock.order_delay_days[0],
        stock.review_period_days[0],
    )
    known_lead_times(scenario)
    ample_source(scenario)
    require(not any(stock.returns), "without returns")
    require(stock.shelf_life_days == 0, "for goods that keep")
    if stock.unfilled[0] == Unfilled.LOST:
        losing(scenario)
        law = law_of(scenario)
        lost = lost_sales(order, top, law.mean, lead, delay, law.ratio, review, law.chances)
        return {
            "fill_rate.tier0": lost.fill_rate,
            "days_without_stockout.tier0": lost.share_days_served,
            "shelf_audit_rate.tier0": lost.shelf_audit_rate,
            "end_stock.tier0": lost.mean_end_stock,
            **costs(scenario, lost.mean_end_stock, 0.0, lost.orders, law.mean - lost.sales),
        }
    require(scenario.n_levels == 1, "for a shop at an ample source")
    law = law_of(scenario, known=True)
    start = top
    if scenario.demand.law == DemandLaw.STEP:
        start = first_position(scenario, order, round(law.mean))
    owed = owing(order, start, law.mean, lead + delay, law.ratio, review, law.chances)
    return {
        "fill_rate.tier0": owed.fill_rate,
        "days_without_stockout.tier0": owed.share_days_served,
        "days_without_backlog.tier0": owed.share_days_without_backlog,
        "end_stock.tier0": owed.mean_end_stock,
        "backlog.tier0": owed.mean_backlog,
        **costs(scenario, owed.mean_end_stock, owed.mean_backlog, owed.orders, 0.0),
    }


def costs(
    scenario: Scenario, end_stock: float, backlog: float, orders: float, lost: float
) -> Expected:
    """Cost and orders a day, where anything costs something; lost: units a day."""
    stock = scenario.stock
    each = (stock.holding_cost, stock.backlog_cost, stock.order_cost, stock.lost_sale_cost)
    if not any(cost[0] for cost in each):
        return {}
    amounts = (end_stock, backlog, orders, lost)
    total = sum(cost[0] * amount for cost, amount in zip(each, amounts, strict=True))
    counted = {"orders.tier0": orders} if stock.order_cost[0] else {}
    return {"cost.tier0": total, **counted}


def first_position(scenario: Scenario, order: Order, wanted: int) -> int:
    """The position after the first evening's order, from which known demand goes round.

    wanted  units a day

    Raises:
        OutsideTheoryError: when days that count are no whole number of rounds.
    """
    stock, calendar = scenario.stock, scenario.calendar
    require(stock.standing_order_days == 0, "without a scripted start")
    review, slots = stock.review_period_days[0], stock.lead_time_days[0] + stock.order_delay_days[0]
    position = int(stock.initial[0] + slots * stock.initial_pipeline[0]) - wanted
    after = first = position + order(position)
    seen: list[int] = []
    while after not in seen:
        seen.append(after)
        after += order(after - review * wanted) - review * wanted
    days = (calendar.end - calendar.start).days + 1
    round_of = review * (len(seen) - seen.index(after))
    require(days % round_of == 0, f"for whole rounds of orders, of {round_of} days")
    return first


def order_rule(scenario: Scenario) -> tuple[Order, int]:
    """The order at a position, and a position at which nothing is ordered.

    Raises:
        OutsideTheoryError: when levels are not given, or lots come in cases.
    """
    stock = scenario.stock
    require(scenario.grain.goods == 1, "for goods counted in whole units")
    if stock.level_rule[0] == LevelRule.PROFIT:
        level, lot = most_profitable(scenario), max(stock.lot_size[0], 1)
        return in_lots(level - 1, lot), level + lot - 1
    if stock.level_rule[0] != LevelRule.GIVEN:
        level = known_level(scenario)
        return up_to(level), level
    point, level = int(stock.reorder_point[0]), int(stock.order_up_to[0])
    if stock.policy[0] == Policy.REORDER_POINT:
        require(not stock.lot_cases[0] and not stock.moq[0], "without smallest orders")
        lot = max(stock.lot_size[0], 1)
        return in_lots(point, lot), point + lot
    single_units(scenario)
    return (min_max(point, level) if stock.policy[0] == Policy.MIN_MAX else up_to(level)), level


def known_level(scenario: Scenario) -> int:
    """The order-up-to level of a shop that knows the law of demand, rounded up.

    Raises:
        OutsideTheoryError: when it learns, or follows another policy.
    """
    stock, law = scenario.stock, law_of(scenario)
    require(stock.policy[0] == Policy.ORDER_UP_TO, "for the policy order_up_to")
    require(stock.forecast[0] == ForecastMethod.CONSTANT, "for a shop that knows its demand")
    single_units(scenario)
    days = stock.lead_time_days[0] + stock.order_delay_days[0] + stock.review_period_days[0] - 1
    factor = stock.safety_factor[0]
    if stock.level_rule[0] == LevelRule.TARGET:
        factor = NormalDist().inv_cdf(stock.service_target[0])
    safety = factor * math.sqrt(law.variance * days)
    return math.ceil(max(law.mean * days + safety, stock.minimum_facing[0]) - ROUNDING)


def most_profitable(scenario: Scenario) -> int:
    """The level of a shop that knows its demand and weighs a unit's margin against its room.

    Raises:
        OutsideTheoryError: when it learns, forgets, or follows another policy.
    """
    stock, demand, law = scenario.stock, scenario.demand, law_of(scenario)
    require(stock.policy[0] == Policy.ORDER_UP_TO, "for the policy order_up_to")
    require(stock.forecast[0] == ForecastMethod.CONSTANT, "for a shop that knows its demand")
    require(stock.attention == 1, "for an owner who forgets nothing")
    require(scenario.credit.capital_cost == 0, "where goods tie up no money")
    require(not stock.lot_cases[0] and not stock.moq[0], "without smallest orders")
    cost = scenario.price.producer_cost
    margin = cost * scenario.price.markup[0]
    loses = margin * (1.0 - demand.wait) + stock.lost_sale_cost[0]  # it has no other product
    return best_level(
        law.mean,
        law.ratio,
        stock.review_period_days[0],
        stock.lead_time_days[0] + stock.order_delay_days[0],
        max(stock.lot_size[0], 1),
        loses,
        stock.room_price + 0.5 * stock.holding_cost[0],
    )


def fixed_quantity(scenario: Scenario) -> Expected:
    """A shop that orders one quantity each time, whatever it has; what it lacks is lost."""
    stock, law = scenario.stock, law_of(scenario)
    require({*stock.policy} == {Policy.FIXED_QUANTITY}, "for the policy fixed_quantity")
    require(scenario.grain.goods == 1, "for goods counted in whole units")
    require(stock.shelf_life_days == 0, "for goods that keep")
    known_lead_times(scenario)
    ample_source(scenario)
    losing(scenario)
    quantity, review = stock.lot_size[0], stock.review_period_days[0]
    require(quantity < law.mean * review, "where less is ordered than asked for")
    exact = same_order(quantity, review, law.mean, law.ratio, law.chances)
    return {
        "fill_rate.tier0": exact.fill_rate,
        "days_without_stockout.tier0": exact.share_days_served,
        "shelf_audit_rate.tier0": exact.shelf_audit_rate,
        "end_stock.tier0": exact.mean_end_stock,
        **costs(scenario, exact.mean_end_stock, 0.0, 1.0 / review, exact.lost),
    }


def source_outage(scenario: Scenario) -> Expected:
    """A shop that orders up to a level each evening from a source that fails for some days."""
    stock, calendar, law = scenario.stock, scenario.calendar, law_of(scenario)
    outage = scenario.shocks.supplier_failure
    ordering_up_to(scenario)
    known_lead_times(scenario)
    ample_source(scenario)
    require(scenario.n_levels == 1, "for a shop at a source")
    require({*stock.unfilled} == {Unfilled.BACKORDER}, "where unmet demand is owed")
    require(scenario.grain.goods == 1, "for goods counted in whole units")
    require(outage.size == 1, "for a source that ships nothing")
    lead, delay = stock.lead_time_days[0], stock.order_delay_days[0]
    require(calendar.warmup_days > lead + delay, "once goods have come, in the warm-up")
    exact = interrupted(
        int(stock.order_up_to[0]),
        law.mean,
        lead,
        delay,
        ((outage.start - calendar.start).days, (outage.end - calendar.start).days),
        range((calendar.end - calendar.start).days + 1),
        law.ratio,
        law.chances,
    )
    return {
        "fill_rate.tier0": exact.fill_rate,
        "days_without_stockout.tier0": exact.share_days_served,
        "days_without_backlog.tier0": exact.share_days_without_backlog,
        "end_stock.tier0": exact.mean_end_stock,
        "backlog.tier0": exact.mean_backlog,
    }


ONE_SHOP = (
    "plain",
    "r_nq",
    "s_s",
    "service_target",
    "given_chances",
    "long_lead_time",
    "eoq",
    "s_s_cost",
    "lost_sale_cost",
    "profit_level",
)
THEORIES = (
    *(Theory(name, one_shop, sharp=0.03) for name in ONE_SHOP),
    Theory("t_q", fixed_quantity),
    Theory("source_outage", source_outage),
)
