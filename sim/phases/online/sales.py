"""Day, online: merchants take in their goods of today, and buyers pay. A part of sales."""

import numpy as np

from sim.engine.machine.compiling import compiled_part
from sim.engine.phase import Over, marketplace, part
from sim.engine.tables.ledger import Flow, Sector, pay
from sim.engine.tables.online import BUYERS_A_PROVINCE, CELLS_A_PROVINCE, OUTSIDE_BUYER


@compiled_part
def by_buyer(moneys):
    """The sum over categories; moneys is int64 (categories, buyers)."""
    of_all = np.zeros(moneys.shape[1], np.int64)
    for of_category in moneys:
        for buyer in range(len(of_all)):
            of_all[buyer] += of_category[buyer]
    return of_all


@compiled_part
def buyers_pay(moneys, flow, payee, cells, ledger):
    """Every buyer pays for something (or is paid back, where money is negative).

    moneys       int64 (buyers,)
    flow, payee  for money that is not negative; a till of the payee's is not filled here
    """
    # All buyers in one call: to hand the tables over takes longer than to pay.
    for buyer in range(len(moneys)):
        money, payer, cell = moneys[buyer], Sector.CONSUMERS, buyer % BUYERS_A_PROVINCE
        if cell == OUTSIDE_BUYER:
            payer = Sector.OTHER_BUYERS
        else:
            place = CELLS_A_PROVINCE * (buyer // BUYERS_A_PROVINCE) + cell
            cells.cash[place] -= money
            cells.online[place] += money
        if money >= 0:
            pay(ledger, flow, payer, payee, money)
        else:
            pay(ledger, flow, payee, payer, -money)


@compiled_part
def take_in_and_sell(merchants, offers, orders, paid, today, k, s):
    """The merchants of an offer take in today's goods, and are paid for their orders."""
    place = k * offers.open.shape[1] + s
    price, lo, net = offers.price[k, s], offers.first[place], 0
    arriving = merchants.arriving[today.day % len(merchants.arriving)]
    stock, cash, asked = merchants.stock, merchants.cash, merchants.orders
    for buyer in range(len(orders)):
        paid[buyer] += orders[buyer] * price
    for row in range(lo, lo + offers.open[k, s]):
        stock[row] += arriving[row]
        arriving[row] = 0
        cash[row] += asked[row] * price
        net += asked[row] * price
    offers.net[k, s] = net


@part(
    Over.FIRMS,
    reads="merchants: orders; offers: first open price; trade: orders",
    writes="cells: cash online; ledger: money outside; merchants: stock arriving cash; offers:"
    " net; buyers: paid",
    needed=marketplace,
)
def sell_online(tables, own, rules, today, piece):
    """Merchants are paid, and buyers pay.

    An offer's price is the same for all its buyers, so that each side can count for itself.
    """
    online = tables.online
    merchants, offers = online.merchants, online.offers
    orders, paid = online.trade.orders, online.buyers.paid
    categories, sellers, _ = orders.shape
    paid[:] = 0
    for k in range(categories):
        for s in range(sellers):
            take_in_and_sell(merchants, offers, orders[k, s], paid[k], today, k, s)
    buyers_pay(by_buyer(paid), Flow.ONLINE_SALES, Sector.MERCHANTS, tables.cells, own.ledger)
