"""Tonight's brokers: wholesalers order produce of those who have most, and go further if need be.

A part of ordering. Each asks the brokers of the province that he usually buys from, and orders of
as many as it takes. Where all of them have too little, he looks at the other provinces, takes the
one from which most would arrive, and is back as soon as the usual one has enough again.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.machine.compiling import compiled_part
from sim.engine.phase import Over, part
from sim.engine.tables.columns import wide
from sim.phases.supply.turning import change_lane
from sim.rules.freight import CLOSED
from sim.rules.stock_by_age import lost_on_the_way

MOST_SELLERS = 16  # of whom an order is divided


class Brokers(NamedTuple):
    """Whom wholesalers ask tonight."""

    claimed: NDArray[np.int64]  # (brokers' shelves,): what is spoken for tonight
    first: int  # of these shelves, which stand by province and product
    asked: int  # nearby are the brokers of a market, at most so many to each side


@compiled_part
def brokers_tonight(tables, own, rules):
    """Whom they ask, of whom nothing is claimed yet."""
    first_keeper, claimed = tables.levels.first_keeper, own.room.mail.claimed
    first = tables.keepers.first_shelf[first_keeper[rules.accounting.roles.brokers]]
    claimed[:] = 0
    return Brokers(claimed, first, rules.ordering.brokers_asked)


class Division(NamedTuple):
    """Of whom an order is asked: room for MOST_SELLERS."""

    sellers: NDArray[np.int64]  # their shelves
    parts: NDArray[np.int64]  # what is ordered of each


@compiled_part
def room_for_sellers():
    """Room for a division."""
    return Division(np.empty(MOST_SELLERS, np.int64), np.empty(MOST_SELLERS, np.int64))


@compiled_part
def free_nearby(tables, brokers, near):
    """The broker with most that nobody has claimed, how much it is, and what all nearby have.

    near  shelf of a broker
    """
    shelves, keepers, claimed = tables.shelves, tables.keepers, brokers.claimed
    first, asked = brokers.first, brokers.asked
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
def divide_order(tables, brokers, near, wanted, division):
    """Of whom to order `wanted` grains near a shelf: of those with most first, until it is enough.

    division  written
    Returns how many. What nobody has is asked of the first.
    """
    sellers, parts = division.sellers, division.parts
    claimed, first = brokers.claimed, brokers.first
    count, left = 0, wanted
    while count < len(sellers) and (count == 0 or left > 0):
        best, most, _ = free_nearby(tables, brokers, near)
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
def most_arrives(tables, brokers, product, home, usual, wanted):
    """The broker's shelf of another province from where most arrives, and how much; or -1 and 0.

    home, usual  provinces of the wholesaler, and of the brokers whom he usually asks
    """
    routes, daily_loss = tables.routes, tables.products.daily_loss[product]
    best, most = -1, 0.0
    for there in range(len(routes.market)):
        near = routes.market[there, product]
        if near < 0 or there == usual or routes.cost[there, home] >= CLOSED:
            continue
        _, _, free = free_nearby(tables, brokers, near)
        arrives = arriving(free, wanted, daily_loss, routes.days[there, home])
        if arrives > most:
            best, most = near, arrives
    return best, most


@compiled_part
def turn_to_brokers(tables, brokers, lo, hi):
    """Wholesalers, whose shelves are lo..hi-1, settle where they order produce tonight."""
    shelves, terms, keepers = tables.shelves, tables.terms, tables.keepers
    routes, products = tables.routes, tables.products
    division = room_for_sellers()
    supplier, keeper_of = terms.supplier, shelves.keeper
    travels = len(routes.market) > 0
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
            _, _, free = free_nearby(tables, brokers, near)
            if closed or free < wanted:
                other, most = most_arrives(tables, brokers, product, home, usual, wanted)
                here = arriving(free, wanted, daily_loss, routes.days[usual, home])
                if other >= 0 and (closed or most > here):
                    near, origin, closed = other, keepers.province[keeper_of[other]], False
        divide_order(tables, brokers, near, wanted, division)
        supplier[i] = division.sellers[0]
        if travels and not closed:
            terms.barred[i] = 0
            if terms.origin[i] != origin:
                change_lane(tables, i, origin)


def brokers_sell(state, rules):
    """Whether there are brokers of whom wholesalers order."""
    shelves = state.shelves_at(state.roles.brokers)
    return shelves.start < shelves.stop


@part(
    Over.WHOLE,
    reads="shelves: keeper product stock forecast; terms: review; keepers: province"
    " first_shelf open; levels: first_keeper; products: produce weight daily_loss; routes: days"
    " cost usual_plant market",
    writes="terms: supplier origin lead freight transit_loss barred",
    needed=brokers_sell,
)
def look_for_brokers(tables, own, rules, today, piece):
    """Wholesalers ask other brokers than their usual ones."""
    first_keeper, first_shelf = tables.levels.first_keeper, tables.keepers.first_shelf
    brokers = brokers_tonight(tables, own, rules)
    turn_to_brokers(tables, brokers, first_shelf[first_keeper[1]], first_shelf[first_keeper[2]])


@compiled_part
def divide_orders(tables, brokers, today, begin):
    """Tonight's orders of produce, lines of the book from `begin` on, go to as many as it takes."""
    shelves, book, first = tables.shelves, tables.book, brokers.first
    produce, due = tables.products.produce, shelves.due
    division = room_for_sellers()
    end = book.lines[0]
    after = end
    for line in range(begin, end):
        i, near, wanted = book.shelf[line], book.supplier[line], book.open[line]
        if produce[shelves.product[i]] == 0 or not first <= near < first + len(brokers.claimed):
            continue
        if book.due_day[line] != today.day:
            continue
        count = divide_order(tables, brokers, near, wanted, division)
        due[near] -= wanted
        for nth in range(count):
            row = line
            if nth > 0:
                row = after
                after += 1
            book.shelf[row], book.supplier[row] = i, division.sellers[nth]
            book.due_day[row], book.open[row] = today.day, division.parts[nth]
            due[division.sellers[nth]] += division.parts[nth]
    book.lines[0] = after
