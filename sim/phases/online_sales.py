"""Day, online: merchants take in their goods of today, and buyers pay. A part of sales."""

from typing import Any

from sim.engine.compiling import compiled
from sim.engine.doors import door
from sim.engine.ledger import Flow, Sector
from sim.engine.online_tables import BUYERS_A_PROVINCE, OUTSIDE_BUYER
from sim.engine.schedule import Today
from sim.engine.state import State

CONSUMERS, OTHER_BUYERS = int(Sector.CONSUMERS), int(Sector.OTHER_BUYERS)
MERCHANTS, ONLINE_SALES = int(Sector.MERCHANTS), int(Flow.ONLINE_SALES)
CELLS_A_PROVINCE = 2


@compiled
def pay(buyer, money, flow, payee, cells, ledger):
    """A buyer pays for something (or is paid back, where money is negative).

    flow, payee  of the ledger, for money that is not negative; the payee's till is not filled here
    """
    payer = CONSUMERS
    cell = buyer % BUYERS_A_PROVINCE
    if cell == OUTSIDE_BUYER:
        payer = OTHER_BUYERS
        ledger.outside[OTHER_BUYERS] -= money
    else:
        place = CELLS_A_PROVINCE * (buyer // BUYERS_A_PROVINCE) + cell
        cells.cash[place] -= money
        cells.online[place] += money
    if money >= 0:
        ledger.money[flow, payer, payee] += money
    else:
        ledger.money[flow, payee, payer] -= money


@door
@compiled
def sell_to_buyers(merchants, offers, buyers, trade, cells, ledger, today):
    """Merchants whose goods of today have come are paid for their orders, and buyers pay.

    An offer's price is the same for all its buyers, so that each side can count for itself.
    """
    orders, paid = trade.orders, buyers.paid
    categories, sellers, count = orders.shape
    arriving = merchants.arriving[today.day % len(merchants.arriving)]
    paid[:] = 0
    for k in range(categories):
        for s in range(sellers):
            price, lo, net = offers.price[k, s], offers.first[k * sellers + s], 0
            for buyer in range(count):
                paid[k, buyer] += orders[k, s, buyer] * price
            for row in range(lo, lo + offers.open[k, s]):
                merchants.stock[row] += arriving[row]
                arriving[row] = 0
                merchants.cash[row] += merchants.orders[row] * price
                net += merchants.orders[row] * price
            offers.net[k, s] = net
    for buyer in range(count):
        money = 0
        for k in range(categories):
            money += paid[k, buyer]
        pay(buyer, money, ONLINE_SALES, MERCHANTS, cells, ledger)


def sell_online(state: State, rules: Any, today: Today) -> None:
    """Merchants get their money."""
    online = state.online
    if online is not None:
        sell_to_buyers(
            online.merchants, online.offers, online.buyers, online.trade, state.cells,
            state.ledger, today,
        )  # fmt: skip
