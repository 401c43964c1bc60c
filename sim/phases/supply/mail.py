"""Orders enter the book, and are due at their suppliers. A part of ordering."""

from sim.engine.machine.compiling import compiled_part


@compiled_part
def open_mail(shelves, book, today):
    """Orders that were in the mail reach their suppliers."""
    for line in range(book.lines[0]):
        if book.due_day[line] == today.day:
            shelves.due[book.supplier[line]] += book.open[line]


@compiled_part
def send_orders(tables, due, first, today, lo, hi, line):
    """Enter the orders of the keepers lo..hi-1, all of a level, in the book, from a line on.

    due  int (suppliers,): what is due is added to it; first: the supplier in its first place
    Returns the line after the last.
    """
    ordered, terms, keepers = tables.shelves.ordered, tables.terms, tables.keepers
    accounts, levels, book = tables.accounts, tables.levels, tables.book
    shelf, supplier, due_day, wanted = book.shelf, book.supplier, book.due_day, book.open
    supplier_of, orders, first_shelf = terms.supplier, accounts.orders, keepers.first_shelf
    if lo == hi:
        return line
    delay, keeper = levels.order_delay[keepers.level[lo]], lo
    while keeper < hi:
        # Neighbours that order together: their shelves are one long row.
        begin, lines = keeper, 0
        while keeper < hi and orders[keeper] != 0:
            lines += orders[keeper]
            orders[keeper] = 0
            keeper += 1
        # First a list of what is ordered, so that no branch is hard to foresee.
        nth, end = line, line + lines
        for i in range(first_shelf[begin], first_shelf[keeper]):
            if nth == end:
                break
            shelf[nth] = i
            nth += ordered[i] != 0
        for nth in range(line, end):
            i = shelf[nth]
            supplier[nth] = supplier_of[i]
            due_day[nth] = today.day + delay
            wanted[nth] = ordered[i]
            if delay == 0:
                due[supplier_of[i] - first] += ordered[i]
        line = end
        while keeper < hi and orders[keeper] == 0:
            keeper += 1
    return line


@compiled_part
def add_up_dues(sent, due):
    """What the threads have sent on is due at the suppliers, and `sent` is zero again."""
    for rank in range(len(sent)):
        for supplier in range(len(due)):
            due[supplier] += sent[rank, supplier]
        sent[rank] = 0
