"""What leaves tonight arrives when its lead time is over. A part of shipping."""

from sim.engine.machine.compiling import compiled_part
from sim.engine.randomness import Stream, uniform
from sim.engine.tables.shelves import BLOCK
from sim.rules.lead_times import extra_days

STREAM = int(Stream.LEAD_TIME)


@compiled_part
def put_on_the_way(shelves, terms, keepers, batches, book, settings, today, first_buyer, end_buyer):
    """The goods of the buyers first_buyer..end_buyer-1 are due, and have a last day of sale."""
    leaving, shelf, supplier_of = book.leaving, book.shelf, book.supplier
    batch, arriving, moving = shelves.batch, shelves.arriving, shelves.moving
    lead_of, lead_spread = terms.lead, terms.lead_spread
    shelf_life, arriving_last_day = batches.shelf_life, batches.arriving_last_day
    shipped_last_day = batches.shipped_last_day
    first, end = keepers.first_shelf[first_buyer], keepers.first_shelf[end_buyer]
    ring = len(arriving)
    tonight = today.day % ring
    for line in range(book.lines[0]):
        quantity = leaving[line]
        i, supplier = shelf[line], supplier_of[line]
        if quantity == 0 or not first <= i < end:
            continue
        lead = lead_of[i]
        if lead_spread[i] > 0:
            # One draw for all parts of an order.
            luck = uniform(today.seed, STREAM, book.due_day[line], i, 0)
            lead += extra_days(luck, lead_spread[i], settings.lead_chances)
        slot = tonight + lead  # no lead time is longer than the ring
        if slot >= ring:
            slot -= ring
        row = batch[i]
        if row >= 0:
            last_day = today.day + lead + shelf_life[row] - 1
            aged = batch[supplier] >= 0
            if aged and keepers.level[shelves.keeper[supplier]] != settings.source_level:
                last_day = shipped_last_day[batch[supplier]]
            if arriving[slot, i] > 0:
                last_day = min(last_day, arriving_last_day[slot, row])
            arriving_last_day[slot, row] = last_day
        arriving[slot, i] += quantity
        if moving[slot, i // BLOCK] == 0:
            moving[slot, i // BLOCK] = 1
