"""What wholesaler and producer ask a shop for each product that it carries. A part of adoption."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.machine.compiling import compiled_part
from sim.engine.tables.columns import wide
from sim.phases.platform.spoiling import spoils_of_usual_lots
from sim.phases.platform.usual_terms import lost_of, lot_of_shop, shelf_at_wholesaler
from sim.rules.freight import direct_freight
from sim.rules.goods_prices import cost_of_arrivals
from sim.rules.sourcing import comes_too_old, wholesale_unit_cost
from sim.rules.stock_by_age import A_NIGHT

NO_OFFER = 1e30  # what a unit costs from whom it cannot be ordered
WAREHOUSE = -1  # who sends what makers have brought to the platform's warehouse


class Offers(NamedTuple):
    """What both ask, an entry a shelf of the shops that are asked, shop after shop."""

    usual: NDArray[np.int64]  # shelf of the wholesaler, or -1
    other: NDArray[np.int64]  # shelf of the producer, or -1
    offered: NDArray[np.uint8]  # 1 where the producer may be asked
    cheap: NDArray[np.float64]  # money a grain that is sold, from the wholesaler
    price: NDArray[np.float64]  # money a grain, the producer's
    freight: NDArray[np.float64]  # money a grain, from the producer
    lost: NDArray[np.float64]  # share lost on the way from there, as far as it counts in the cost
    charge: NDArray[np.float64]  # money, of the delivery from there
    sender: NDArray[np.int64]  # of the delivery: the producer, or WAREHOUSE
    lot: NDArray[np.int64]  # grains, of an order to the producer
    sells: NDArray[np.float64]  # grains a day, as the shop expects
    variance: NDArray[np.float64]  # of it
    fresh: NDArray[np.uint8]  # 1 for produce and what else is fetched by night
    life: NDArray[np.int64]  # days on which it can be sold when it comes from there; 0: it keeps
    saved: NDArray[np.float64]  # money a day, by a direct order in each round; `baskets` notes it
    on_plan: NDArray[np.float64]  # the same under a plan, 0.0 where it is not on it


@compiled_part
def room_for_offers(shelves):
    """Offers for so many shelves, of which nothing is known."""
    return Offers(
        np.full(shelves, -1, np.int64),
        np.full(shelves, -1, np.int64),
        np.zeros(shelves, np.uint8),
        np.full(shelves, NO_OFFER),
        np.zeros(shelves),
        np.zeros(shelves),
        np.zeros(shelves),
        np.zeros(shelves),
        np.full(shelves, WAREHOUSE, np.int64),
        np.ones(shelves, np.int64),
        np.zeros(shelves),
        np.zeros(shelves),
        np.zeros(shelves, np.uint8),
        np.zeros(shelves, np.int64),
        np.zeros(shelves),
        np.zeros(shelves),
    )


@compiled_part
def cost_from_wholesaler(tables, settings, day, shop, i, theirs):
    """What a grain that is sold costs a shop from its wholesaler, where he has it on `theirs`."""
    shelves, keepers, products = tables.shelves, tables.keepers, tables.products
    routes, product = tables.routes, shelves.product[i]
    there, province = keepers.province[keepers.upstream[shop]], keepers.province[shop]
    lane, way = 0.0, A_NIGHT  # a kg and days from a wholesaler who is in another province
    if settings.lanes and there != province:
        lane, way = wide(routes.cost[there, province]), routes.days[there, province]
    price = wholesale_unit_cost(
        shelves.price[theirs], settings.credit_days, settings.daily_interest
    )
    landed, lost = price + lane * products.weight[product], lost_of(tables, i, way)
    cost = cost_of_arrivals(landed, lost, settings.loss_in_cost)
    if products.ages[product]:
        sells, variance = wide(shelves.forecast[i]), wide(shelves.variance[i])
        cost *= 1.0 + spoils_of_usual_lots(tables, settings, day, shop, theirs, sells, variance)
    return cost


@compiled_part
def compare_offers(tables, platform_shelf, settings, day, asked, lo, hi):
    """The Offers to the shops of lo..hi-1 that are asked for.

    platform_shelf  int32 (provinces, products): where farmers offer to shops, or -1
    asked           uint8 (shops,)
    (All shops in one call: to hand over the tables takes a microsecond.)
    """
    shelves, keepers, products = tables.shelves, tables.keepers, tables.products
    routes = tables.routes
    first_shelf = keepers.first_shelf
    entries = 0
    for shop in range(lo, hi):
        entries += first_shelf[shop + 1] - first_shelf[shop] if asked[shop] else 0
    offers = room_for_offers(entries)
    at = -1
    for shop in range(lo, hi):
        if asked[shop] == 0:
            continue
        wholesaler, province = keepers.upstream[shop], keepers.province[shop]
        fast = keepers.fast_replenishment[shop] == 1
        for i in range(first_shelf[shop], first_shelf[shop + 1]):
            at += 1
            product = shelves.product[i]
            offers.sells[at] = wide(shelves.forecast[i])
            offers.variance[at] = wide(shelves.variance[i])
            if wholesaler >= 0 and routes.wholesale_rank[product] >= 0:
                theirs = shelf_at_wholesaler(tables, shop, product)
                offers.usual[at] = theirs
                offers.cheap[at] = cost_from_wholesaler(tables, settings, day, shop, i, theirs)
            produce = products.produce[product] == 1
            if produce:
                seller, origin = platform_shelf[province, product], province
            else:
                maker = routes.maker[shop, products.category[product]]
                seller = first_shelf[maker] + routes.rank[product]
                origin = int(routes.plant[shop, products.category[product]])
            offers.other[at] = seller
            offers.fresh[at] = products.fetched[product]
            offers.lot[at] = lot_of_shop(settings, products.case[product], fast, not produce)
            if seller < 0 or seller == offers.usual[at] or seller == i:
                continue
            from_there = A_NIGHT if produce else routes.days[origin, province]
            life = products.shelf_life[product]
            if not produce and comes_too_old(from_there, life, settings.way_share):
                continue
            if products.ages[product]:
                offers.life[at] = max(life - from_there, 1)
            offers.price[at] = wide(shelves.price[seller])
            offers.freight[at] = direct_freight(
                products.weight[product],
                routes.cost[origin, province],
                routes.cost[province, province],
                settings.small_load,
                settings.warehouse,
            )
            offers.lost[at] = settings.loss_in_cost * lost_of(tables, i, from_there)
            offers.charge[at] = routes.drop[origin, province]
            if not settings.warehouse:
                offers.sender[at] = shelves.keeper[seller]
            # Produce has no list price: farmers ask something for what they offer tonight.
            there = not produce or shelves.stock[seller] > 0
            offers.offered[at] = there and shelves.service[seller] >= settings.minimum_service
    return offers
