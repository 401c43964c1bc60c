"""Who gets what: the lines of the book share what can leave tonight. A part of shipping.

Orders of earlier evenings come first; where a supplier runs short, it rations those of one evening,
and chance decides who gets the grain that cannot be halved.
"""

from sim.engine.machine.compiling import compiled_part, compiled_row
from sim.engine.randomness import Stream, bits, day_key, fraction
from sim.rules.rationing import proportional_share, random_start
from sim.scenario.groups.stock_choices import Unfilled

RATIONING = int(Stream.RATIONING)


@compiled_row
def served(supplier, quantity, asked, sums, s, luck):
    """What an order gets of what its supplier has left: all, or a share where it is short.

    asked   grains, by all orders that share it; s: row of the supplier in `sums`
    luck    two words of tonight
    """
    left, before = sums.left[s], sums.before[s]  # before: asked for by those served before
    if left >= asked:
        return quantity
    sums.before[s] += quantity
    # One draw a supplier and evening: it runs short among the orders of one evening.
    start = random_start(fraction(bits(luck[0], luck[1], supplier)), asked)
    return proportional_share(quantity, before, left, asked, start)


@compiled_part
def serve_an_evening(book, backlog, sums, luck, lo, first, end):
    """Write to book.leaving what the lines first..end-1 get, all owed since one evening.

    sums  of the evening (`shipping`); lo: row of the first supplier
    """
    left, asked, before = sums.left, sums.asked, sums.before
    leaving, supplier, wanted = book.leaving, book.supplier, book.open
    for line in range(first, end):
        asked[supplier[line] - lo] = 0
        before[supplier[line] - lo] = 0
    for line in range(first, end):
        asked[supplier[line] - lo] += wanted[line]
    for line in range(first, end):
        i, s = supplier[line], supplier[line] - lo
        leaving[line] = served(i, wanted[line], asked[s], sums, s, luck)
        backlog[i] -= leaving[line]
    for line in range(first, end):
        left[supplier[line] - lo] -= leaving[line]


@compiled_part
def serve_what_is_owed(book, backlog, day, sums, luck, lo):
    """Write to book.leaving what the lines of earlier evenings get, oldest first; 0 to all others.

    Lines stand in the order in which they were written, those of one evening together.
    """
    leaving, due_day, end = book.leaving, book.due_day, 0
    while end < book.lines[0]:
        first, evening = end, due_day[end]
        while end < book.lines[0] and due_day[end] == evening:
            leaving[end] = 0
            end += 1
        if evening < day:
            serve_an_evening(book, backlog, sums, luck, lo, first, end)


@compiled_part
def ration(shelves, book, today, sums, lo):
    """Write to book.leaving what each line gets: oldest first, then tonight's, each its share.

    sums  of the evening (`shipping`); lo: row of the first supplier
    """
    leaving, due_day, supplier_of, wanted = book.leaving, book.due_day, book.supplier, book.open
    due, let_down, shelf = shelves.due, shelves.let_down, book.shelf
    luck = day_key(today.seed, RATIONING, today.day)
    serve_what_is_owed(book, shelves.backlog, today.day, sums, luck, lo)
    sums.before[:] = 0
    for line in range(book.lines[0]):
        if due_day[line] != today.day:
            continue
        i, quantity = supplier_of[line], wanted[line]
        leaving[line] = served(i, quantity, due[i], sums, i - lo, luck)
        let_down[shelf[line]] = leaving[line] < quantity


@compiled_part
def keep_what_is_cut(shelves, book, day, cut, cuts):
    """What buyers cannot pay stays with the suppliers, who still owe it if it was owed."""
    for nth in range(cuts):
        line, quantity = cut[0, nth], cut[1, nth]
        supplier = book.supplier[line]
        shelves.sold[supplier] -= quantity
        if book.due_day[line] < day:
            shelves.backlog[supplier] += quantity


@compiled_part
def close_lines(shelves, level_of, unfilled, book, day):
    """Keep the lines that stay open; what a supplier does not owe is no longer on order.

    level_of  int32 (keepers,); unfilled: int32 (levels,)
    """
    backlog, on_order, keeper_of = shelves.backlog, shelves.on_order, shelves.keeper
    leaving, due_day, shelf, wanted = book.leaving, book.due_day, book.shelf, book.open
    supplier_of = book.supplier
    kept = 0
    for line in range(book.lines[0]):
        rest = wanted[line] - leaving[line]
        if rest == 0:
            continue
        i, supplier = shelf[line], supplier_of[line]
        if due_day[line] == day:
            if unfilled[level_of[keeper_of[supplier]]] != Unfilled.BACKORDER:
                on_order[i] -= rest
                continue
            backlog[supplier] += rest
        shelf[kept] = i
        supplier_of[kept] = supplier
        due_day[kept] = due_day[line]
        wanted[kept] = rest
        kept += 1
    book.lines[0] = kept
