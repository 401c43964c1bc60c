"""From whom a shop orders each product, and on what terms. A part of adoption."""

import numpy as np

from sim.engine.machine.compiling import compiled
from sim.phases.platform.baskets import plan_baskets
from sim.phases.platform.offers import compare_offers
from sim.phases.platform.usual_terms import days_from_wholesaler, lot_of_shop, rounds_of_shop
from sim.rules.stock_by_age import lost_on_the_way


@compiled
def review_suppliers(tables, platform_shelf, settings, lo, hi):
    """Shops of lo..hi-1 that review compare wholesaler and producer for every product they carry.

    platform_shelf  int32 (provinces, products): where farmers offer to shops, or -1
    """
    shelves, terms, keepers = tables.shelves, tables.terms, tables.keepers
    products, routes = tables.products, tables.routes
    offers = compare_offers(tables, platform_shelf, settings, keepers.reviews, lo, hi)
    chosen, share = np.zeros(len(offers.lot), np.uint8), np.zeros(len(offers.lot))
    longest = len(shelves.arriving) - 1  # that goods can be on the way
    entry, after = 0, 0  # of the shop in the offers: the first, and who comes next
    for shop in range(lo, hi):
        if keepers.reviews[shop] == 0:
            continue
        province = keepers.province[shop]
        origin = (
            province if keepers.upstream[shop] < 0 else keepers.province[keepers.upstream[shop]]
        )
        away = settings.lanes and origin != province  # its own has lost its last wholesaler
        fast = keepers.fast_replenishment[shop] == 1
        rounds = rounds_of_shop(settings, fast)
        begin, end = keepers.first_shelf[shop], keepers.first_shelf[shop + 1]
        entry, after = after, after + end - begin
        if keepers.direct_ordering[shop] == 1:
            plan_baskets(offers, settings, rounds, chosen, share, entry, after)
        for i in range(begin, end):
            at = entry + i - begin
            usual, other = offers.usual[at], offers.other[at]
            product = shelves.product[i]
            produce = products.produce[product] == 1
            case = products.case[product]
            direct = chosen[at] == 1
            if not direct and usual < 0:
                continue
            terms.supplier[i] = other if direct else usual
            sends = origin
            if direct:
                sends = province if produce else routes.plant[shop, products.category[product]]
            terms.origin[i] = sends
            if direct:
                terms.freight[i] = offers.freight[at]
            elif away:
                terms.freight[i] = routes.cost[origin, province] * products.weight[product]
            elif terms.direct[i]:  # what a wholesaler charges for freight stands
                terms.freight[i] = 0.0
            terms.direct[i] = 1 if direct else 0
            terms.drop[i] = offers.charge[at] if direct else 0.0
            terms.drop_share[i] = share[at]
            by_night = products.fetched[product] == 1
            lead, spread = days_from_wholesaler(settings, by_night, fast)
            if direct and not produce:
                lead = routes.days[sends, province]
            elif away and usual >= 0:
                lead = min(lead + routes.days[origin, province], longest - spread)
            terms.lead[i] = lead
            terms.lead_spread[i] = spread
            terms.review[i] = rounds[1] if by_night else rounds[0]
            terms.lot[i] = lot_of_shop(settings, case, fast, direct and not produce)
            terms.moq[i] = 0 if direct else settings.moq
            if products.daily_loss[product] > 0.0:  # else what is lost on its way stands
                terms.transit_loss[i] = lost_on_the_way(products.daily_loss[product], lead)
