"""What buyers pay for goods when they are shipped: price, carriage and fee, in cash or on credit.

A part of the shipping phase. What a price comes to above the credit that is left is paid at once.
Nothing leaves that its buyer cannot pay: prices and purses change after an order.
"""

from sim.engine.machine.compiling import compiled_part, compiled_row
from sim.engine.tables.columns import wide
from sim.engine.tables.ledger import Flow, Sector, pay, whole
from sim.phases.supply.deliveries import begins_delivery, share_out_charges
from sim.rules.credit import credit_left, gives_credit, within_means
from sim.rules.goods_prices import cost_of_arrivals


@compiled_row
def cost_of(quantity, price, freight, fee):
    """What goods, their carriage and the platform cost, each in whole grains of money.

    price, freight  money a grain; fee: the platform's share of the price
    """
    value = whole(quantity * price)
    return value, whole(quantity * freight), whole(value * fee)


@compiled_part
def charge_buyer(accounts, today, buyer, spent, owed, days):
    """A buyer has spent so much in cash, and owes as much more in some days."""
    if owed > 0:
        accounts.credit_due[(today.day + days) % len(accounts.credit_due), buyer] += owed
        accounts.payable[buyer] += owed
    accounts.cash[buyer] -= spent
    if today.counting:
        accounts.purchases[buyer] += spent + owed


@compiled_part
def settle(tables, own, settings, today, lo, piece):
    """The buyers of a piece pay for their goods, the carrier and the platform, as far as they can.

    What they cannot pay does not leave, and is noted. What each supplier is paid and owed is added
    up in `own.room`; lo: the first of their shelves.
    """
    shelves, terms, keepers = tables.shelves, tables.terms, tables.keepers
    accounts, levels, book, ledger = tables.accounts, tables.levels, tables.book, own.ledger
    sums, first_buyer, end_buyer = own.room.shipping, piece.lo_keeper, piece.hi_keeper
    in_cash, on_credit = sums.in_cash[piece.number], sums.on_credit[piece.number]
    cut, cuts = sums.cut[piece.number], 0
    leaving, shelf, supplier_of = book.leaving, book.shelf, book.supplier
    keeper_of, product_of = shelves.keeper, shelves.product
    price_of, unit_cost = shelves.price, shelves.unit_cost
    freight_of, direct_of, drop_of = terms.freight, terms.direct, terms.drop
    sector, level_of, cash = keepers.sector, keepers.level, accounts.cash
    chain, counting, share = ledger.chain, today.counting, settings.platform_fee
    goods_between_firms = ledger.money[Flow.GOODS_BETWEEN_FIRMS]
    to_carriers, to_platform = chain[Sector.CARRIERS], chain[Sector.PLATFORM]
    source_level = settings.source_level
    end, lines = 0, book.lines[0]
    while end < lines:
        # Neighbours in the book are mostly of one buyer, who gets one bill.
        begin, buyer = end, keeper_of[shelf[end]]
        while end < lines and keeper_of[shelf[end]] == buyer:
            end += 1
        if not first_buyer <= buyer < end_buyer:
            continue
        payer, days = sector[buyer], levels.credit_days[level_of[buyer]]
        upstream, purse = keepers.upstream[buyer], cash[buyer] + accounts.overdraft[buyer]
        credit = 0
        if days > 0:
            credit = credit_left(
                accounts.credit_limit[buyer], accounts.payable[buyer], accounts.arrears[buyer]
            )
        spent, owed, carriage, charges, made, directly = 0, 0, 0, 0, 0, 0
        for line in range(begin, end):
            quantity = leaving[line]
            if quantity == 0:
                continue
            i, supplier = shelf[line], supplier_of[line]
            seller, direct = keeper_of[supplier], direct_of[i]
            price, a_grain = wide(price_of[supplier]), wide(freight_of[i])
            value, freight, fee = cost_of(quantity, price, a_grain, share * direct)
            lends, charge = 0, 0
            if gives_credit(seller, direct, upstream, days):
                lends = credit
            if direct and begins_delivery(tables, settings.warehouse, line):
                charge = whole(wide(drop_of[i]))
            later = min(value, lends)
            if spent + value + fee + freight + charge - later > purse:
                # Each of the three sums may be rounded up by half a grain of money.
                spare = max(purse - spent - charge - 2, 0)
                with_fee = price * (1.0 + share * direct)
                sent = within_means(quantity, with_fee, a_grain, lends, spare, 1)
                leaving[line] = sent
                cut[0, cuts], cut[1, cuts] = line, quantity - sent
                cuts += 1
                if sent == 0:
                    continue
                quantity = sent
                value, freight, fee = cost_of(sent, price, a_grain, share * direct)
                later = min(value, lends)
            cost, payee, product = value + freight, sector[seller], product_of[i]
            carriage += freight
            spent += cost - later
            if direct:
                pay(ledger, Flow.PLATFORM_FEE, payer, Sector.PLATFORM, fee)
                charges += charge
                cost += fee
                directly += cost + charge
                spent += fee + charge
            if later > 0:
                credit -= later
                owed += later
                on_credit[supplier - lo] += later
                ledger.credit[payer, payee] += later
            in_cash[supplier - lo] += value - later
            if level_of[seller] == source_level:
                made += value
            else:
                goods_between_firms[payer, payee] += value  # none of them is outside
                if counting:
                    to_carriers[product] += freight
                    to_platform[product] += fee
            unit_cost[i] = cost_of_arrivals(cost / quantity, wide(terms.transit_loss[i]), 1.0)
        if charges > 0:
            share_out_charges(tables, chain, settings, counting, begin, end)
        if made > 0:
            materials = whole(made * settings.materials_share)
            pay(ledger, Flow.MATERIALS, payer, Sector.MATERIALS, materials)
            pay(ledger, Flow.WAGES, payer, Sector.LABOUR, made - materials)
        if carriage + charges > 0:
            pay(ledger, Flow.FREIGHT, payer, Sector.CARRIERS, carriage + charges)
        accounts.direct[buyer] += counting * directly
        charge_buyer(accounts, today, buyer, spent, owed, days)
    sums.cuts[piece.number] = cuts
