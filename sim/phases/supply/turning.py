"""Tonight's maker: a wholesaler whose usual one has too little asks others who make the product.

A part of ordering. Who orders of another pays for the way from that one's nearest plant, and is
back with the usual one as soon as that has enough again.
"""

from sim.engine.machine.compiling import compiled_part
from sim.engine.phase import Over, part
from sim.phases.platform.usual_terms import lost_of
from sim.rules.freight import CLOSED


@compiled_part
def has_to_spare(shelves, claimed, row, first):
    """Grains that a maker's shelf still has to offer tonight.

    claimed  int64 (makers' shelves,): what wholesalers who asked before want of each
    first    the first of these shelves
    """
    return shelves.stock[row] - claimed[row - first]


@compiled_part
def ask_others(tables, claimed, usual, home, makers, asked):
    """The shelf, in reach of a province, with most of a product, but for the usual maker's.

    makers  the first of all makers, and who comes after the last
    asked   most firms to each side in the list, in which those of a category stand together
    Returns the shelf, or -1, and what it has to spare.
    """
    shelves, keepers, routes = tables.shelves, tables.keepers, tables.routes
    first = keepers.first_shelf[makers[0]]
    maker, product = shelves.keeper[usual], shelves.product[usual]
    place = usual - keepers.first_shelf[maker]
    best, most = -1, 0
    for other in range(max(maker - asked, makers[0]), min(maker + asked + 1, makers[1])):
        row = keepers.first_shelf[other] + place
        if other == maker or keepers.open[other] == 0 or row >= keepers.first_shelf[other + 1]:
            continue
        if shelves.product[row] != product:
            continue
        if routes.cost[routes.nearest[other - makers[0], home], home] >= CLOSED:
            continue
        spare = has_to_spare(shelves, claimed, row, first)
        if spare > most:
            best, most = row, spare
    return best, most


@compiled_part
def change_lane(tables, i, origin):
    """What a shelf orders leaves from another province from now on."""
    terms, keepers, routes = tables.terms, tables.keepers, tables.routes
    products, shelves = tables.products, tables.shelves
    home = keepers.province[shelves.keeper[i]]
    before, weight = terms.origin[i], products.weight[shelves.product[i]]
    days = routes.days[origin, home]
    terms.lead[i] = max(terms.lead[i] + days - routes.days[before, home], 1)
    terms.freight[i] = routes.cost[origin, home] * weight
    terms.transit_loss[i] = lost_of(tables, i, days)
    terms.origin[i] = origin


@compiled_part
def turn_to_makers(tables, claimed, asked, today, lo, hi, makers):
    """Wholesalers, whose shelves are lo..hi-1, settle of which maker they order tonight.

    claimed  int64 (makers' shelves,): buffer
    makers   the first of all makers, and who comes after the last
    """
    shelves, terms, keepers = tables.shelves, tables.terms, tables.keepers
    routes = tables.routes
    claimed[:] = 0
    first = keepers.first_shelf[makers[0]]
    for i in range(lo, hi):
        usual, wholesaler = routes.usual[i - lo], shelves.keeper[i]
        if usual < 0 or keepers.open[wholesaler] == 0:
            continue
        if (today.day + keepers.offset[wholesaler]) % terms.review[i] != 0:
            continue
        home, wanted = keepers.province[wholesaler], int(shelves.forecast[i] * terms.review[i])
        chosen, origin, spare = -1, routes.usual_plant[i - lo], 0
        if routes.cost[origin, home] < CLOSED:
            chosen, spare = usual, has_to_spare(shelves, claimed, usual, first)
        if spare < wanted:
            other, has = ask_others(tables, claimed, usual, home, makers, asked)
            if other >= 0 and (chosen < 0 or has > spare):
                chosen, origin = other, routes.nearest[shelves.keeper[other] - makers[0], home]
        if chosen < 0:
            continue
        terms.supplier[i], terms.barred[i] = chosen, 0
        claimed[chosen - first] += wanted
        if origin != terms.origin[i]:
            change_lane(tables, i, origin)


def makers_compete(state, rules):
    """Whether wholesalers know other makers than the usual one."""
    return len(state.routes.usual) > 0


@part(
    Over.WHOLE,
    reads="shelves: keeper product stock forecast; terms: review; keepers: province"
    " first_shelf offset open; levels: first_keeper; products: weight daily_loss; routes: days"
    " cost usual usual_plant nearest",
    writes="terms: supplier origin lead freight transit_loss barred",
    needed=makers_compete,
)
def look_for_makers(tables, own, rules, today, piece):
    """Wholesalers ask other makers than their usual ones."""
    roles = rules.accounting.roles
    first_keeper, first_shelf = tables.levels.first_keeper, tables.keepers.first_shelf
    makers = first_keeper[roles.makers], first_keeper[roles.brokers]
    turn_to_makers(
        tables,
        own.room.mail.promised,
        rules.ordering.makers_asked,
        today,
        first_shelf[first_keeper[1]],
        first_shelf[makers[0]],
        makers,
    )
