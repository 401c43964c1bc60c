"""How much a keeper of stock orders: order-up-to, (r, nQ), (s, S), (T, Q), with lots.

One set of rules for shops, middlemen and makers. All quantities are in grains of goods.
"""

import math

from sim.engine.machine.compiling import compiled
from sim.scenario.groups.stock_choices import Policy

KEEPS = -1  # days that goods last that do not age
HAIR = 1e-9  # grains by which a computed level may be off without an order of one grain more


@compiled
def cover_days(order_delay, lead_time, review_period):
    """Days until the next order can be on the shelf: d + L + R - 1."""
    return order_delay + lead_time + review_period - 1


@compiled
def level_from_forecast(forecast, variance, days, safety_factor, facing):
    """Order-up-to level that covers `days` of demand with a safety stock.

    forecast       grains a day
    variance       of the forecast error of a day, grains squared
    days           cover_days
    safety_factor  standard deviations over the cover time
    facing         grains; the level is never below it
    Source: Silver, Pyke and Peterson 1998, chapter 7.
    """
    safety = safety_factor * math.sqrt(max(variance, 0.0) * days)
    return max(forecast * days + safety, facing)


@compiled
def level_that_keeps(level, forecast, days_left, hands, facing):
    """An order-up-to level cut to what is sold on while the goods are still of use to others.

    Who sells on goods that age leaves as many days to each of those whom they have yet to pass.

    level      grains, of `level_from_forecast`
    forecast   grains a day
    days_left  to the goods when they leave the supplier
    hands      keepers, this one included, until customers have them
    facing     grains; the level is not cut below it
    """
    return min(level, max(forecast * days_left / hands, facing))


@compiled
def counted_as_owed(due, stock, capacity, owes):
    """Grains of tonight's orders that a supplier counts as owed when it orders itself.

    Where the rest is lost it will never ship more than it can tonight.

    due       grains of orders that fall due tonight
    stock     grains on hand tonight
    capacity  grains that it ships in an evening at most
    owes      whether what it cannot serve is owed, not lost
    """
    return due if owes else min(due, stock, capacity)


@compiled
def lot_to_share(lot, forecast, cover, credit_days, fresh_days):
    """A lot of cases, or as much of it as a shop can sell in good time; neighbours take the rest.

    In good time: before it is too old, or else before it is to be paid or more has come.

    lot          grains
    forecast     grains a day
    cover        days, of `cover_days`; credit_days: until goods are to be paid
    fresh_days   that they can be sold when they come; KEEPS where they do not age
    """
    days = max(cover, credit_days) if fresh_days == KEEPS else fresh_days
    return min(lot, max(math.ceil(forecast * days - HAIR), 1))


@compiled
def whole_lots(wanted, lot, moq):
    """Fewest whole lots that cover `wanted` and the smallest order `moq`; 0 if nothing is wanted.

    wanted  grains, may be negative
    lot     grains, >= 1
    moq     grains, 0 for none
    """
    if wanted <= 0:
        return 0
    return lot * (-(-max(wanted, moq) // lot))


@compiled
def order_quantity(policy, position, level, reorder_point, lot, moq):
    """Grains to order tonight.

    policy         Policy: ORDER_UP_TO raises the position to `level` every review; REORDER_POINT is
                   (r, nQ): as many lots as lift the position above r, when it is at or below r;
                   MIN_MAX is (s, S): up to `level` when the position is at or below s;
                   FIXED_QUANTITY is (T, Q): one lot every review, whatever the position
    position       on hand + on order - owed
    level          S
    reorder_point  r or s
    lot, moq       as in whole_lots
    Source: Zipkin 2000, chapters 3 and 6.
    """
    if policy == Policy.ORDER_UP_TO:
        return whole_lots(math.ceil(level - position - HAIR), lot, moq)
    if policy == Policy.FIXED_QUANTITY:
        return lot
    if position > reorder_point:
        return 0
    if policy == Policy.REORDER_POINT:
        return whole_lots(math.floor(reorder_point - position) + 1, lot, moq)
    return whole_lots(math.ceil(level - position - HAIR), lot, moq)


@compiled
def surplus(position, level, lot):
    """Grains, in whole lots, by which the position is above the order-up-to level; else 0."""
    return lot * (max(math.floor(position - level + HAIR), 0) // lot)


@compiled
def affordable(quantity, price, money, lot):
    """The largest whole number of lots up to `quantity` that `money` pays for.

    price  money a grain, landed
    money  >= 0
    """
    if quantity * price <= money:
        return quantity
    return lot * int(money / price / lot)
