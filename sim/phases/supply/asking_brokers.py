"""Tonight's brokers: wholesalers order produce of those who have most, and go further if need be.

A part of ordering. Each asks the brokers of the province that he usually buys from, and orders of
as many as it takes. Where all of them have too little, he looks at the other provinces, takes the
one from which most would arrive, and is back as soon as the usual one has enough again.
"""

import numpy as np

from sim.engine.machine.compiling import compiled_part
from sim.engine.tables.columns import wide
from sim.phases.supply.turning import change_lane
from sim.rules.freight import CLOSED
from sim.rules.stock_by_age import lost_on_the_way

MOST_SELLERS = 16  # of whom an order is divided


@compiled_part
def free_nearby(shelves, keepers, claimed, near, asked, first):
    """The broker with most that nobody has claimed, how much it is, and what all nearby have.

    claimed  int64 (brokers' shelves,): what is spoken for tonight
    near     shelf of a broker; nearby are those of its market, at most `asked` to each side
    first    the first of all these shelves, which stand by province and product
    """
    product, province = shelves.product[near], keepers.province[shelves.keeper[near]]
    best, most, total = near, shelves.stock[near] - claimed[near - first], 0
    for other in range(max(near - asked, first), min(near + asked + 1, first + len(claimed))):
        broker = shelves.keeper[other]
        if shelves.product[other] != product or keepers.province[broker] != province:
            continue
        if keepers.open[broker]:
            free = shelves.stock[other] - claimed[other - first]
            total += max(free, 0)
            if free > most:
                best, most = other, free
    return best, most, total


@compiled_part
def divide_order(shelves, keepers, claimed, near, asked, first, wanted, sellers, parts):
    """Of whom to order `wanted` grains near a shelf: of those with most first, until it is enough.

    sellers, parts  int64 (MOST_SELLERS,): written: their shelves, and what is ordered of each
    Returns how many. What nobody has is asked of the first.
    """
    count, left = 0, wanted
    while count < len(sellers) and (count == 0 or left > 0):
        best, most, _ = free_nearby(shelves, keepers, claimed, near, asked, first)
        if count > 0 and most <= 0:
            break
        part = min(max(most, 0), left)
        sellers[count], parts[count] = best, part
        claimed[best - first] += part
        left -= part
        count += 1
    parts[0] += left
    claimed[sellers[0] - first] += left
    return count


@compiled_part
def arriving(free, wanted, daily_loss, days):
    """Grains of what is wanted that would arrive, where so much is free."""
    return min(free, wanted) * (1.0 - lost_on_the_way(wide(daily_loss), days))


@compiled_part
def most_arrives(
    shelves, keepers, routes, daily_loss, claimed, product, home, usual, wanted, asked, first
):
    """The broker's shelf of another province from where most arrives, and how much; or -1 and 0.

    home, usual  provinces of the wholesaler, and of the brokers whom he usually asks
    """
    best, most = -1, 0.0
    for there in range(len(routes.market)):
        near = routes.market[there, product]
        if near < 0 or there == usual or routes.cost[there, home] >= CLOSED:
            continue
        _, _, free = free_nearby(shelves, keepers, claimed, near, asked, first)
        arrives = arriving(free, wanted, daily_loss, routes.days[there, home])
        if arrives > most:
            best, most = near, arrives
    return best, most


@compiled_part
def turn_to_brokers(tables, claimed, asked, lo, hi, first):
    """Wholesalers, whose shelves are lo..hi-1, settle where they order produce tonight.

    claimed  int64 (brokers' shelves,): buffer; first: the first of these shelves
    """
    shelves, terms, keepers = tables.shelves, tables.terms, tables.keepers
    routes, products = tables.routes, tables.products
    claimed[:] = 0
    sellers, parts = np.empty(MOST_SELLERS, np.int64), np.empty(MOST_SELLERS, np.int64)
    supplier, keeper_of = terms.supplier, shelves.keeper
    longest, travels = len(shelves.arriving) - 1, len(routes.market) > 0
    for i in range(lo, hi):
        product, near = shelves.product[i], supplier[i]
        if products.produce[product] == 0 or near < 0:
            continue
        home, origin = keepers.province[keeper_of[i]], keepers.province[keeper_of[near]]
        wanted = int(shelves.forecast[i] * terms.review[i])
        closed = False
        if travels:
            usual, daily_loss = routes.usual_plant[i - lo], products.daily_loss[product]
            if origin != usual:
                near, origin = routes.market[usual, product], usual
            closed = routes.cost[usual, home] >= CLOSED
            _, _, free = free_nearby(shelves, keepers, claimed, near, asked, first)
            if closed or free < wanted:
                other, most = most_arrives(
                    shelves, keepers, routes, daily_loss, claimed, product, home, usual, wanted,
                    asked, first,
                )  # fmt: skip
                here = arriving(free, wanted, daily_loss, routes.days[usual, home])
                if other >= 0 and (closed or most > here):
                    near, origin, closed = other, keepers.province[keeper_of[other]], False
        divide_order(shelves, keepers, claimed, near, asked, first, wanted, sellers, parts)
        supplier[i] = sellers[0]
        if travels and not closed:
            terms.barred[i] = 0
            if terms.origin[i] != origin:
                change_lane(
                    terms, keepers, routes, products, shelves, i, origin,
                    longest - terms.lead_spread[i],
                )  # fmt: skip


@compiled_part
def divide_orders(tables, claimed, asked, today, begin, first):
    """Tonight's orders of produce, lines of the book from `begin` on, go to as many as it takes.

    claimed  int64 (brokers' shelves,): buffer; first: the first of these shelves
    """
    shelves, keepers, book = tables.shelves, tables.keepers, tables.book
    produce, due = tables.products.produce, shelves.due
    claimed[:] = 0
    sellers, parts = np.empty(MOST_SELLERS, np.int64), np.empty(MOST_SELLERS, np.int64)
    end = book.lines[0]
    after = end
    for line in range(begin, end):
        i, near, wanted = book.shelf[line], book.supplier[line], book.open[line]
        if produce[shelves.product[i]] == 0 or not first <= near < first + len(claimed):
            continue
        if book.due_day[line] != today.day:
            continue
        count = divide_order(shelves, keepers, claimed, near, asked, first, wanted, sellers, parts)
        due[near] -= wanted
        for nth in range(count):
            row = line
            if nth > 0:
                row = after
                after += 1
            book.shelf[row], book.supplier[row] = i, sellers[nth]
            book.due_day[row], book.open[row] = today.day, parts[nth]
            due[sellers[nth]] += parts[nth]
    book.lines[0] = after
