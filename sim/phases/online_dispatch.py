"""Evening, online: parcels leave, what is short or lost is paid back, and all are paid.

A part of shipping; what merchants do with their goods is in `online_packing`.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.compiling import compiled, compiled_part
from sim.engine.doors import door
from sim.engine.ledger import Flow, Sector
from sim.engine.meetings import begin_section, end_section, meet
from sim.engine.online_tables import BOUGHT, BUYERS_A_PROVINCE, FOOD, LOST, SERVICES
from sim.engine.randomness import Stream, day_key
from sim.engine.schedule import Today
from sim.engine.state import State
from sim.phases.carriers import collect, lose, make_good
from sim.phases.online_packing import BUYING, order_goods, pack, pay_outside, plan_services
from sim.phases.online_sales import pay
from sim.phases.stall_dispatch import send_parcels
from sim.rules.rationing import proportional_share

MERCHANTS, CARRIERS = int(Sector.MERCHANTS), int(Sector.CARRIERS)
PLATFORM, MATERIALS = int(Sector.PLATFORM), int(Sector.MATERIALS)
REFUNDS, PARCEL_FREIGHT = int(Flow.ONLINE_REFUNDS), int(Flow.PARCEL_FREIGHT)
LOSS_REFUNDS, PARCEL_LOSS = int(Flow.LOSS_REFUNDS), int(Stream.PARCEL_LOSS)


class Sums(NamedTuple):
    """What one thread adds up over its offers of an evening."""

    refunds: NDArray[np.int64]  # (categories, buyers): money
    postage: NDArray[np.int64]  # (categories, buyers): money
    made_good: NDArray[np.int64]  # (categories, buyers): money, prices of lost parcels
    covered: NDArray[np.int64]  # (buyers,): money, the platform's part of it
    carriage: NDArray[np.int64]  # (categories, buyers): money, postage of lost parcels
    through: NDArray[np.int64]  # (provinces,): parcels sent and received
    goods: NDArray[np.int64]  # as Trade.goods


@compiled_part
def cancel(offers, trade, refunds, k, s):
    """What an offer is short of is spread over its buyers in proportion, to be paid back to them.

    refunds  int64 (buyers,)
    """
    price, short, asked, before = offers.price[k, s], offers.short[k, s], offers.asked[k, s], 0
    orders, cancelled = trade.orders[k, s], trade.cancelled[k, s]
    for buyer in range(len(orders)):
        if orders[buyer] > 0:
            cancelled[buyer] = proportional_share(orders[buyer], before, short, asked)
            before += orders[buyer]
            refunds[buyer] += cancelled[buyer] * price


@compiled_part
def post(offers, parcels, trade, postage, through, k, s):
    """Parcels of an offer leave, at their buyers' cost; the money moves when all have left.

    postage  int64 (buyers,)
    through  int64 (provinces,)
    Returns their number.
    """
    orders, cancelled = trade.orders[k, s], trade.cancelled[k, s]
    postage_in_all, in_all, road_days, buyer = 0, 0, 0.0, 0
    for home in range(parcels.price.shape[1]):
        price, parcels_in_all = parcels.price[s, home], 0
        for _ in range(BUYERS_A_PROVINCE):
            sent = orders[buyer] - cancelled[buyer]
            postage[buyer] += sent * price
            parcels_in_all += sent
            buyer += 1
        parcels.sent[s, home] += parcels_in_all
        through[s] += parcels_in_all
        through[home] += parcels_in_all
        in_all += parcels_in_all
        road_days += parcels_in_all * parcels.days[s, home]
        postage_in_all += parcels_in_all * price
    offers.postage[k, s] += postage_in_all
    parcels.road_days[s] += road_days
    return in_all


@compiled_part
def close_accounts(buyers, cells, ledger, sums):
    """Buyers are paid back, also for what is lost, and pay for their parcels."""
    paid, postage_of, spent = buyers.paid, buyers.postage, buyers.spent
    paid -= sums.refunds + sums.made_good
    postage_of[:] = sums.postage - sums.carriage
    spent += paid + postage_of
    for buyer in range(paid.shape[1]):
        postage, carriage = sums.postage[:, buyer].sum(), sums.carriage[:, buyer].sum()
        covered = sums.covered[buyer]
        by_merchants = sums.made_good[:, buyer].sum() - covered
        pay(buyer, -sums.refunds[:, buyer].sum(), REFUNDS, MERCHANTS, cells, ledger)
        pay(buyer, postage, PARCEL_FREIGHT, CARRIERS, cells, ledger)
        pay(buyer, -by_merchants, LOSS_REFUNDS, MERCHANTS, cells, ledger)
        pay(buyer, -covered, LOSS_REFUNDS, PLATFORM, cells, ledger)
        pay(buyer, -carriage, LOSS_REFUNDS, CARRIERS, cells, ledger)
        ledger.outside[PLATFORM] -= covered
        ledger.outside[CARRIERS] += postage - carriage


@door
@compiled
def dispatch(team, tables, ledger, online, each, by_farmers, settings, today):
    """All that merchants do in an evening; threads share the sellers' provinces.

    each        Sums with an axis for the threads in front
    by_farmers  int64 (provinces,): parcels that farmers have handed over tonight
    """
    merchants, offers, parcels, trade = (
        online.merchants, online.offers, online.parcels, online.trade,
    )  # fmt: skip
    categories, sellers, _ = trade.orders.shape
    begin_section(team)
    luck = day_key(today.seed, PARCEL_LOSS, today.day)
    refunds, postage = each.refunds[team.rank], each.postage[team.rank]
    prices, covered = each.made_good[team.rank], each.covered[team.rank]
    carriage = each.carriage[team.rank]
    through, goods = each.through[team.rank], each.goods[team.rank]
    refunds[:], postage[:], through[:], goods[:] = 0, 0, 0, 0
    prices[:], covered[:], carriage[:] = 0, 0, 0
    for s in range(team.rank, sellers, team.size):
        posted = 0
        for k in range(categories):
            lo = offers.first[k * sellers + s]
            hi = lo + offers.open[k, s]
            trade.cancelled[k, s] = 0
            pack(merchants, offers, goods, ledger, settings, today, k, s, lo, hi)
            if offers.short[k, s] > 0:
                cancel(offers, trade, refunds[k], k, s)
            if k == SERVICES:
                plan_services(merchants, settings, today, lo, hi)
                continue
            cost = offers.goods_cost[k, s]
            ordered = order_goods(merchants, cost, settings, today, lo, hi)
            goods[BOUGHT, k] += ordered
            pay_outside(ledger, BUYING, MATERIALS, ordered * cost)
            posted += post(offers, parcels, trade, postage[k], through, k, s)
            lost = lose(parcels, trade, luck, k, s)
            if lost > 0:
                goods[LOST, k] += lost
                make_good(
                    merchants, offers, parcels, trade, prices[k], covered, carriage[k], luck, lost,
                    k, s, lo,
                )  # fmt: skip
        collect(parcels, posted + by_farmers[s], s)
    meet(team)
    if team.rank == 0:
        for other in range(1, team.size):
            refunds += each.refunds[other]
            postage += each.postage[other]
            prices += each.made_good[other]
            covered += each.covered[other]
            carriage += each.carriage[other]
            through += each.through[other]
            goods += each.goods[other]
        all_goods, all_through = trade.goods, parcels.through
        all_goods += goods
        all_through += through
        trade.season[0] += settings.season[today.day]
        sums = Sums(refunds, postage, prices, covered, carriage, through, goods)
        close_accounts(online.buyers, tables.cells, ledger, sums)
    end_section(team)


def dispatch_online(state: State, rules: Any, today: Today) -> None:
    """Parcels leave."""
    online = state.online
    if online is None:
        return
    buyers, threads = online.buyers.paid.shape, state.threads.count
    each = Sums(
        state.buffer("refunds", threads, *buyers),
        state.buffer("postage", threads, *buyers),
        state.buffer("made good", threads, *buyers),
        state.buffer("covered", threads, buyers[1]),
        state.buffer("carriage", threads, *buyers),
        state.buffer("through", threads, *online.parcels.through.shape),
        state.buffer("goods online", threads, *online.trade.goods.shape),
    )
    by_farmers = state.buffer("parcels of farmers", len(online.parcels.through))
    farm = state.farm
    by_farmers[:] = 0
    if farm is not None and farm.stalls.lines[0] > 0:
        send_parcels(
            farm.sellers, farm.stalls, farm.bazaar, farm.farmers, online.buyers, online.parcels,
            state.cells, state.ledger, online.offers.take_rate[FOOD], by_farmers, today,
        )  # fmt: skip
    state.together(dispatch, online.tables, each, by_farmers, online.rules.dispatch, today)
