"""A shop's direct orders of an evening that are worth less than the platform takes.

A part of ordering. An owner makes up the sum with what he would order next anyway: lot by lot of
what he would run out of first, as long as it keeps, and sells before he compares his suppliers
again. If that does not do, or his cash does not, these orders wait for their next round.
"""

from sim.engine.columns import wide
from sim.engine.compiling import compiled_part

NOWHERE = -1


@compiled_part
def is_together(shelves, terms, settings, i, other):
    """Whether direct orders of two shelves of a shop travel together."""
    if terms.direct[i] == 0 or terms.direct[other] == 0:
        return False
    if settings.warehouse:
        return True
    return shelves.keeper[terms.supplier[i]] == shelves.keeper[terms.supplier[other]]


@compiled_part
def begins_delivery(shelves, terms, settings, i, first):
    """Whether no order of the shelves first..i-1 travels with that of i."""
    for other in range(first, i):
        if shelves.ordered[other] > 0 and is_together(shelves, terms, settings, i, other):
            return False
    return True


@compiled_part
def charge_of_order(shelves, terms, settings, i, first):
    """What a direct order pays for its delivery: money, or 0 where the shop has reckoned with it.

    first  the shop's first shelf; orders are written from there on
    """
    if terms.drop[i] > 0.0 and begins_delivery(shelves, terms, settings, i, first):
        return wide(terms.drop[i])
    return 0.0


@compiled_part
def price_with_all(shelves, terms, settings, i):
    """Money a grain of a direct order, fee and freight included."""
    return shelves.price[terms.supplier[i]] * (1.0 + settings.platform_fee) + terms.freight[i]


@compiled_part
def soonest_empty(shelves, terms, settings, i, first, end, cash):
    """Of what may travel with an order, and may still be bought tonight, what runs out first."""
    best, soonest = NOWHERE, 0.0
    for j in range(first, end):
        if shelves.batch[j] >= 0 or terms.barred[j] == 1 or shelves.next_product[j] >= 0:
            continue
        if not is_together(shelves, terms, settings, i, j):
            continue
        sells, lot = wide(shelves.forecast[j]), terms.lot[j]
        there = shelves.stock[j] + shelves.on_order[j]
        if there + lot > sells * settings.supplier_days:
            continue
        if lot * price_with_all(shelves, terms, settings, j) > cash:
            continue
        if best == NOWHERE or there / sells < soonest:
            best, soonest = j, there / sells
    return best


@compiled_part
def complete_orders(shelves, terms, settings, first, end, cash):
    """Direct orders of a shop, whose shelves are first..end-1, come up to the smallest, or wait.

    cash  money that tonight's orders have left
    Returns how many more lines there are.
    """
    ordered, on_order, price_of = shelves.ordered, shelves.on_order, shelves.price
    more = 0
    for i in range(first, end):
        if ordered[i] <= 0 or terms.direct[i] == 0:
            continue
        if not begins_delivery(shelves, terms, settings, i, first):
            continue
        worth = 0.0
        for j in range(i, end):
            if ordered[j] > 0 and is_together(shelves, terms, settings, i, j):
                worth += ordered[j] * price_of[terms.supplier[j]]
        while worth < settings.minimum_order:
            j = soonest_empty(shelves, terms, settings, i, first, end, cash)
            if j == NOWHERE:
                break
            more += 1 if ordered[j] == 0 else 0
            ordered[j] += terms.lot[j]
            on_order[j] += terms.lot[j]
            worth += terms.lot[j] * price_of[terms.supplier[j]]
            cash -= terms.lot[j] * price_with_all(shelves, terms, settings, j)
        if worth >= settings.minimum_order:
            continue
        for j in range(first, end):
            if ordered[j] > 0 and is_together(shelves, terms, settings, i, j):
                on_order[j] -= ordered[j]
                ordered[j] = 0
                more -= 1
    return more
