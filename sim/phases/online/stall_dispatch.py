"""Evening, online: farmers pack what was ordered of their stalls. A part of shipping.

Buyers paid for their orders during the day; what a stall is out of is cancelled and paid back.
"""

import numpy as np

from sim.engine.machine.compiling import compiled_part
from sim.engine.randomness import Stream, bits, day_key, fraction
from sim.engine.tables.ledger import Flow, GoodsFlow, Sector, pay, whole
from sim.engine.tables.online import FOOD
from sim.phases.online.sales import buyers_pay

STREAM = int(Stream.STALL_BUYERS)
PARTS = PAID, BACK, POSTAGE = 0, 1, 2  # what a buyer's money is for
ORDERS_APART = 1 << 16  # numbers of draws between one stall and the next


@compiled_part
def whose(chances, u):
    """The first place whose cumulated chance is above u."""
    lo, hi = 0, len(chances) - 1
    while lo < hi:
        middle = (lo + hi) // 2
        if chances[middle] > u:
            hi = middle
        else:
            lo = middle + 1
    return lo


@compiled_part
def send_parcels(tables, ledger, handed_over, today):
    """Every stall sends what it has; each order is of one buyer, drawn by what buyers choose.

    handed_over  int64 (provinces,): parcels for the carriers of each
    """
    sellers, stalls, bazaar = tables.farm.sellers, tables.farm.stalls, tables.farm.bazaar
    farmers, buyers, parcels = tables.farm.farmers, tables.online.buyers, tables.online.parcels
    cells, take_rate = tables.cells, tables.online.offers.take_rate[FOOD]
    first_word, second_word = day_key(today.seed, STREAM, today.day)
    money = np.zeros((len(PARTS), len(buyers.stalls)), np.int64)
    fees, packings, net = 0, 0, 0
    for line in range(stalls.lines[0]):
        stall = stalls.open[line]
        orders = stalls.orders[stall]
        if orders == 0:
            continue
        province, product = stalls.province[stall], stalls.product[stall]
        seller, order = stalls.seller[stall], bazaar.order[product]
        farmer, price = sellers.farmer[seller], bazaar.price[province, product]
        sent = min(orders, stalls.stock[stall] // order)
        chances, postage = bazaar.to_buyer[province, product], 0
        for nth in range(orders):
            number = stalls.plot[stall] * ORDERS_APART + nth
            buyer = whose(chances, fraction(bits(first_word, second_word, number)))
            money[PAID, buyer] += price
            if nth >= sent:
                money[BACK, buyer] += price
                continue
            home = buyers.province[buyer]
            money[POSTAGE, buyer] += parcels.price[province, home]
            postage += parcels.price[province, home]
            parcels.sent[province, home] += 1
            parcels.road_days[province] += parcels.days[province, home]
            handed_over[province] += 1
            parcels.through[province] += 1
            parcels.through[home] += 1
        value, packing = sent * price, sent * bazaar.packing[province]
        fee = whole(value * take_rate[province])
        stalls.orders[stall] = 0
        stalls.stock[stall] -= sent * order
        ledger.goods[GoodsFlow.SOLD_TO_CONSUMERS, product] += sent * order
        farmers.cash[farmer] += value - fee - packing
        farmers.sales[farmer] += today.counting * value
        farmers.costs[farmer] += today.counting * (fee + packing)
        sellers.online[seller] += today.counting * value
        other = whole(sent * bazaar.other[province, product])
        sellers.earned[seller] += value - fee - packing - other
        bazaar.sold[province, product] += value
        bazaar.postage[province, product] += postage
        bazaar.handled[province, product] += sent
        bazaar.short[province, product] += orders - sent
        bazaar.kept[province, product] += today.counting * (value - fee - packing)
        bazaar.forgone[province, product] += today.counting * other
        fees += fee
        packings += packing
        net += value
    bazaar.net[0] = net
    pay(ledger, Flow.TAKE_RATE, Sector.FARMERS, Sector.PLATFORM, fees)
    pay(ledger, Flow.WAGES, Sector.FARMERS, Sector.LABOUR, packings)
    buyers_pay(money[PAID], Flow.ONLINE_SALES, Sector.FARMERS, cells, ledger)
    buyers_pay(-money[BACK], Flow.ONLINE_REFUNDS, Sector.FARMERS, cells, ledger)
    buyers_pay(money[POSTAGE], Flow.PARCEL_FREIGHT, Sector.CARRIERS, cells, ledger)
    for buyer in range(len(buyers.stalls)):
        kept = money[PAID, buyer] - money[BACK, buyer]
        buyers.of_stalls[buyer] = kept
        buyers.spent[FOOD, buyer] += kept + money[POSTAGE, buyer]
