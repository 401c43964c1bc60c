"""What customers do who were not served: another shop nearby, another product, wait, or give up.

A part of the sales phase, in passes over a chunk: a call that takes arrays costs more than to ask
a customer. Those of one shelf who go to other shops and those who take another product of their
own shop never look at the same shelf, so that the former can go first.
"""

import numpy as np

from sim.engine.machine.compiling import compiled_part
from sim.engine.randomness import Stream, bits, day_key, fraction
from sim.rules.unserved import OTHER_PRODUCT, OTHER_SHOP, WAITS, response, start_of_search

STREAM = int(Stream.UNSERVED)
CUSTOMERS = 64  # of a shelf and day with a draw of their own


@compiled_part
def short_shelves(unserved_now, lo, hi):
    """The shelves of lo..hi-1 with unserved customers."""
    unserved_here = unserved_now[lo:hi]
    short = np.empty(hi - lo, np.int64)
    count = 0
    for i in range(hi - lo):
        short[count] = lo + i
        count += unserved_here[i] > 0
    return short[:count]


@compiled_part
def ask(shelves, lost, short, settings, today):
    """Ask every unserved customer of the shelves `short`: some wait, the others are lost so far.

    Returns, of those who look on: random bits and grains wanted, int64 (2, room), by OTHER_SHOP or
    OTHER_PRODUCT and shelf after shelf; and int64 (2, shelves + 1), where those of a shelf begin.
    """
    first, second = day_key(today.seed, STREAM, today.day)
    grain, counting = settings.grain, today.counting
    other_shop, other_product, wait = settings.other_shop, settings.other_product, settings.wait
    unserved_now, waiting = shelves.unserved, shelves.waiting
    room = 0
    for i in short:
        room += unserved_now[i]
    room = room // grain + len(short) + 1  # the last of a shelf may want less, one is to spare
    luck, wanted = np.empty((2, room), np.int64), np.empty((2, room), np.int64)
    begin = np.empty((2, len(short) + 1), np.int64)
    elsewhere, alike = 0, 0
    for k in range(len(short)):
        i = short[k]
        unmet, waits = unserved_now[i], 0
        begin[OTHER_SHOP, k], begin[OTHER_PRODUCT, k] = elsewhere, alike
        customer, left = 0, unmet
        while left > 0:
            draw = bits(first, second, i * CUSTOMERS + customer % CUSTOMERS)
            answer = response(fraction(draw), other_shop, other_product, wait)
            wants = min(grain, left)
            luck[OTHER_SHOP, elsewhere], wanted[OTHER_SHOP, elsewhere] = draw, wants
            luck[OTHER_PRODUCT, alike], wanted[OTHER_PRODUCT, alike] = draw, wants
            elsewhere += answer == OTHER_SHOP
            alike += answer == OTHER_PRODUCT
            waits += wants * (answer == WAITS)
            customer += 1
            left -= wants
        waiting[i] += waits
        lost[i] += counting * (unmet - waits)
    begin[OTHER_SHOP, len(short)], begin[OTHER_PRODUCT, len(short)] = elsewhere, alike
    return luck, wanted, begin


@compiled_part
def look_on(shelves, lost, keepers, products, short, luck, wanted, begin, today, room):
    """Those who look on find the first shelf with stock from where they begin, or none.

    luck, wanted, begin  as `ask` returns them
    room                 most shelves on which a customer has to choose: those of the chunk
    """
    first, second = day_key(today.seed, STREAM, today.day)
    counting = today.counting
    keeper_of, product_of = shelves.keeper, shelves.product
    stock, sold = shelves.stock, shelves.sold
    near_from, near_to, is_open = keepers.first_neighbour, keepers.end_neighbour, keepers.open
    first_shelf, place, next_alike = keepers.first_shelf, keepers.place, products.next_alike
    shelf_of, place_of = np.empty(room, np.int64), np.empty(room, np.int64)
    for k in range(len(short)):
        i = short[k]
        shop, product = keeper_of[i], product_of[i]
        for way in range(2):
            if begin[way, k] == begin[way, k + 1]:
                continue
            options = 0  # shelves with stock, and where in the search they stand
            if way == OTHER_SHOP:
                near, places = near_from[shop], near_to[shop] - near_from[shop]
                for other in range(near, near + places):
                    at = place[other, product]
                    there = first_shelf[other] + max(at, 0)
                    shelf_of[options], place_of[options] = there, other - near
                    trades = (other != shop) & (is_open[other] == 1)
                    options += trades & (at >= 0) & (stock[there] > 0)
            else:
                here, places = first_shelf[shop], first_shelf[shop + 1] - first_shelf[shop]
                other = next_alike[product]
                while other != product:
                    at = place[shop, other]
                    there = here + max(at, 0)
                    shelf_of[options], place_of[options] = there, at
                    options += (at >= 0) & (stock[there] > 0)
                    other = next_alike[other]
            if options == 0:
                continue
            for customer in range(begin[way, k], begin[way, k + 1]):
                u = fraction(bits(second, first, luck[way, customer]))
                start = start_of_search(u, places)
                found, steps_to = -1, places
                for option in range(options):
                    steps = place_of[option] - start
                    steps += places if steps < 0 else 0
                    if steps < steps_to and stock[shelf_of[option]] > 0:
                        found, steps_to = shelf_of[option], steps
                if found < 0:
                    break  # nobody restocks while customers look
                taken = min(wanted[way, customer], stock[found])
                stock[found] -= taken
                sold[found] += taken
                lost[i] -= counting * taken


@compiled_part
def second_choices(shelves, totals, keepers, products, settings, today, lo, hi):
    """Let every unserved customer of the shelves lo..hi-1 do something else."""
    short = short_shelves(shelves.unserved, lo, hi)
    luck, wanted, begin = ask(shelves, totals.lost, short, settings, today)
    look_on(shelves, totals.lost, keepers, products, short, luck, wanted, begin, today, hi - lo)
