"""What each keeper of stock orders tonight, shelf by shelf, as far as its money goes.

A part of the ordering phase; the same for shops, middlemen and makers.
"""

import math

from sim.engine.machine.compiling import compiled_part, compiled_row
from sim.engine.randomness import Stream, bits, day_key, fraction
from sim.engine.tables.columns import wide
from sim.phases.platform.smallest_orders import complete_orders, is_first_ordered
from sim.phases.supply.order_levels import habits_of, wanted
from sim.rules.attention import chance_to_see
from sim.rules.credit import credit_left, gives_credit, within_means

READS = (
    "shelves: keeper batch hands next_product stock backlog due capacity safety forecast variance"
    " price; terms: supplier direct lead lead_spread lot moq review freight drop barred"
    " transit_loss; batches:"
    " fresh_days; estimates: mean variance; keepers: level first_shelf upstream offset open"
    " analytics direct_ordering; accounts: cash payable arrears credit_limit overdraft; levels:"
    " policy level_rule order_up_to reorder_point safety_factor order_days order_delay unfilled"
    " minimum_facing standing_order returns largest forecast credit_days"
)
WRITES = "shelves: on_order ordered let_down; accounts: orders; levels: too_large"

ATTENTION = int(Stream.ATTENTION)


@compiled_part
def orders_of_keepers(tables, settings, today, lo, hi):
    """Write tonight's orders of the keepers lo..hi-1, as far as their cash and credit go."""
    shelves, terms, keepers, levels = tables.shelves, tables.terms, tables.keepers, tables.levels
    review_of, supplier_of, lot_of, barred = terms.review, terms.supplier, terms.lot, terms.barred
    ordered, on_order, next_product = shelves.ordered, shelves.on_order, shelves.next_product
    first_shelf, orders_of = keepers.first_shelf, tables.accounts.orders
    scripted, luck = today.day < settings.standing_days, day_key(today.seed, ATTENTION, today.day)
    habits = habits_of(levels, 0)
    for keeper in range(lo, hi):
        if keepers.open[keeper] == 0:
            continue
        if keepers.level[keeper] != habits.level:
            habits = habits_of(levels, keepers.level[keeper])
        learnt = not habits.smoothed and keepers.analytics[keeper] == 0
        attention = 1.0 if scripted else attention_of(keepers, settings, habits, keeper)
        cash, credit = means_of(tables.accounts, habits, keeper)
        evening, written, round_of, tonight = today.day + keepers.offset[keeper], 0, 0, False
        for i in range(first_shelf[keeper], first_shelf[keeper + 1]):
            review = review_of[i]
            if review != round_of:  # neighbours on the shelf mostly share it
                round_of, tonight = review, scripted or review == 1 or evening % review == 0
            if not tonight or supplier_of[i] < 0 or next_product[i] >= 0 or barred[i] == 1:
                continue
            if attention < 1.0 and overlooks(tables, settings, attention, luck, i):
                continue
            quantity, lot = int(levels.standing_order[habits.level]), lot_of[i]
            if not scripted:
                quantity, lot = wanted(tables, settings, habits, learnt, i)
            most = habits.largest
            countable = min(max(quantity, -most - on_order[i]), most - on_order[i])
            if countable != quantity:
                quantity, levels.too_large[habits.level] = countable, 1
            if quantity > 0:
                quantity, cash, credit = within_purse(
                    tables, settings, habits, keeper, i, quantity, lot, cash, credit
                )
            if quantity == 0:
                continue
            if quantity > 0:
                shelves.let_down[i] = 0
            ordered[i] = quantity
            on_order[i] += quantity
            written += 1
        if written > 0 and settings.minimum_order > 0.0 and keepers.direct_ordering[keeper]:
            written += complete_orders(
                tables, settings, first_shelf[keeper], first_shelf[keeper + 1], cash
            )
        orders_of[keeper] = written


@compiled_part
def attention_of(keepers, settings, habits, keeper):
    """Chance that a keeper looks at a shelf of which nothing sells."""
    if habits.level > 0:
        return 1.0
    reminded = settings.reminders * keepers.analytics[keeper]
    return 1.0 - (1.0 - settings.attention) * (1.0 - reminded)


@compiled_part
def overlooks(tables, settings, attention, key, i):
    """Whether an owner does not look at a shelf tonight."""
    luck = fraction(bits(key[0], key[1], i))
    if luck < attention:
        return False
    sales = tables.shelves.forecast[i] * tables.terms.review[i] / settings.grain
    return luck >= chance_to_see(attention, sales, settings.reminding)


@compiled_part
def means_of(accounts, habits, keeper):
    """Cash that a keeper has tonight, and what its usual supplier still lends."""
    cash = max(accounts.cash[keeper] + accounts.overdraft[keeper], 0)
    credit = 0
    if habits.credit_days > 0:
        credit = credit_left(
            accounts.credit_limit[keeper], accounts.payable[keeper], accounts.arrears[keeper]
        )
    return cash, credit


@compiled_row
def within_purse(tables, settings, habits, keeper, i, quantity, lot, cash, credit):
    """What a keeper can pay of an order, 0 for none, and the cash and credit that it leaves."""
    shelves, terms, keepers = tables.shelves, tables.terms, tables.keepers
    supplier, direct, charge, lent = terms.supplier[i], terms.direct[i], 0.0, 0
    price = shelves.price[supplier] * (1.0 + settings.platform_fee * direct)
    if gives_credit(shelves.keeper[supplier], direct, keepers.upstream[keeper], habits.credit_days):
        lent = credit
    first = keepers.first_shelf[keeper]
    if direct == 1 and is_first_ordered(tables, settings.warehouse, i, first):
        charge = wide(terms.drop[i])
    carriage, purse = wide(terms.freight[i]), max(cash - charge, 0.0)
    quantity = within_means(quantity, price, carriage, lent, purse, lot)
    if quantity < max(terms.moq[i], 1):
        return 0, cash, credit
    lent = min(lent, math.ceil(quantity * price))
    spent = math.ceil(quantity * (price + carriage) + charge) - lent
    return quantity, max(cash - spent, 0), credit - lent
