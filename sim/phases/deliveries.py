"""What a shop has ordered directly travels together, and pays for one delivery. A part of shipping.

Of an evening, all that leaves the platform's warehouse for a shop is one delivery; where there is
no warehouse, all that leaves a maker for it. What is owed since an earlier evening comes by itself.
"""

from sim.engine.columns import wide
from sim.engine.compiling import compiled_part
from sim.engine.ledger import Sector, whole

CARRIERS = int(Sector.CARRIERS)


@compiled_part
def travels_with(shelves, terms, book, settings, line, other):
    """Whether what leaves on two lines of a buyer, the first of them direct, is one delivery."""
    if book.leaving[other] == 0 or terms.direct[book.shelf[other]] == 0:
        return False
    if settings.warehouse:
        return True
    keeper_of, supplier_of = shelves.keeper, book.supplier
    return keeper_of[supplier_of[other]] == keeper_of[supplier_of[line]]


@compiled_part
def charge_of_line(shelves, terms, book, settings, line):
    """What a direct line pays for its delivery: money, or 0 where a line before it has paid."""
    i = book.shelf[line]
    if terms.drop[i] == 0.0:
        return 0
    other = line - 1
    while other >= 0 and shelves.keeper[book.shelf[other]] == shelves.keeper[i]:
        if travels_with(shelves, terms, book, settings, line, other):
            return 0
        other -= 1
    return whole(wide(terms.drop[i]))


@compiled_part
def charge_deliveries(shelves, terms, book, chain, settings, counting, begin, end):
    """The charges of all deliveries on a buyer's bill, the lines begin..end-1: money.

    Each is spread by value over what it brings, and counts in its cost.
    chain  int64 (sectors, products): what carriers keep of a product is added
    """
    total, price, to_carriers = 0, shelves.price, chain[CARRIERS]
    for line in range(begin, end):
        if book.leaving[line] == 0 or terms.direct[book.shelf[line]] == 0:
            continue
        charge = charge_of_line(shelves, terms, book, settings, line)
        if charge == 0:
            continue
        total += charge
        worth, so_far, spread = 0.0, 0.0, 0
        for other in range(line, end):
            if travels_with(shelves, terms, book, settings, line, other):
                worth += book.leaving[other] * price[book.supplier[other]]
        for other in range(line, end):
            if not travels_with(shelves, terms, book, settings, line, other):
                continue
            i, quantity = book.shelf[other], book.leaving[other]
            so_far += quantity * price[book.supplier[other]]
            part = whole(charge * so_far / worth) - spread
            spread += part
            shelves.unit_cost[i] += part / quantity
            to_carriers[shelves.product[i]] += counting * part
    return total
