"""On what terms a shop orders: how often, how much at a time, how soon it comes, what is lost.

Each takes the settings of adoption; fast: whether the shop is replenished fast; by night: what it
fetches from the wholesale market itself.
"""

from sim.engine.machine.compiling import compiled_part
from sim.engine.tables.columns import wide
from sim.engine.tables.ledger import whole
from sim.rules.stock_by_age import A_NIGHT, lost_on_the_way


@compiled_part
def rounds_of_shop(settings, fast):
    """Days between two orders of a shop, of goods and of what it fetches by night."""
    review, produce_review = settings.review, settings.produce_review
    if fast:
        review = min(review, settings.fast_review)
        produce_review = min(produce_review, settings.fast_review)
    return review, produce_review


@compiled_part
def days_from_wholesaler(settings, by_night, fast):
    """Days from a shop's own wholesaler, and the most that chance adds."""
    lead, spread = settings.lead, settings.lead_spread
    if by_night:
        lead, spread = settings.produce_lead, 0
    if fast:
        lead, spread = min(lead, settings.fast_lead), 0
    return lead, spread


@compiled_part
def lot_of_shop(settings, case, fast, whole_case):
    """Order multiple of a shop in grains; of a maker's goods it takes a case at least."""
    lot_cases = settings.lot_cases
    if fast:
        lot_cases = min(lot_cases, settings.fast_lot_cases)
    if whole_case:
        lot_cases = max(lot_cases, 1.0)
    if settings.lot_units > 0 and not fast:
        return max(settings.lot_units, 1)
    return max(whole(lot_cases * case), 1)


@compiled_part
def shelf_at_wholesaler(tables, shop, product):
    """Where a shop's wholesaler has a product."""
    keepers = tables.keepers
    return keepers.first_shelf[keepers.upstream[shop]] + tables.routes.wholesale_rank[product]


@compiled_part
def lost_of(tables, i, way):
    """Share of what a shelf orders that is lost, so many days on the road; else what is stands."""
    daily_loss = tables.products.daily_loss[tables.shelves.product[i]]
    if daily_loss > 0.0:
        return lost_on_the_way(daily_loss, way)
    return wide(tables.terms.transit_loss[i])


@compiled_part
def note_terms(tables, settings, shop, i, whole_case, lead, way):
    """A shelf's round, lot and days, and what is lost of what it orders.

    lead  days until it comes; way: those of them that it is on the road
    """
    shelves, terms, products = tables.shelves, tables.terms, tables.products
    product, fast = shelves.product[i], tables.keepers.fast_replenishment[shop] == 1
    by_night = products.fetched[product] == 1
    in_general, of_nights = rounds_of_shop(settings, fast)
    terms.review[i] = of_nights if by_night else in_general
    terms.lot[i] = lot_of_shop(settings, products.case[product], fast, whole_case)
    terms.lead[i] = lead
    terms.transit_loss[i] = lost_of(tables, i, way)


@compiled_part
def order_from_wholesaler(tables, settings, shop, i):
    """A shelf is ordered from the shop's own wholesaler, on usual terms.

    His province may be another one, where a shop's own has lost its last wholesaler.
    """
    shelves, terms, keepers = tables.shelves, tables.terms, tables.keepers
    products, routes, product = tables.products, tables.routes, shelves.product[i]
    origin, province = keepers.province[keepers.upstream[shop]], keepers.province[shop]
    fast, by_night = keepers.fast_replenishment[shop] == 1, products.fetched[product] == 1
    lead, spread = days_from_wholesaler(settings, by_night, fast)
    way = A_NIGHT
    if settings.lanes and origin != province:
        way = routes.days[origin, province]
        lead += way
        terms.freight[i] = routes.cost[origin, province] * products.weight[product]
    elif terms.direct[i]:  # what a wholesaler charges for freight stands
        terms.freight[i] = 0.0
    terms.supplier[i] = shelf_at_wholesaler(tables, shop, product)
    terms.origin[i] = origin
    terms.direct[i] = 0
    terms.drop[i] = 0.0
    terms.drop_share[i] = 0.0
    terms.moq[i] = settings.moq
    terms.lead_spread[i] = spread
    note_terms(tables, settings, shop, i, False, lead, way)
