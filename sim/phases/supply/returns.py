"""Orders below zero: they cancel what is on order, then goods go back. A part of shipping.

A firm that orders up to a level, and has more, sends a negative order. Its supplier sees it like
any other, and is due so much less. What is cancelled or sent back is at the supplier's tonight.
"""

from sim.engine.machine.compiling import compiled_part
from sim.engine.tables.ledger import Flow, GoodsFlow, pay, whole


@compiled_part
def cancel_owed(shelves, book, today, i, supplier, wanted):
    """Cancel what the supplier owes this shelf from earlier evenings, newest first; the grains."""
    cancelled = 0
    line = book.lines[0] - 1
    while line >= 0 and cancelled < wanted and shelves.backlog[supplier] > 0:
        if book.shelf[line] == i and book.due_day[line] < today.day and book.open[line] > 0:
            part = min(book.open[line], wanted - cancelled)
            book.open[line] -= part
            shelves.backlog[supplier] -= part
            cancelled += part
        line -= 1
    return cancelled


@compiled_part
def turn_back(shelves, ledger, today, i, wanted):
    """Take goods from the road, the latest to arrive first, then from stock; the grains."""
    ring = len(shelves.arriving)
    taken = 0
    for ahead in range(ring - 1, 0, -1):
        slot = (today.day + ahead) % ring
        part = min(shelves.arriving[slot, i], wanted - taken)
        shelves.arriving[slot, i] -= part
        ledger.on_the_way[shelves.product[i]] -= part
        taken += part
    part = min(shelves.stock[i], wanted - taken)
    shelves.stock[i] -= part
    shelves.on_order[i] += part
    return taken + part


@compiled_part
def refund(tables, source_level, today, buyer, seller, value):
    """The seller gives back what its goods cost tonight."""
    keepers, accounts, ledger = tables.keepers, tables.accounts, tables.ledger
    accounts.cash[buyer] += value
    payer, payee = keepers.sector[seller], keepers.sector[buyer]
    if keepers.level[seller] != source_level:
        accounts.cash[seller] -= value
        accounts.sales[seller] -= today.counting * value
        accounts.kept[seller] -= value
    pay(ledger, Flow.GOODS_BETWEEN_FIRMS, payer, payee, value)
    accounts.purchases[buyer] -= today.counting * value


@compiled_part
def take_back(tables, settings, today, n_levels):
    """Carry out the negative orders that are due tonight, from the shops upwards."""
    shelves, keepers = tables.shelves, tables.keepers
    book, ledger = tables.book, tables.ledger
    for level in range(n_levels):
        for line in range(book.lines[0]):
            i, supplier = book.shelf[line], book.supplier[line]
            buyer, seller = shelves.keeper[i], shelves.keeper[supplier]
            if book.open[line] >= 0 or book.due_day[line] != today.day:
                continue
            if keepers.level[buyer] != level:
                continue
            wanted = -book.open[line]
            shelves.due[supplier] += wanted  # from here on due is what has to be shipped
            cancelled = cancel_owed(shelves, book, today, i, supplier, wanted)
            back = turn_back(shelves, ledger, today, i, wanted - cancelled)
            if keepers.level[seller] == settings.source_level:
                ledger.goods[GoodsFlow.RETURNED, shelves.product[i]] += back
            else:
                shelves.stock[supplier] += back
            value = whole(back * shelves.price[supplier])
            refund(tables, settings.source_level, today, buyer, seller, value)
            book.open[line] += cancelled + back
            if book.open[line] < 0:  # it has sold what it meant to send: once more tomorrow
                book.due_day[line] += 1
