"""What customers do who were not served: another shop nearby, another product, wait, or give up.

A part of the sales phase.
"""

from sim.engine.compiling import compiled_part
from sim.engine.randomness import Stream, bits, day_key, fraction
from sim.rules import unserved

STREAM = int(Stream.UNSERVED)
CUSTOMERS = 64  # of a shelf and day with a draw of their own


@compiled_part
def sell_elsewhere(stock, place, is_open, first_shelf, near, count, shop, product, u):
    """A shelf with the product in another of the `count` shops nearby, `near` the first, or -1."""
    other = near + unserved.start_of_search(u, count)
    for _ in range(count):
        at = place[other, product]
        if at >= 0 and other != shop and is_open[other] == 1:
            i = first_shelf[other] + at
            if stock[i] > 0:
                return i
        other += 1
        if other == near + count:
            other = near
    return -1


@compiled_part
def find_substitute(stock, place, next_alike, here, count, shop, product, u):
    """A shelf with stock of the category in this shop, the first from where she looks, or -1.

    here, count  first shelf of the shop, and how many it has
    """
    start = unserved.start_of_search(u, count)
    found, steps_to = -1, count
    other = next_alike[product]
    while other != product:
        at = place[shop, other]
        if at >= 0 and stock[here + at] > 0:
            steps = at - start if at >= start else at - start + count
            if steps < steps_to:
                found, steps_to = here + at, steps
        other = next_alike[other]
    return found


@compiled_part
def second_choices(shelves, totals, keepers, products, settings, today, lo, hi):
    """Let every unserved customer of the shelves lo..hi-1 do something else."""
    first, second = day_key(today.seed, STREAM, today.day)
    grain, counting = settings.grain, today.counting
    other_shop, other_product, wait = settings.other_shop, settings.other_product, settings.wait
    unserved_now, keeper_of, product_of = shelves.unserved, shelves.keeper, shelves.product
    stock, sold, waiting, lost = shelves.stock, shelves.sold, shelves.waiting, totals.lost
    near_from, near_to, is_open = keepers.first_neighbour, keepers.end_neighbour, keepers.open
    first_shelf, place, next_alike = keepers.first_shelf, keepers.place, products.next_alike
    for i in range(lo, hi):
        unmet = unserved_now[i]
        if unmet == 0:
            continue
        shop, product = keeper_of[i], product_of[i]
        here, near = first_shelf[shop], near_from[shop]
        shelves_here, shops_near = first_shelf[shop + 1] - here, near_to[shop] - near
        # Nobody restocks while customers look: where one has found nothing, the next need not look.
        worth_asking, worth_choosing = True, True
        for customer in range(-(-unmet // grain)):
            wanted = min(grain, unmet - customer * grain)
            draw = bits(first, second, i * CUSTOMERS + customer % CUSTOMERS)
            answer = unserved.response(fraction(draw), other_shop, other_product, wait)
            if answer == unserved.WAITS:
                waiting[i] += wanted
                continue
            found = -1
            if answer == unserved.OTHER_SHOP and worth_asking:
                u = fraction(bits(second, first, draw))
                found = sell_elsewhere(
                    stock, place, is_open, first_shelf, near, shops_near, shop, product, u
                )
                worth_asking = found >= 0
            elif answer == unserved.OTHER_PRODUCT and worth_choosing:
                u = fraction(bits(second, first, draw))
                found = find_substitute(
                    stock, place, next_alike, here, shelves_here, shop, product, u
                )
                worth_choosing = found >= 0
            taken = 0
            if found >= 0:
                taken = min(wanted, stock[found])
                stock[found] -= taken
                sold[found] += taken
            lost[i] += counting * (wanted - taken)
