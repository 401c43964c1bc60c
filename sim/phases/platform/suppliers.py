"""From whom a shop orders each product, and on what terms. A part of adoption."""

import numpy as np

from sim.engine.machine.compiling import compiled
from sim.phases.platform.baskets import plan_baskets
from sim.phases.platform.offers import compare_offers
from sim.phases.platform.usual_terms import (
    days_from_wholesaler,
    note_terms,
    order_from_wholesaler,
    rounds_of_shop,
)
from sim.rules.stock_by_age import A_NIGHT


@compiled
def look_again(tables, lo, hi):
    """Shops of lo..hi-1 that farmers let down tonight review their suppliers, and need not wait."""
    shelves, direct, keepers = tables.shelves, tables.terms.direct, tables.keepers
    produce = tables.products.produce
    for shop in range(lo, hi):
        if keepers.direct_ordering[shop] == 0:
            continue
        for i in range(keepers.first_shelf[shop], keepers.first_shelf[shop + 1]):
            if direct[i] == 1 and shelves.let_down[i] == 1 and produce[shelves.product[i]] == 1:
                keepers.reviews[shop] = 1


@compiled
def review_suppliers(tables, platform_shelf, settings, day, lo, hi):
    """Shops of lo..hi-1 that review compare wholesaler and producer for every product they carry.

    platform_shelf  int32 (provinces, products): where farmers offer to shops, or -1
    """
    keepers = tables.keepers
    offers = compare_offers(tables, platform_shelf, settings, day, keepers.reviews, lo, hi)
    chosen, share = np.zeros(len(offers.lot), np.uint8), np.zeros(len(offers.lot))
    entry, after = 0, 0  # of the shop in the offers: the first, and who comes next
    for shop in range(lo, hi):
        if keepers.reviews[shop] == 0:
            continue
        rounds = rounds_of_shop(settings, keepers.fast_replenishment[shop] == 1)
        begin, end = keepers.first_shelf[shop], keepers.first_shelf[shop + 1]
        entry, after = after, after + end - begin
        if keepers.direct_ordering[shop] == 1:
            plan_baskets(offers, settings, rounds, chosen, share, entry, after)
        for i in range(begin, end):
            at = entry + i - begin
            if chosen[at] == 1:
                order_directly(tables, settings, offers, shop, i, at, share[at])
            elif offers.usual[at] >= 0:
                order_from_wholesaler(tables, settings, shop, i)


@compiled
def order_directly(tables, settings, offers, shop, i, at, share):
    """A shelf is ordered from the producer.

    at     entry of the shelf in the offers
    share  of the charge of a delivery, that its product pays
    """
    shelves, terms, keepers = tables.shelves, tables.terms, tables.keepers
    products, routes, product = tables.products, tables.routes, shelves.product[i]
    province, fast = keepers.province[shop], keepers.fast_replenishment[shop] == 1
    produce, by_night = products.produce[product] == 1, products.fetched[product] == 1
    lead, spread = days_from_wholesaler(settings, by_night, fast)
    origin, way = province, A_NIGHT
    if not produce:
        origin = int(routes.plant[shop, products.category[product]])
        way = routes.days[origin, province]
        lead = way
    terms.supplier[i] = offers.other[at]
    terms.origin[i] = origin
    terms.freight[i] = offers.freight[at]
    terms.direct[i] = 1
    terms.drop[i] = offers.charge[at]
    terms.drop_share[i] = share
    terms.moq[i] = 0
    terms.lead_spread[i] = spread
    note_terms(tables, settings, shop, i, not produce, lead, way)
