"""Orders enter the book, and are due at their suppliers. A part of ordering."""

import numpy as np

from sim.engine.machine.compiling import compiled_part


@compiled_part
def open_mail(shelves, book, today):
    """Orders that were in the mail reach their suppliers."""
    for line in range(book.lines[0]):
        if book.due_day[line] == today.day:
            shelves.due[book.supplier[line]] += book.open[line]


@compiled_part
def send_orders(ordered, terms, keepers, accounts, levels, book, due, today, lo, hi, line, first):
    """Enter the orders of the keepers lo..hi-1 in the book, keeper by keeper, from a line on.

    ordered  int32 (shelves,): tonight's
    due      int (suppliers,): what is due is added to it; first: the supplier in its first place
    Returns the line after the last.
    """
    shelf, supplier, due_day, wanted = book.shelf, book.supplier, book.due_day, book.open
    supplier_of = terms.supplier
    longest = 0
    for keeper in range(lo, hi):
        longest = max(longest, keepers.first_shelf[keeper + 1] - keepers.first_shelf[keeper])
    here = np.empty(longest + 1, np.int64)
    for keeper in range(lo, hi):
        if accounts.orders[keeper] == 0:
            continue
        accounts.orders[keeper] = 0
        delay = levels.order_delay[keepers.level[keeper]]
        # First a list of what is ordered, so that no branch is hard to foresee.
        lines = 0
        for i in range(keepers.first_shelf[keeper], keepers.first_shelf[keeper + 1]):
            here[lines] = i
            lines += ordered[i] != 0
        for nth in range(lines):
            i = here[nth]
            shelf[line] = i
            supplier[line] = supplier_of[i]
            due_day[line] = today.day + delay
            wanted[line] = ordered[i]
            line += 1
            if delay == 0:
                due[supplier_of[i] - first] += ordered[i]
    return line


@compiled_part
def add_up_dues(sent, due):
    """What the threads have sent on is due at the suppliers, and `sent` is zero again."""
    for rank in range(len(sent)):
        for supplier in range(len(due)):
            due[supplier] += sent[rank, supplier]
        sent[rank] = 0
