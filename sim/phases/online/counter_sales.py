"""Day: shops serve today's online orders from the shelf, beside the customers who come in.

A part of sales. A shelf that is short gives each side its part; the orders that it cannot serve are
cancelled and paid back. A courier takes the others at once.
"""

from sim.engine.machine.compiling import compiled_part
from sim.engine.phase import Over, marketplace, part
from sim.engine.tables.ledger import Flow, Sector, pay, whole
from sim.engine.tables.online import CELLS_A_PROVINCE
from sim.rules.new_retail import buyer_of, orders_served


@compiled_part
def set_aside(shelves, counters, keepers, lo_shop, hi_shop):
    """Take from the shelves of the shops lo_shop..hi_shop-1 what online orders get of them."""
    for shop in range(lo_shop, hi_shop):
        if counters.open[shop] == 0:
            continue
        for i in range(keepers.first_shelf[shop], keepers.first_shelf[shop + 1]):
            orders = counters.orders[i]
            counters.sent[i] = 0
            if orders > 0:
                size = counters.size[shelves.product[i]]
                in_shop = shelves.waiting[i] + shelves.demanded[i]
                sent = orders_served(orders, size, shelves.stock[i], in_shop)
                counters.sent[i] = sent
                shelves.stock[i] -= sent * size


@compiled_part
def hand_over(shelves, counters, keepers, kind, lo_shop, hi_shop):
    """What was set aside is sold: the shops' books, before all that was sold is paid.

    kind  int32 (products,): category online
    """
    counters.paid[:, lo_shop:hi_shop] = 0
    counters.back[:, lo_shop:hi_shop] = 0
    counters.brought[:, lo_shop:hi_shop] = 0
    counters.missed[lo_shop:hi_shop] = 0
    for shop in range(lo_shop, hi_shop):
        if counters.open[shop] == 0:
            continue
        for i in range(keepers.first_shelf[shop], keepers.first_shelf[shop + 1]):
            orders, sent = counters.orders[i], counters.sent[i]
            if orders == 0:
                continue
            product = shelves.product[i]
            k, size, price = kind[product], counters.size[product], shelves.price[i]
            paid, kept = whole(orders * size * price), whole(sent * size * price)
            shelves.sold[i] += sent * size
            counters.paid[k, shop] += paid
            counters.back[k, shop] += paid - kept
            counters.brought[k, shop] += sent
            counters.missed[shop] += orders - sent


@part(
    Over.WHOLE,
    reads="keepers: cell; counters: paid back brought missed; offers: take_rate",
    writes="accounts: cash expenses kept; cells: cash online; ledger: money outside; counters:"
    " sold carried handled short; buyers: spent",
    needed=marketplace,
    waits=True,
)
def settle_online(tables, own, rules, today, piece):
    """Buyers pay, shops pay the platform; what shops took in all is already in their tills.

    It waits until shops have ordered: the platform settles at night, and an owner orders with what
    is in the till.
    """
    counters, keepers, accounts = tables.counters, tables.keepers, tables.accounts
    cells, buyers, ledger = tables.cells, tables.online.buyers, own.ledger
    take_rate, courier_fee = tables.online.offers.take_rate, rules.sales.courier_fee
    if len(counters.open) == 0:
        return
    placed, refunded, fees, carried = 0, 0, 0, 0
    for shop in range(len(counters.open)):
        cell = keepers.cell[shop]
        province, buyer = cell // CELLS_A_PROVINCE, buyer_of(cell)
        counters.short[province] += counters.missed[shop]
        for k in range(len(counters.paid)):
            paid, back = counters.paid[k, shop], counters.back[k, shop]
            brought = counters.brought[k, shop]
            if paid + brought == 0:
                continue  # most shops have no orders
            way = brought * courier_fee
            fee = whole((paid - back) * take_rate[k, province])
            accounts.cash[shop] -= fee
            accounts.expenses[shop] += today.counting * fee
            accounts.kept[shop] -= fee
            cells.cash[cell] -= way
            cells.online[cell] += paid - back + way
            buyers.spent[k, buyer] += paid - back + way
            counters.sold[province] += paid - back
            counters.carried[province] += way
            counters.handled[province] += brought
            placed += paid
            refunded += back
            fees += fee
            carried += way
    pay(ledger, Flow.RETAIL_SALES, Sector.CONSUMERS, Sector.SHOPS, refunded - placed)
    pay(ledger, Flow.ONLINE_SALES, Sector.CONSUMERS, Sector.SHOPS, placed)
    pay(ledger, Flow.ONLINE_REFUNDS, Sector.SHOPS, Sector.CONSUMERS, refunded)
    pay(ledger, Flow.TAKE_RATE, Sector.SHOPS, Sector.PLATFORM, fees)
    pay(ledger, Flow.LOCAL_DELIVERY, Sector.CONSUMERS, Sector.CARRIERS, carried)
