"""The order-up-to level that earns its owner most.

One unit more on the shelf earns a margin if customers ask for it before the next order can be
there; it takes room and ties up money until then, and what has gone bad is lost. The level rises
while the next unit is worth more than it costs, on average over what lots add to it (a marginal
rule, as the newsvendor's). All is told by unit of goods and round; money in RMB or its grains.
Source: Silver, Pyke and Peterson 1998, chapter 7; one price of room: Corstjens and Doyle 1981.
"""

import math

from sim.engine.machine.compiling import compiled
from sim.rules.count_laws import chance_of, next_chance, shape_and_ratio

NEGLIGIBLE = 1e-6  # a chance to sell that nobody counts on
LEAST_PRICE = 1e-3  # money a case and day; from nothing at all no price could rise again
CERTAIN = 7.0  # standard deviations below the mean up to which everything sells


@compiled
def cost_of_keeping(room_price, room, capital_cost, holding_cost, days):
    """What a unit more costs until the next order can be there.

    room_price    money a case and day: what the room would earn for other goods
    room          cases that a unit takes; it is kept free all the time
    capital_cost  money a day that the unit's cost would bring elsewhere
    holding_cost  money a day; of both, half: half of the time it is sold already
    days          of the round
    """
    return days * (room_price * room + 0.5 * (capital_cost + holding_cost))


@compiled
def days_at_risk(order_delay, lead_time, review_period, short):
    """Days of demand that a level has to cover, where customers who find nothing leave.

    As `cover_days`, but of the days before the goods come only what they can lose: not the demand
    that finds the shelf empty anyway, nor what the next round's order is already blamed for.
    short  chance that the shelf runs out in a round
    """
    before = order_delay + lead_time - 1
    overlap = review_period / (review_period + before)
    return review_period + before * max(1.0 - short, 0.0) * overlap


@compiled
def worth_of_next(sells, keeps, gain, keeping, spoiled):
    """What one unit more is expected to bring in a round.

    sells   chance that it is asked for in the round; keeps: before it is too old
    gain    money if it is sold: margin, and what a customer who leaves would cost
    """
    return gain * sells - keeping - spoiled * (1.0 - keeps)


@compiled
def most_profitable_level(
    mean, variance, days, life_days, review_period, lot, gain, keeping, spoiled, worths
):
    """Units of the best order-up-to level, and the money by which a unit's worth falls there.

    0 where not even a lot whenever the shelf is empty would pay.

    mean, variance  of a day's demand, units; days: `days_at_risk`
    life_days       until what is ordered tonight is too old
    lot             units; orders leave 0 to lot - 1 units above the level
    gain, keeping, spoiled  as in `worth_of_next`; spoiled: lost on a unit that gets too old
    worths          float64 (at least lot,): room to work in
    """
    if gain * mean * review_period <= keeping * (lot + 1) / 2:  # half a lot stands there
        return 0, gain
    days = min(days, life_days)
    expected, spread = mean * days, max(variance, mean) * days
    until_old, old_spread = mean * life_days, max(variance, mean) * life_days
    shape, ratio = shape_and_ratio(expected, spread)
    unit = max(int(expected - CERTAIN * math.sqrt(spread)), 0)  # the units before it sell for sure
    chance = chance_of(unit, expected, spread, shape)
    sells, keeps = 1.0 - chance, 1.0
    lives, old_shape, old_ratio = 0.0, 0.0, 0.0
    if spoiled > 0.0:
        old_shape, old_ratio = shape_and_ratio(until_old, old_spread)
        lives = chance_of(unit, until_old, old_spread, old_shape)
        keeps = 1.0 - lives
    level = max(unit, 1)  # nothing is ordered below it
    total, fall, judged = 0.0, gain, 0
    keeping = max(keeping, NEGLIGIBLE * gain)  # else ever more would be worth it
    while judged < lot or total > 0.0:
        if unit >= level:
            worth = worth_of_next(sells, keeps, gain, keeping, spoiled)
            at = unit % lot
            total += worth
            if judged >= lot:  # the window of a lot moves on by one
                fall = (worths[at] - worth) / lot
                total -= worths[at]
                level += 1
            worths[at] = worth
            judged += 1
        chance = next_chance(chance, unit, shape, ratio)
        sells = max(sells - chance, 0.0)
        if spoiled > 0.0:
            lives = next_chance(lives, unit, old_shape, old_ratio)
            keeps = max(keeps - lives, 0.0)
        unit += 1
    return level, max(fall, NEGLIGIBLE * gain)


@compiled
def next_room_price(price, taken, room, change):
    """Price of a shop's room after a review: a step of Newton's rule on its logarithm.

    price   money a case and day, > 0
    taken   cases that the levels take at that price; room: that the shop has
    change  cases by which they would shrink for each money more, > 0
    """
    step = (taken - room) / (price * change)
    return max(price * math.exp(min(max(step, -1.0), 1.0)), LEAST_PRICE)


@compiled
def room_worth_its_rent(price, rent, taken, change):
    """Cases that earn a shop their rent: the step of `next_room_price` the other way round.

    price   money a case and day that its room is worth to it, > 0; rent: that it costs
    taken   cases that the levels take at that price
    change  cases by which they would shrink for each money more, > 0
    """
    step = math.log(price / max(rent, LEAST_PRICE))
    return max(taken + price * change * min(max(step, -1.0), 1.0), 0.0)
