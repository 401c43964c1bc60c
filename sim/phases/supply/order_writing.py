"""What each keeper of stock orders tonight, shelf by shelf, as far as its money goes.

A part of the ordering phase; the same for shops, middlemen and makers.
"""

import math

from sim.engine.machine.compiling import compiled_part
from sim.engine.randomness import Stream, bits, day_key, fraction
from sim.engine.tables.columns import wide
from sim.engine.tables.shelves import AMPLE
from sim.engine.year import DAYS_A_MONTH
from sim.phases.platform.smallest_orders import begins_delivery, complete_orders
from sim.rules.attention import chance_to_see
from sim.rules.credit import credit_left, gives_credit, within_means
from sim.rules.limited_lines import mean_shortfall
from sim.rules.stock_policies import (
    KEEPS,
    counted_as_owed,
    cover_days,
    level_from_forecast,
    level_that_keeps,
    lot_to_share,
    order_quantity,
    surplus,
)
from sim.scenario.groups.stock_choices import ForecastMethod, LevelRule, Policy, Unfilled

READS = (
    "shelves: keeper batch next_product stock backlog due capacity safety forecast variance price;"
    " terms: supplier direct lead lead_spread lot moq review freight drop barred; batches:"
    " fresh_days; estimates: mean variance; keepers: level first_shelf upstream offset open"
    " analytics direct_ordering; accounts: cash payable arrears credit_limit overdraft; levels:"
    " policy level_rule order_up_to reorder_point safety_factor order_days order_delay unfilled"
    " minimum_facing standing_order returns largest forecast credit_days"
)
WRITES = "shelves: on_order ordered let_down; accounts: orders; levels: too_large"

ATTENTION = int(Stream.ATTENTION)
NO_FLOOR = -(2**31)  # grains: where orders may be negative, so may levels, or they bend orders


@compiled_part
def orders_of_keepers(tables, settings, today, lo, hi):
    """Write tonight's orders of the keepers lo..hi-1, as far as their cash and credit go."""
    shelves, terms, keepers = tables.shelves, tables.terms, tables.keepers
    accounts, levels, batches = tables.accounts, tables.levels, tables.batches
    estimates = tables.estimates
    review_of, supplier_of, direct = terms.review, terms.supplier, terms.direct
    lot_of, moq_of, freight, barred = terms.lot, terms.moq, terms.freight, terms.barred
    lead, lead_spread, price_of = terms.lead, terms.lead_spread, shelves.price
    stock, on_order, backlog = shelves.stock, shelves.on_order, shelves.backlog
    due, ordered, next_product = shelves.due, shelves.ordered, shelves.next_product
    capacity, drop, let_down = shelves.capacity, terms.drop, shelves.let_down
    forecast, variance, keeper_of = shelves.forecast, shelves.variance, shelves.keeper
    batch, fresh_days = shelves.batch, batches.fresh_days
    first_shelf = keepers.first_shelf
    scripted = today.day < settings.standing_days
    first_word, second_word = day_key(today.seed, ATTENTION, today.day)
    for keeper in range(lo, hi):
        if keepers.open[keeper] == 0:
            continue
        level = keepers.level[keeper]
        policy, given = levels.policy[level], levels.level_rule[level] == LevelRule.GIVEN
        by_profit = levels.level_rule[level] == LevelRule.PROFIT
        attention = 1.0
        if level == 0 and not scripted:
            reminded = settings.reminders * keepers.analytics[keeper]
            attention -= (1.0 - settings.attention) * (1.0 - reminded)
        shares = level == 0 and settings.levels.shares == 1
        delay, safety_factor = levels.order_delay[level], levels.safety_factor[level]
        facing, order_days = levels.minimum_facing[level], levels.order_days[level]
        smoothed = levels.forecast[level] == ForecastMethod.EXPONENTIAL_SMOOTHING
        learnt = not smoothed and keepers.analytics[keeper] == 0
        owes, largest = levels.unfilled[level] == Unfilled.BACKORDER, levels.largest[level]
        may_return = levels.returns[level] == 1 and policy == Policy.ORDER_UP_TO
        if may_return and facing == 0:
            facing = NO_FLOOR
        upstream, credit_days = keepers.upstream[keeper], levels.credit_days[level]
        cash = max(accounts.cash[keeper] + accounts.overdraft[keeper], 0)
        credit = 0
        if credit_days > 0:
            credit = credit_left(
                accounts.credit_limit[keeper], accounts.payable[keeper], accounts.arrears[keeper]
            )
        evening = today.day + keepers.offset[keeper]
        written, round_of, tonight = 0, 0, False
        for i in range(first_shelf[keeper], first_shelf[keeper + 1]):
            review = review_of[i]
            if review != round_of:  # neighbours on the shelf mostly share it
                round_of, tonight = review, scripted or review == 1 or evening % review == 0
            if not tonight:
                continue
            supplier = supplier_of[i]
            if supplier < 0 or next_product[i] >= 0 or barred[i] == 1:
                continue
            if attention < 1.0:
                luck = fraction(bits(first_word, second_word, i))
                if luck >= attention and luck >= chance_to_see(
                    attention, forecast[i] * review / settings.grain, settings.reminding
                ):
                    continue
            lot, moq = lot_of[i], moq_of[i]
            if scripted:
                quantity = int(levels.standing_order[level])
            else:
                if given:
                    target = levels.order_up_to[level] * 1.0
                    trigger = levels.reorder_point[level] * 1.0
                else:
                    longer = settings.spread_share * lead_spread[i]
                    days, fresh = cover_days(delay, lead[i] + longer, review), KEEPS
                    if batch[i] >= 0:
                        fresh = fresh_days[batch[i]]
                    if shares and direct[i] == 0:
                        lot = lot_to_share(lot, wide(forecast[i]), days, credit_days, fresh)
                    if batch[i] >= 0:
                        # No more than sells before it is too old, judging by the last delivery.
                        days = min(days, fresh)
                    mean, spread = wide(forecast[i]), wide(variance[i])
                    if learnt:
                        mean, spread = estimates.mean[i], estimates.variance[i]
                    if by_profit:
                        trigger = max(mean * days + shelves.safety[i], facing)
                    else:
                        expected, apart = mean * days, spread * days
                        if level > 0 and capacity[supplier] < AMPLE:  # shops wait for no lines
                            lines = capacity[supplier] / review
                            behind = mean_shortfall(mean, spread, lines, DAYS_A_MONTH)
                            expected += behind
                            apart += behind * behind
                        trigger = level_from_forecast(expected, apart, 1.0, safety_factor, facing)
                    if batch[i] >= 0 and level > 0:
                        days_left = fresh_days[batch[i]] + lead[i]
                        trigger = level_that_keeps(trigger, mean, days_left, level + 1, facing)
                    target = trigger
                    if policy != Policy.ORDER_UP_TO:
                        target = trigger + wide(order_days) * mean
                owed = backlog[i] + counted_as_owed(due[i], stock[i], capacity[i], owes)
                position = stock[i] + on_order[i] - owed
                quantity = order_quantity(policy, position, target, trigger, lot, moq)
                if may_return and quantity == 0:
                    quantity = -surplus(position, target, lot)
            countable = min(max(quantity, -largest - on_order[i]), largest - on_order[i])
            if countable != quantity:
                quantity, levels.too_large[level] = countable, 1
            if quantity == 0:
                continue
            if quantity < 0:
                ordered[i] = quantity
                on_order[i] += quantity
                written += 1
                continue
            price = price_of[supplier] * (1.0 + settings.platform_fee * direct[i])
            charge, lent = 0.0, 0
            if gives_credit(keeper_of[supplier], direct[i], upstream, credit_days):
                lent = credit
            if direct[i] == 1 and begins_delivery(
                ordered, direct, supplier_of, keeper_of, settings.warehouse, i, first_shelf[keeper]
            ):
                charge = wide(drop[i])
            carriage, purse = wide(freight[i]), max(cash - charge, 0.0)
            quantity = within_means(quantity, price, carriage, lent, purse, lot)
            if quantity < max(moq, 1):
                continue
            lent = min(lent, math.ceil(quantity * price))
            credit -= lent
            cash = max(cash - (math.ceil(quantity * (price + carriage) + charge) - lent), 0)
            ordered[i] = quantity
            on_order[i] += quantity
            let_down[i] = 0
            written += 1
        if written > 0 and settings.minimum_order > 0.0 and keepers.direct_ordering[keeper]:
            written += complete_orders(
                shelves, terms, settings, first_shelf[keeper], first_shelf[keeper + 1], cash
            )
        accounts.orders[keeper] = written
