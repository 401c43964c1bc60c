"""From whom a shop orders each product, and on what terms. A part of adoption."""

import numpy as np

from sim.engine.compiling import compiled, compiled_part
from sim.rules.sourcing import direct_unit_cost, wholesale_unit_cost

NO_OFFER = 1e30  # what a unit costs from whom it cannot be ordered


@compiled_part
def compare_offers(shelves, keepers, products, routes, platform_shelf, settings, asked, lo, hi):
    """What wholesaler and producer ask for what the shops of lo..hi-1 that are asked for carry.

    platform_shelf  int32 (provinces, products): where farmers offer to shops, or -1
    asked           uint8 (shops,)
    Returns six arrays with an entry a shelf, filled for the shops asked for: the shelves of both
    (-1: none), what a unit costs from each, and of the producer the freight a grain and the
    smallest order. (All shops in one call: to hand over the tables takes a microsecond.)
    """
    first = keepers.first_shelf[lo]
    rows = keepers.first_shelf[hi] - first
    usual, other = np.empty(rows, np.int64), np.empty(rows, np.int64)
    cheap, dear, freight = np.empty(rows), np.empty(rows), np.empty(rows)
    moq = np.empty(rows, np.int64)
    for shop in range(lo, hi):
        if asked[shop] == 0:
            continue
        wholesaler, province = keepers.upstream[shop], keepers.province[shop]
        for i in range(keepers.first_shelf[shop], keepers.first_shelf[shop + 1]):
            at = i - first
            product = shelves.product[i]
            theirs, price = -1, NO_OFFER
            if wholesaler >= 0 and routes.wholesale_rank[product] >= 0:
                theirs = keepers.first_shelf[wholesaler] + routes.wholesale_rank[product]
                price = wholesale_unit_cost(
                    shelves.price[theirs], settings.credit_days, settings.daily_interest
                )
                if settings.lanes and keepers.province[wholesaler] != province:
                    price += (
                        routes.cost[keepers.province[wholesaler], province]
                        * products.weight[product]
                    )
            usual[at], cheap[at] = theirs, price
            if products.produce[product] == 1:
                seller, origin = platform_shelf[province, product], province
            else:
                maker = routes.maker[shop, products.category[product]]
                seller = keepers.first_shelf[maker] + routes.rank[product]
                origin = routes.plant[shop, products.category[product]]
            other[at], dear[at], freight[at] = seller, NO_OFFER, 0.0
            moq[at] = max(int(settings.moq_cases * products.case[product]), 1)
            if seller >= 0 and seller != theirs and seller != i:
                load = products.weight[product] * settings.small_load
                freight[at] = routes.cost[origin, province] * load
                if shelves.service[seller] >= settings.minimum_service:
                    dear[at] = direct_unit_cost(
                        shelves.price[seller], settings.platform_fee, freight[at], moq[at],
                        shelves.forecast[i], settings.daily_interest, products.shelf_life[product],
                    )  # fmt: skip
    return usual, other, cheap, dear, freight, moq


@compiled
def review_suppliers(shelves, terms, keepers, products, routes, platform_shelf, settings, lo, hi):
    """Shops of lo..hi-1 that review compare wholesaler and producer for every product they carry.

    platform_shelf  int32 (provinces, products): where farmers offer to shops, or -1
    """
    usual, other, cheap, dear, freight, moq = compare_offers(
        shelves, keepers, products, routes, platform_shelf, settings, keepers.reviews, lo, hi
    )
    longest = len(shelves.arriving) - 1  # that goods can be on the way
    for shop in range(lo, hi):
        if keepers.reviews[shop] == 0:
            continue
        province = keepers.province[shop]
        origin = (
            province if keepers.upstream[shop] < 0 else keepers.province[keepers.upstream[shop]]
        )
        away = settings.lanes and origin != province  # its own has lost its last wholesaler
        fast = keepers.fast_replenishment[shop] == 1
        for i in range(keepers.first_shelf[shop], keepers.first_shelf[shop + 1]):
            at = i - keepers.first_shelf[lo]
            product = shelves.product[i]
            fresh = products.produce[product] == 1
            case = products.case[product]
            direct = keepers.direct_ordering[shop] == 1 and dear[at] < cheap[at]
            if not direct and usual[at] < 0:
                continue
            terms.supplier[i] = other[at] if direct else usual[at]
            sends = origin
            if direct:
                sends = province if fresh else routes.plant[shop, products.category[product]]
            terms.origin[i] = sends
            if direct:
                terms.freight[i] = freight[at]
            elif away:
                terms.freight[i] = routes.cost[origin, province] * products.weight[product]
            elif terms.direct[i]:  # what a wholesaler charges for freight stands
                terms.freight[i] = 0.0
            terms.direct[i] = 1 if direct else 0
            lead = settings.produce_lead if fresh else settings.lead
            review = settings.produce_review if fresh else settings.review
            lot_cases, spread = settings.lot_cases, settings.lead_spread
            if fast:
                lead = min(lead, settings.fast_lead)
                review = min(review, settings.fast_review)
                lot_cases = min(lot_cases, settings.fast_lot_cases)
                spread = 0
            if direct and not fresh:
                lead = routes.days[sends, province]
                lot_cases = max(lot_cases, 1.0)
            elif away and usual[at] >= 0:
                lead = min(lead + routes.days[origin, province], longest - spread)
            terms.lead[i] = lead
            terms.lead_spread[i] = spread
            terms.review[i] = review
            lot = int(lot_cases * case + 0.5)
            if settings.lot_units > 0 and not fast:
                lot = settings.lot_units
            terms.lot[i] = max(lot, 1)
            terms.moq[i] = moq[at] if direct else settings.moq
            if products.daily_loss[product] > 0.0:  # else what is lost on its way stands
                terms.transit_loss[i] = products.daily_loss[product] * lead
