"""What buyers pay for goods when they are shipped: price, carriage and fee, in cash or on credit.

A part of the shipping phase. What a price comes to above the credit that is left is paid at once.
"""

from sim.engine.machine.compiling import compiled_part
from sim.engine.tables.ledger import Flow, Sector, pay, whole
from sim.phases.supply.deliveries import charge_deliveries
from sim.rules.credit import credit_left, gives_credit


@compiled_part
def settle(tables, own, settings, today, lo, piece):
    """The buyers of a piece pay for their goods, the carrier and the platform.

    What each supplier is paid and owed is added up in `own.room`; lo: the first of their shelves.
    """
    shelves, terms, keepers = tables.shelves, tables.terms, tables.keepers
    accounts, levels, book, ledger = tables.accounts, tables.levels, tables.book, own.ledger
    sums, first_buyer, end_buyer = own.room.shipping, piece.lo_keeper, piece.hi_keeper
    in_cash, on_credit = sums.in_cash[piece.number], sums.on_credit[piece.number]
    leaving, shelf, supplier_of = book.leaving, book.shelf, book.supplier
    keeper_of, product_of = shelves.keeper, shelves.product
    price, unit_cost = shelves.price, shelves.unit_cost
    freight_of, direct_of = terms.freight, terms.direct
    sector, level_of, cash = keepers.sector, keepers.level, accounts.cash
    chain, counting = ledger.chain, today.counting
    to_carriers, to_platform = chain[Sector.CARRIERS], chain[Sector.PLATFORM]
    source_level, ring = settings.source_level, len(accounts.credit_due)
    end, lines = 0, book.lines[0]
    while end < lines:
        # Neighbours in the book are mostly of one buyer, who gets one bill.
        begin, buyer = end, keeper_of[shelf[end]]
        while end < lines and keeper_of[shelf[end]] == buyer:
            end += 1
        if not first_buyer <= buyer < end_buyer:
            continue
        payer, days = sector[buyer], levels.credit_days[level_of[buyer]]
        upstream = keepers.upstream[buyer]
        credit = credit_left(
            accounts.credit_limit[buyer], accounts.payable[buyer], accounts.arrears[buyer]
        )
        # What goods cost is added up by payee, line by line; no payee is outside.
        goods, lent = ledger.money[Flow.GOODS_BETWEEN_FIRMS, payer], ledger.credit[payer]
        paid, owed, carriage, fees, made, direct_value = 0, 0, 0, 0, 0, 0
        for line in range(begin, end):
            quantity = leaving[line]
            if quantity == 0:
                continue
            i, supplier = shelf[line], supplier_of[line]
            seller, direct = keeper_of[supplier], direct_of[i]
            payee = sector[seller]
            from_source = level_of[seller] == source_level
            value = whole(quantity * price[supplier])
            freight = whole(quantity * freight_of[i])
            fee, later = 0, 0
            if gives_credit(seller, direct, upstream, days):
                later = min(value, credit)
                credit -= later
                owed += later
                on_credit[supplier - lo] += later
                lent[payee] += later
            paid += value - later
            in_cash[supplier - lo] += value - later
            if direct:
                fee = whole(value * settings.platform_fee)
                direct_value += value
            if from_source:
                made += value
            else:
                goods[payee] += value
                to_carriers[product_of[i]] += counting * freight
                to_platform[product_of[i]] += counting * fee
            carriage += freight
            fees += fee
            unit_cost[i] = (value + freight + fee) / quantity
        if direct_value > 0:
            carriage += charge_deliveries(tables, chain, settings, counting, begin, end)
        cash[buyer] -= paid + carriage + fees
        if owed > 0:
            accounts.credit_due[(today.day + days) % ring, buyer] += owed
            accounts.payable[buyer] += owed
        accounts.purchases[buyer] += counting * (paid + owed + carriage + fees)
        accounts.direct[buyer] += counting * direct_value
        materials = whole(made * settings.materials_share)
        pay(ledger, Flow.MATERIALS, payer, Sector.MATERIALS, materials)
        pay(ledger, Flow.WAGES, payer, Sector.LABOUR, made - materials)
        pay(ledger, Flow.FREIGHT, payer, Sector.CARRIERS, carriage)
        pay(ledger, Flow.PLATFORM_FEE, payer, Sector.PLATFORM, fees)
