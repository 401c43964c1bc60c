"""What leaves each supplier's shelf tonight, and what is earned with it. A part of shipping."""

from sim.engine.machine.compiling import compiled_part
from sim.engine.tables.ledger import GoodsFlow, Sector, whole
from sim.rules.forecasts import smooth
from sim.rules.stock_by_age import by_age, take


@compiled_part
def decide_shipments(tables, settings, today, sums, lo, first, end):
    """How much the shelves first..end-1 can ship tonight, to shelves.sold and `sums.left`.

    sums  of the evening (`shipping`); lo: the first shelf of a supplier
    What their goods have cost is noted, before tonight's change it.
    """
    shelves, totals, level_of = tables.shelves, tables.totals, tables.keepers.level
    left, cost, unit_cost = sums.left, sums.cost, shelves.unit_cost
    due_of, backlog_of, sold, stock = shelves.due, shelves.backlog, shelves.sold, shelves.stock
    capacity, keeper_of, service = shelves.capacity, shelves.keeper, shelves.service
    demanded, served, short = totals.demanded, totals.served, totals.short
    for i in range(first, end):
        due, backlog = due_of[i], backlog_of[i]
        cost[i - lo] = unit_cost[i]
        sold[i] = 0
        left[i - lo] = 0
        if due + backlog == 0:
            continue
        available = capacity[i]
        if level_of[keeper_of[i]] != settings.source_level:
            available = min(available, stock[i])
        sold[i] = min(due + backlog, available)
        left[i - lo] = sold[i]
        if due == 0:
            continue
        fresh = min(due, max(0, available - backlog))
        service[i] = smooth(service[i], fresh / due, settings.service_smoothing)
        if today.counting:
            demanded[i] += due
            served[i] += fresh
            short[i] += 1 if fresh < due else 0


@compiled_part
def take_by_age(sold, batches, today, lo_row, hi_row):
    """Tonight's shipments leave the rows lo_row..hi_row-1 of stock by age.

    Their mean last day of sale is noted.
    """
    shelf, shipped_last_day = batches.shelf, batches.shipped_last_day
    for row in range(lo_row, hi_row):
        i = shelf[row]
        if sold[i] > 0:
            days = take(by_age(batches, row), today.day, sold[i], batches.youngest_first[row])
            shipped_last_day[row] = days // sold[i]


@compiled_part
def hand_out(tables, own, settings, today, lo, first, end):
    """What the shelves first..end-1 ship leaves stock, at what it cost; sources make it.

    lo  the first shelf of a supplier
    """
    shelves, totals, keepers = tables.shelves, tables.totals, tables.keepers
    accounts, ledger, unit_cost = tables.accounts, own.ledger, own.room.shipping.cost
    sold, stock, product_of = shelves.sold, shelves.stock, shelves.product
    keeper_of = shelves.keeper
    sold_in_all, goods_sold, kept = totals.sold, accounts.goods_sold, accounts.kept
    on_the_way, produced, chain = ledger.on_the_way, ledger.goods[GoodsFlow.PRODUCED], ledger.chain
    for i in range(first, end):
        quantity = sold[i]
        if quantity == 0:
            continue
        seller, product = keeper_of[i], product_of[i]
        on_the_way[product] += quantity
        source = keepers.level[seller] == settings.source_level
        if source:
            produced[product] += quantity
        else:
            stock[i] -= quantity
        cost = whole(quantity * unit_cost[i - lo])
        kept[seller] -= cost
        if today.counting:
            sold_in_all[i] += quantity
            payee = keepers.sector[seller]
            goods_sold[seller] += cost
            if payee == Sector.BROKERS:
                chain[Sector.FARMERS, product] += cost
            # All of a producer's price is the producer's part.
            if not source and payee not in (Sector.MANUFACTURERS, Sector.FARMERS):
                chain[payee, product] -= cost


@compiled_part
def book_earnings(tables, own, settings, today, lo, first, end):
    """What buyers paid and owe for tonight's shipments is the suppliers', first..end-1.

    What each share of the buyers has noted for them is zero again. lo: the first supplier
    """
    shelves, keepers, accounts = tables.shelves, tables.keepers, tables.accounts
    ledger, in_cash = own.ledger, own.room.shipping.in_cash
    on_credit = own.room.shipping.on_credit
    sold, product_of, keeper_of = shelves.sold, shelves.product, shelves.keeper
    for i in range(first, end):
        if sold[i] == 0:
            continue
        paid, owed = 0, 0
        for thread in range(len(in_cash)):
            paid += in_cash[thread, i - lo]
            owed += on_credit[thread, i - lo]
            in_cash[thread, i - lo] = 0
            on_credit[thread, i - lo] = 0
        seller, value = keeper_of[i], paid + owed
        accounts.revenue[seller] += value
        accounts.sales[seller] += today.counting * value
        accounts.kept[seller] += value
        if keepers.level[seller] != settings.source_level:
            accounts.cash[seller] += paid
            accounts.receivable[seller] += owed
            ledger.chain[keepers.sector[seller], product_of[i]] += today.counting * value
