"""A shop's direct orders of an evening that are worth less than the platform takes.

A part of ordering. An owner makes up the sum with what he would order next anyway: lot by lot of
what he would run out of first, as long as it keeps, and sells before he compares his suppliers
again. If that does not do, or his cash does not, these orders wait for their next round.
"""

from sim.engine.machine.compiling import compiled_part
from sim.engine.tables.columns import wide
from sim.phases.supply.deliveries import travel_together

NOWHERE = -1


@compiled_part
def ordered_with(tables, warehouse, i, other):
    """Whether what is ordered tonight for another shelf of a shop travels with that of a shelf."""
    supplier = tables.terms.supplier
    return tables.shelves.ordered[other] > 0 and travel_together(
        tables, warehouse, i, supplier[i], other, supplier[other]
    )


@compiled_part
def is_first_ordered(tables, warehouse, i, first):
    """Whether no order of the shelves first..i-1, the shop's first, travels with that of i."""
    alone = True
    for other in range(first, i):
        alone = alone and not ordered_with(tables, warehouse, i, other)
    return alone


@compiled_part
def price_with_all(price, settings, freight):
    """Money a grain of a direct order, fee and freight included."""
    return price * (1.0 + settings.platform_fee) + freight


@compiled_part
def soonest_empty(tables, settings, i, first, end, cash):
    """Of what may travel with an order, and may still be bought tonight, what runs out first."""
    shelves, terms = tables.shelves, tables.terms
    best, soonest, supplier = NOWHERE, 0.0, terms.supplier
    for j in range(first, end):
        if shelves.batch[j] >= 0 or terms.barred[j] == 1 or shelves.next_product[j] >= 0:
            continue
        if not travel_together(tables, settings.warehouse, i, supplier[i], j, supplier[j]):
            continue
        sells, lot = wide(shelves.forecast[j]), terms.lot[j]
        there = shelves.stock[j] + shelves.on_order[j]
        if there + lot > sells * settings.supplier_days:
            continue
        if lot * price_with_all(shelves.price[supplier[j]], settings, terms.freight[j]) > cash:
            continue
        if best == NOWHERE or there / sells < soonest:
            best, soonest = j, there / sells
    return best


@compiled_part
def complete_orders(tables, settings, first, end, cash):
    """Direct orders of a shop, whose shelves are first..end-1, come up to the smallest, or wait.

    cash  money that tonight's orders have left
    Returns how many more lines there are.
    """
    shelves, terms, warehouse, more = tables.shelves, tables.terms, settings.warehouse, 0
    ordered, on_order, price_of = shelves.ordered, shelves.on_order, shelves.price
    supplier = terms.supplier
    for i in range(first, end):
        if ordered[i] <= 0 or terms.direct[i] == 0:
            continue
        if not is_first_ordered(tables, warehouse, i, first):
            continue
        worth = 0.0
        for j in range(i, end):
            if ordered_with(tables, warehouse, i, j):
                worth += ordered[j] * price_of[supplier[j]]
        while worth < settings.minimum_order:
            j = soonest_empty(tables, settings, i, first, end, cash)
            if j == NOWHERE:
                break
            more += 1 if ordered[j] == 0 else 0
            ordered[j] += terms.lot[j]
            on_order[j] += terms.lot[j]
            worth += terms.lot[j] * price_of[supplier[j]]
            cash -= terms.lot[j] * price_with_all(price_of[supplier[j]], settings, terms.freight[j])
        if worth >= settings.minimum_order:
            continue
        for j in range(first, end):
            if ordered_with(tables, warehouse, i, j):
                on_order[j] -= ordered[j]
                ordered[j] = 0
                more -= 1
    return more
