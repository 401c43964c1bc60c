"""How much a keeper of stock wants of a shelf's product tonight, whatever it can pay.

A part of ordering; the same for shops, middlemen and makers.
"""

from typing import NamedTuple

from sim.engine.machine.compiling import compiled_part, compiled_row
from sim.engine.tables.columns import wide
from sim.engine.tables.ledger import whole
from sim.engine.tables.shelves import AMPLE
from sim.engine.year import DAYS_A_MONTH
from sim.phases.supply.cover import cover_of
from sim.rules.limited_lines import mean_shortfall
from sim.rules.stock_policies import (
    KEEPS,
    counted_as_owed,
    level_from_forecast,
    level_that_keeps,
    order_quantity,
    surplus,
)
from sim.scenario.groups.stock_choices import ForecastMethod, LevelRule, Policy, Unfilled

NO_FLOOR = -(2**31)  # grains: where orders may be negative, so may levels, or they bend orders


class Habits(NamedTuple):
    """How the keepers of a level order."""

    level: int
    policy: int
    level_rule: int
    order_up_to: float  # grains, and the reorder point: given where the rule says so
    reorder_point: float
    safety_factor: float  # standard deviations
    facing: float  # grains; no level is below it
    order_days: float  # of demand, that an order adds to the reorder point
    largest: int  # grains that may be on order
    credit_days: int
    smoothed: bool  # each smooths what it sees itself
    owes: bool  # what cannot be served is owed, not lost
    returns: bool  # what is too much goes back


@compiled_part
def habits_of(levels, level):
    """How the keepers of a level order."""
    returns = levels.returns[level] == 1 and levels.policy[level] == Policy.ORDER_UP_TO
    facing = wide(levels.minimum_facing[level])
    if returns and facing == 0.0:
        facing = NO_FLOOR * 1.0
    return Habits(
        level=level,
        policy=levels.policy[level],
        level_rule=levels.level_rule[level],
        order_up_to=levels.order_up_to[level] * 1.0,
        reorder_point=levels.reorder_point[level] * 1.0,
        safety_factor=levels.safety_factor[level],
        facing=facing,
        order_days=wide(levels.order_days[level]),
        largest=levels.largest[level],
        credit_days=levels.credit_days[level],
        smoothed=levels.forecast[level] == ForecastMethod.EXPONENTIAL_SMOOTHING,
        owes=levels.unfilled[level] == Unfilled.BACKORDER,
        returns=returns,
    )


@compiled_row
def level_of(tables, habits, cover, learnt, i):
    """The stock, grains on hand and on order, below which an order is due, and up to which it is.

    learnt  whether the keeper knows what its customers want from what the platform tells
    """
    shelves, terms, estimates = tables.shelves, tables.terms, tables.estimates
    mean, spread, facing = wide(shelves.forecast[i]), wide(shelves.variance[i]), habits.facing
    if learnt:
        mean, spread = estimates.mean[i], estimates.variance[i]
    if habits.level_rule == LevelRule.PROFIT:
        trigger = max(mean * cover.days + shelves.safety[i], facing)
    else:
        capacity = shelves.capacity[terms.supplier[i]]
        expected, apart = mean * cover.days, spread * cover.days
        if habits.level > 0 and capacity < AMPLE:  # shops wait for no lines
            behind = mean_shortfall(mean, spread, capacity / terms.review[i], DAYS_A_MONTH)
            expected += behind
            apart += behind * behind
        trigger = level_from_forecast(expected, apart, 1.0, habits.safety_factor, facing)
    if cover.fresh != KEEPS and habits.level > 0:
        days_left = cover.fresh + terms.lead[i]
        trigger = level_that_keeps(trigger, mean, days_left, shelves.hands[i], facing)
    if habits.policy == Policy.ORDER_UP_TO:
        return trigger, trigger
    return trigger, trigger + habits.order_days * mean


@compiled_row
def wanted(tables, settings, habits, learnt, i):
    """Grains to order for a shelf tonight, below 0 where some go back, and the lot they come in."""
    shelves, terms = tables.shelves, tables.terms
    trigger, target, lot = habits.reorder_point, habits.order_up_to, terms.lot[i]
    if habits.level_rule != LevelRule.GIVEN:
        cover = cover_of(tables, settings.levels, habits.level, i)
        trigger, target = level_of(tables, habits, cover, learnt, i)
        lot = cover.lot
    owed = counted_as_owed(shelves.due[i], shelves.stock[i], shelves.capacity[i], habits.owes)
    position = shelves.stock[i] + shelves.on_order[i] - shelves.backlog[i] - owed
    lost = wide(terms.transit_loss[i])
    if lost > 0.0:
        position -= whole(shelves.on_order[i] * lost)
        target = max(target, position + (target - position) / (1.0 - lost))
    quantity = order_quantity(habits.policy, position, target, trigger, lot, terms.moq[i])
    if habits.returns and quantity == 0:
        quantity = -surplus(position, target, lot)
    return quantity, lot
