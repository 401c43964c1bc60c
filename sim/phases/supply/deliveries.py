"""What a shop has ordered directly travels together, and pays for one delivery. A part of shipping.

Of an evening, all that leaves the platform's warehouse for a shop is one delivery; where there is
no warehouse, all that leaves a maker for it. What is owed since an earlier evening comes by itself.
"""

from sim.engine.machine.compiling import compiled_part
from sim.engine.tables.columns import wide
from sim.engine.tables.ledger import Sector, whole
from sim.rules.goods_prices import cost_of_arrivals


@compiled_part
def travel_together(tables, warehouse, i, supplier, j, other):
    """Whether two shelves of a buyer have one delivery of what comes from these suppliers' shelves.

    warehouse  1 where all that is ordered directly passes through the platform's
    """
    direct, keeper_of = tables.terms.direct, tables.shelves.keeper
    if direct[i] == 0 or direct[j] == 0:
        return False
    return warehouse == 1 or keeper_of[supplier] == keeper_of[other]


@compiled_part
def leaves_with(tables, warehouse, line, other):
    """Whether what leaves on another line of a buyer is one delivery with a line."""
    book = tables.book
    shelf, supplier = book.shelf, book.supplier
    return book.leaving[other] != 0 and travel_together(
        tables, warehouse, shelf[line], supplier[line], shelf[other], supplier[other]
    )


@compiled_part
def begins_delivery(tables, warehouse, line):
    """Whether nothing on a line of the same bill before leaves with a line."""
    shelf, keeper_of = tables.book.shelf, tables.shelves.keeper
    other, buyer = line - 1, keeper_of[shelf[line]]
    while other >= 0 and keeper_of[shelf[other]] == buyer:
        if leaves_with(tables, warehouse, line, other):
            return False
        other -= 1
    return True


@compiled_part
def share_out_charges(tables, chain, settings, counting, begin, end):
    """The charge of each delivery on a buyer's bill counts in the cost of what it brings, by value.

    begin, end  lines of the bill
    chain       int64 (sectors, products): what carriers keep of a product is added
    """
    shelves, terms, book = tables.shelves, tables.terms, tables.book
    price, to_carriers = shelves.price, chain[Sector.CARRIERS]
    leaving, shelf, supplier = book.leaving, book.shelf, book.supplier
    direct, warehouse = terms.direct, settings.warehouse
    for line in range(begin, end):
        drop = wide(terms.drop[shelf[line]])
        if leaving[line] == 0 or direct[shelf[line]] == 0 or drop == 0.0:
            continue
        if not begins_delivery(tables, warehouse, line):
            continue
        charge = whole(drop)
        worth, so_far, spread = 0.0, 0.0, 0
        for other in range(line, end):
            if leaves_with(tables, warehouse, line, other):
                worth += leaving[other] * price[supplier[other]]
        if worth == 0.0:  # given away
            continue
        for other in range(line, end):
            if not leaves_with(tables, warehouse, line, other):
                continue
            i, quantity = shelf[other], leaving[other]
            so_far += quantity * price[supplier[other]]
            part = whole(charge * so_far / worth) - spread
            spread += part
            lost = wide(terms.transit_loss[i])
            shelves.unit_cost[i] += cost_of_arrivals(part / quantity, lost, 1.0)
            to_carriers[shelves.product[i]] += counting * part
