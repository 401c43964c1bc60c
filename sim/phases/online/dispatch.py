"""Evening, online: parcels leave, what is short or lost is paid back, and all are paid.

A part of shipping; what merchants do with their goods is in `packing`.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.machine.compiling import compiled_part
from sim.engine.phase import Over, marketplace, part, stalls_may_open
from sim.engine.randomness import Stream, bits, day_key, fraction
from sim.engine.tables.ledger import Flow, Sector, pay
from sim.engine.tables.online import BOUGHT, BUYERS_A_PROVINCE, LOST, SERVICES
from sim.engine.tables.state import State
from sim.phases.online.carriers import collect, lose, make_good
from sim.phases.online.packing import order_goods, pack, plan_services
from sim.phases.online.sales import buyers_pay, by_buyer
from sim.phases.online.stall_dispatch import send_parcels
from sim.rules.rationing import proportional_share, random_start

PARCEL_LOSS = int(Stream.PARCEL_LOSS)
CANCELLATION = int(Stream.CANCELLATION)


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
def cancel(offers, trade, refunds, today, k, s):
    """What an offer is short of is spread over its buyers in proportion, to be paid back to them.

    refunds  int64 (buyers,)
    """
    price, short, asked, before = offers.price[k, s], offers.short[k, s], offers.asked[k, s], 0
    orders, cancelled = trade.orders[k, s], trade.cancelled[k, s]
    first, second = day_key(today.seed, CANCELLATION, today.day)
    offer = k * trade.orders.shape[1] + s
    start = random_start(fraction(bits(first, second, offer)), asked)
    for buyer in range(len(orders)):
        if orders[buyer] > 0:
            cancelled[buyer] = proportional_share(orders[buyer], before, short, asked, start)
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
def add_up(each):
    """What all threads have found, into the first one's sums."""
    for parts, whole in (
        (each.refunds[1:], each.refunds[0]),
        (each.postage[1:], each.postage[0]),
        (each.made_good[1:], each.made_good[0]),
        (each.carriage[1:], each.carriage[0]),
    ):
        for other in range(len(parts)):
            for k in range(whole.shape[0]):
                for buyer in range(whole.shape[1]):
                    whole[k, buyer] += parts[other, k, buyer]
    for other in range(1, len(each.covered)):
        for buyer in range(each.covered.shape[1]):
            each.covered[0, buyer] += each.covered[other, buyer]


@compiled_part
def close_accounts(buyers, cells, ledger, each):
    """Buyers are paid back, also for what is lost, and pay for their parcels."""
    paid, postage_of, spent = buyers.paid, buyers.postage, buyers.spent
    refunds, postage, prices = each.refunds[0], each.postage[0], each.made_good[0]
    carriage, covered = each.carriage[0], each.covered[0]
    categories, count = paid.shape
    for k in range(categories):
        for buyer in range(count):
            paid[k, buyer] -= refunds[k, buyer] + prices[k, buyer]
            postage_of[k, buyer] = postage[k, buyer] - carriage[k, buyer]
            spent[k, buyer] += paid[k, buyer] + postage_of[k, buyer]
    buyers_pay(-by_buyer(refunds), Flow.ONLINE_REFUNDS, Sector.MERCHANTS, cells, ledger)
    buyers_pay(by_buyer(postage), Flow.PARCEL_FREIGHT, Sector.CARRIERS, cells, ledger)
    buyers_pay(covered - by_buyer(prices), Flow.LOSS_REFUNDS, Sector.MERCHANTS, cells, ledger)
    buyers_pay(-covered, Flow.LOSS_REFUNDS, Sector.PLATFORM, cells, ledger)
    buyers_pay(-by_buyer(carriage), Flow.LOSS_REFUNDS, Sector.CARRIERS, cells, ledger)


class Evening(NamedTuple):
    """What parcels leave with."""

    each: Sums  # with an axis for the threads in front
    by_farmers: NDArray[np.int64]  # (provinces,): parcels that farmers have handed over tonight


@part(
    Over.WHOLE,
    reads="sellers: farmer; stalls: seller plot province product open lines; bazaar: order packing"
    " price other to_buyer; offers: take_rate; buyers: province; parcels: price"
    " days",
    writes="cells: cash online; ledger: money goods outside; farmers: cash sales costs; sellers:"
    " earned online; stalls: stock orders; bazaar: net sold postage handled short kept forgone;"
    " buyers: of_stalls spent; parcels: through sent road_days",
    needed=stalls_may_open,
)
def hand_over(tables, own, rules, today, piece):
    """Farmers hand over their parcels of tonight."""
    by_farmers = own.room.parcels.by_farmers
    by_farmers[:] = 0
    send_parcels(tables, own.ledger, by_farmers, today)


@part(
    Over.PROVINCES,
    reads="merchants: orders; offers: first open price take_rate goods_cost wage asked; parcels:"
    " days price loss capacity; trade: orders",
    writes="ledger: money outside; merchants: stock arriving forecast variance cash; offers: gross"
    " net handled short sold postage; parcels: sent lost waiting collected late nights road_days"
    " month_sent month_nights; trade: cancelled lost",
    needed=marketplace,
)
def send_out(tables, own, rules, today, piece):
    """All that the merchants of a province do in an evening."""
    online, sums, settings, ledger = tables.online, own.parcels, rules.online.dispatch, own.ledger
    merchants, offers, parcels = online.merchants, online.offers, online.parcels
    trade = online.trade
    categories, sellers, _ = trade.orders.shape
    luck, s = day_key(today.seed, PARCEL_LOSS, today.day), piece.number
    posted = 0
    for k in range(categories):
        lo = offers.first[k * sellers + s]
        hi = lo + offers.open[k, s]
        trade.cancelled[k, s] = 0
        pack(online, own, settings, today, k, s)
        if offers.short[k, s] > 0:
            cancel(offers, trade, sums.refunds[k], today, k, s)
        if k == SERVICES:
            plan_services(merchants, settings, today, lo, hi)
            continue
        cost = offers.goods_cost[k, s]
        ordered = order_goods(merchants, cost, settings, today, lo, hi)
        sums.goods[BOUGHT, k] += ordered
        pay(ledger, Flow.MATERIALS, Sector.MERCHANTS, Sector.MATERIALS, ordered * cost)
        posted += post(offers, parcels, trade, sums.postage[k], sums.through, k, s)
        lost = lose(parcels, trade, luck, k, s)
        if lost > 0:
            sums.goods[LOST, k] += lost
            make_good(online, sums, luck, lost, k, s)
    collect(parcels, posted + own.room.parcels.by_farmers[s], s)


@part(
    Over.WHOLE,
    writes="cells: cash online; ledger: money outside; buyers: paid postage spent; parcels:"
    " through; trade: goods season",
    needed=marketplace,
)
def close_evening(tables, own, rules, today, piece):
    """Once all parcels have left, buyers settle, and the evening's goods are counted."""
    online, each = tables.online, own.room.parcels.each
    add_up(each)
    goods, through, season = online.trade.goods, online.parcels.through, online.trade.season
    for rank in range(len(each.goods)):
        goods += each.goods[rank]
        through += each.through[rank]
    season[0] += rules.online.dispatch.season[today.day]
    close_accounts(online.buyers, tables.cells, own.ledger, each)
    each.refunds[:], each.postage[:], each.through[:], each.goods[:] = 0, 0, 0, 0
    each.made_good[:], each.covered[:], each.carriage[:] = 0, 0, 0


def _each(state: State, threads: int) -> Sums:
    """Sums of all threads."""
    assert state.online is not None
    buyers = state.online.buyers.paid.shape
    by_category = [np.zeros((threads, *buyers), np.int64) for _ in range(4)]
    refunds, postage, made_good, carriage = by_category
    covered = np.zeros((threads, buyers[1]), np.int64)
    through = np.zeros((threads, *state.online.parcels.through.shape), np.int64)
    goods = np.zeros((threads, *state.online.trade.goods.shape), np.int64)
    return Sums(refunds, postage, made_good, covered, carriage, through, goods)


def evening_of(state: State, threads: int) -> Evening:
    """What parcels leave with on every evening."""
    online = state.online
    assert online is not None
    by_farmers = np.zeros(len(online.parcels.through), np.int64)
    return Evening(_each(state, threads), by_farmers)
