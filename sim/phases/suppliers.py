"""From whom a shop orders each product, and on what terms. A part of adoption."""

from sim.engine.compiling import compiled, compiled_part
from sim.rules.sourcing import direct_unit_cost, wholesale_unit_cost

NO_OFFER = 1e30  # what a unit costs from whom it cannot be ordered


@compiled_part
def compare_offers(shelves, keepers, products, routes, platform_shelf, settings, shop, i):
    """What the wholesaler and the producer ask for the product on the shelf i of a shop.

    platform_shelf  int32 (provinces, products): where farmers offer to shops, or -1
    Returns the shelves of both (-1: none), what a unit costs from each, and of the producer the
    freight a grain and the smallest order.
    """
    product = shelves.product[i]
    wholesaler = keepers.upstream[shop]
    province = keepers.province[shop]
    usual = -1
    cheap = NO_OFFER
    if wholesaler >= 0 and routes.wholesale_rank[product] >= 0:
        usual = keepers.first_shelf[wholesaler] + routes.wholesale_rank[product]
    if products.produce[product] == 1:
        other = platform_shelf[province, product]
    else:
        maker = routes.maker[shop, products.category[product]]
        other = keepers.first_shelf[maker] + routes.rank[product]
    freight = 0.0
    dear = NO_OFFER
    moq = max(int(settings.moq_cases * products.case[product]), 1)
    if usual >= 0:
        cheap = wholesale_unit_cost(
            shelves.price[usual], settings.credit_days, settings.daily_interest
        )
    if other >= 0 and other != usual and other != i:
        origin = keepers.province[shelves.keeper[other]]
        load = products.weight[product] * settings.small_load
        freight = routes.cost[origin, province] * load
        if shelves.service[other] >= settings.minimum_service:
            dear = direct_unit_cost(
                shelves.price[other], settings.platform_fee, freight, moq,
                shelves.forecast[i], settings.daily_interest, products.shelf_life[product],
            )  # fmt: skip
    return usual, other, cheap, dear, freight, moq


@compiled
def review_suppliers(shelves, terms, keepers, products, routes, platform_shelf, settings, lo, hi):
    """Shops of lo..hi-1 that review compare wholesaler and producer for every product they carry.

    platform_shelf  int32 (provinces, products): where farmers offer to shops, or -1
    """
    for shop in range(lo, hi):
        if keepers.reviews[shop] == 0:
            continue
        province = keepers.province[shop]
        fast = keepers.fast_replenishment[shop] == 1
        for i in range(keepers.first_shelf[shop], keepers.first_shelf[shop + 1]):
            product = shelves.product[i]
            fresh = products.produce[product] == 1
            case = products.case[product]
            usual, other, cheap, dear, freight, moq = compare_offers(
                shelves, keepers, products, routes, platform_shelf, settings, shop, i
            )
            direct = keepers.direct_ordering[shop] == 1 and dear < cheap
            if not direct and usual < 0:
                continue
            terms.supplier[i] = other if direct else usual
            if direct or terms.direct[i]:  # what a wholesaler charges for freight stands
                terms.freight[i] = freight if direct else 0.0
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
                lead = routes.days[keepers.province[shelves.keeper[other]], province]
                lot_cases = max(lot_cases, 1.0)
            terms.lead[i] = lead
            terms.lead_spread[i] = spread
            terms.review[i] = review
            lot = int(lot_cases * case + 0.5)
            if settings.lot_units > 0 and not fast:
                lot = settings.lot_units
            terms.lot[i] = max(lot, 1)
            terms.moq[i] = moq if direct else settings.moq
            terms.transit_loss[i] = products.daily_loss[product] * lead
