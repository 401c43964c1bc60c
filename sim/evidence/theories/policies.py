"""Theories of one shop at an ample source that keeps its stock by any of the three policies."""

import math
from statistics import NormalDist

from sim.evidence.answers.lost_sales import lost_sales
from sim.evidence.answers.order_policies import Order, in_lots, min_max, owing, up_to
from sim.evidence.theories.theory import (
    Expected,
    Theory,
    ample_source,
    known_lead_times,
    losing,
    require,
    single_units,
    spread_of_demand,
)
from sim.scenario import ForecastMethod, LevelRule, Policy, Scenario, Unfilled

ROUNDING = 1e-6  # units by which 32-bit safety factors may move a level


def one_shop(scenario: Scenario) -> Expected:
    """What it serves, keeps and owes, from the law of its position after ordering."""
    stock = scenario.stock
    order, top = order_rule(scenario)
    mean, ratio = scenario.demand.mean, spread_of_demand(scenario)
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
        lost = lost_sales(order, top, mean, lead, delay, ratio, review)
        return {
            "fill_rate.tier0": lost.fill_rate,
            "days_without_stockout.tier0": lost.share_days_served,
            "shelf_audit_rate.tier0": lost.shelf_audit_rate,
            "end_stock.tier0": lost.mean_end_stock,
        }
    require(scenario.n_levels == 1, "for a shop at an ample source")
    owed = owing(order, top, mean, lead + delay, ratio, review)
    return {
        "fill_rate.tier0": owed.fill_rate,
        "days_without_stockout.tier0": owed.share_days_served,
        "days_without_backlog.tier0": owed.share_days_without_backlog,
        "end_stock.tier0": owed.mean_end_stock,
        "backlog.tier0": owed.mean_backlog,
    }


def order_rule(scenario: Scenario) -> tuple[Order, int]:
    """The order at a position, and a position at which nothing is ordered.

    Raises:
        OutsideTheoryError: when levels are not given, or lots come in cases.
    """
    stock = scenario.stock
    require(scenario.grain.goods == 1, "for goods counted in whole units")
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
    stock, mean = scenario.stock, scenario.demand.mean
    require(stock.policy[0] == Policy.ORDER_UP_TO, "for the policy order_up_to")
    require(stock.forecast[0] == ForecastMethod.CONSTANT, "for a shop that knows its demand")
    single_units(scenario)
    days = stock.lead_time_days[0] + stock.order_delay_days[0] + stock.review_period_days[0] - 1
    factor = stock.safety_factor[0]
    if stock.level_rule[0] == LevelRule.TARGET:
        factor = NormalDist().inv_cdf(stock.service_target[0])
    safety = factor * math.sqrt(mean * spread_of_demand(scenario) * days)
    return math.ceil(max(mean * days + safety, stock.minimum_facing[0]) - ROUNDING)


THEORIES = tuple(
    Theory(name, one_shop, sharp=0.03) for name in ("plain", "r_nq", "s_s", "service_target")
)
