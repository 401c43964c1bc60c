"""What buyers pay for goods when they are shipped: price, carriage and fee, in cash or on credit.

A part of the shipping phase. What a price comes to above the credit that is left is paid at once.
"""

from sim.engine.machine.compiling import compiled_part
from sim.engine.tables.ledger import Flow, Sector, whole
from sim.phases.supply.deliveries import charge_deliveries
from sim.rules.credit import credit_left, gives_credit

GOODS = int(Flow.GOODS_BETWEEN_FIRMS)
MATERIALS_FLOW = int(Flow.MATERIALS)
WAGES = int(Flow.WAGES)
FREIGHT = int(Flow.FREIGHT)
PLATFORM_FEE = int(Flow.PLATFORM_FEE)
CARRIERS = int(Sector.CARRIERS)
PLATFORM = int(Sector.PLATFORM)
MATERIALS = int(Sector.MATERIALS)
LABOUR = int(Sector.LABOUR)


@compiled_part
def settle(
    shelves, terms, keepers, accounts, levels, book, ledger, settings, today, in_cash, on_credit,
    lo, first_buyer, end_buyer,
):  # fmt: skip
    """The buyers first_buyer..end_buyer-1 pay for their goods, the carrier and the platform.

    in_cash, on_credit  int64 (suppliers,): what is paid and owed to each, added up; lo: the first
    """
    leaving, shelf, supplier_of = book.leaving, book.shelf, book.supplier
    keeper_of, product_of = shelves.keeper, shelves.product
    price, unit_cost = shelves.price, shelves.unit_cost
    freight_of, direct_of = terms.freight, terms.direct
    sector, level_of, cash = keepers.sector, keepers.level, accounts.cash
    outside, chain, counting = ledger.outside, ledger.chain, today.counting
    to_carriers, to_platform = chain[CARRIERS], chain[PLATFORM]
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
        goods, lent = ledger.money[GOODS, payer], ledger.credit[payer]
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
            carriage += charge_deliveries(
                shelves, terms, book, chain, settings, counting, begin, end
            )
        cash[buyer] -= paid + carriage + fees
        if owed > 0:
            accounts.credit_due[(today.day + days) % ring, buyer] += owed
            accounts.payable[buyer] += owed
        accounts.purchases[buyer] += counting * (paid + owed + carriage + fees)
        accounts.direct[buyer] += counting * direct_value
        materials = whole(made * settings.materials_share)
        for flow, payee, amount in (
            (MATERIALS_FLOW, MATERIALS, materials),
            (WAGES, LABOUR, made - materials),
            (FREIGHT, CARRIERS, carriage),
            (PLATFORM_FEE, PLATFORM, fees),
        ):
            outside[payee] += amount
            ledger.money[flow, payer, payee] += amount
