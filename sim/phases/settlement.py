"""What is paid for goods when they are shipped: price, freight and fee, in cash or on credit.

A part of the shipping phase.
"""

from sim.engine.compiling import compiled_part
from sim.engine.ledger import Flow, Sector, whole

GOODS = int(Flow.GOODS_BETWEEN_FIRMS)
MATERIALS_FLOW = int(Flow.MATERIALS)
WAGES = int(Flow.WAGES)
FREIGHT = int(Flow.FREIGHT)
PLATFORM_FEE = int(Flow.PLATFORM_FEE)
MANUFACTURERS = int(Sector.MANUFACTURERS)
BROKERS = int(Sector.BROKERS)
FARMERS = int(Sector.FARMERS)
CARRIERS = int(Sector.CARRIERS)
PLATFORM = int(Sector.PLATFORM)
MATERIALS = int(Sector.MATERIALS)
LABOUR = int(Sector.LABOUR)


@compiled_part
def settle(shelves, terms, keepers, accounts, levels, book, ledger, settings, today):
    """The buyer on each line of the book pays its supplier, the carrier and the platform."""
    leaving, shelf, supplier_of = book.leaving, book.shelf, book.supplier
    keeper_of, product_of = shelves.keeper, shelves.product
    price, unit_cost = shelves.price, shelves.unit_cost
    freight_of, direct_of = terms.freight, terms.direct
    sector, level_of, upstream = keepers.sector, keepers.level, keepers.upstream
    cash, payable, receivable = accounts.cash, accounts.payable, accounts.receivable
    credit_due, revenue, sales = accounts.credit_due, accounts.revenue, accounts.sales
    purchases, goods_sold, direct = accounts.purchases, accounts.goods_sold, accounts.direct
    money, outside, chain, credit = ledger.money, ledger.outside, ledger.chain, ledger.credit
    credit_days = levels.credit_days
    source_level, ring = settings.source_level, len(credit_due)
    for line in range(book.lines[0]):
        quantity = leaving[line]
        if quantity == 0:
            continue
        i, supplier = shelf[line], supplier_of[line]
        buyer, seller = keeper_of[i], keeper_of[supplier]
        payer, payee = sector[buyer], sector[seller]
        from_source = level_of[seller] == source_level
        value = whole(quantity * price[supplier])
        freight = whole(quantity * freight_of[i])
        fee = 0
        days = credit_days[level_of[buyer]]
        if from_source:
            materials = whole(value * settings.materials_share)
            cash[buyer] -= value
            outside[MATERIALS] += materials
            outside[LABOUR] += value - materials
            money[MATERIALS_FLOW, payer, MATERIALS] += materials
            money[WAGES, payer, LABOUR] += value - materials
        elif days > 0 and direct_of[i] == 0 and upstream[buyer] == seller:
            credit_due[(today.day + days) % ring, buyer] += value
            payable[buyer] += value
            receivable[seller] += value
            money[GOODS, payer, payee] += value
            credit[payer, payee] += value
        else:
            cash[buyer] -= value
            cash[seller] += value
            money[GOODS, payer, payee] += value
        if direct_of[i]:
            fee = whole(value * settings.platform_fee)
            cash[buyer] -= fee
            outside[PLATFORM] += fee
            money[PLATFORM_FEE, payer, PLATFORM] += fee
        if freight > 0:
            cash[buyer] -= freight
            outside[CARRIERS] += freight
            money[FREIGHT, payer, CARRIERS] += freight
        landed = value + freight + fee
        unit_cost[i] = landed / quantity
        revenue[seller] += value
        if today.counting:
            cost = whole(quantity * unit_cost[supplier])
            sales[seller] += value
            purchases[buyer] += landed
            goods_sold[seller] += cost
            direct[buyer] += value if direct_of[i] else 0
            product = product_of[i]
            if payee in (MANUFACTURERS, FARMERS):
                cost = 0  # all of a producer's price is the producer's part
            elif payee == BROKERS:
                chain[FARMERS, product] += cost
            if not from_source:
                chain[payee, product] += value - cost
                chain[CARRIERS, product] += freight
                chain[PLATFORM, product] += fee
