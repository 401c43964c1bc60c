"""What is paid for goods when they are shipped: price, freight and fee, in cash or on credit.

A part of the shipping phase.
"""

from sim.engine.columns import wide
from sim.engine.compiling import compiled
from sim.engine.ledger import Flow, Sector, whole
from sim.rules.stock_policies import affordable

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


@compiled
def hold_back(shelves, terms, keepers, accounts, levels, book, settings, today, money):
    """Nothing leaves that its buyer cannot pay tonight: prices and purses change after an order.

    money  int64 (keepers,): what each can still pay, filled here
    """
    for keeper in range(len(money)):
        money[keeper] = accounts.cash[keeper] + accounts.overdraft[keeper]
    for line in range(book.lines[0]):
        quantity = book.leaving[line]
        if quantity == 0:
            continue
        i, supplier = book.shelf[line], book.supplier[line]
        buyer, seller = shelves.keeper[i], shelves.keeper[supplier]
        on_credit = levels.credit_days[keepers.level[buyer]] > 0 and terms.direct[i] == 0
        price = 0.0
        if not on_credit or keepers.upstream[buyer] != seller:
            price = wide(shelves.price[supplier])
        fee = settings.platform_fee if terms.direct[i] else 0.0
        freight = wide(terms.freight[i])
        value = whole(quantity * price)
        cost = value + whole(value * fee) + whole(quantity * freight)
        if cost > money[buyer]:
            # Each of the three sums may be rounded up by half a grain of money.
            spare = max(money[buyer] - 2, 0)
            sent = affordable(quantity, price * (1.0 + fee) + freight, spare, 1)
            book.leaving[line] = sent
            shelves.sold[supplier] -= quantity - sent
            if book.due_day[line] < today.day:
                shelves.backlog[supplier] += quantity - sent
            value = whole(sent * price)
            cost = value + whole(value * fee) + whole(sent * freight)
        money[buyer] -= cost


@compiled
def settle(shelves, terms, keepers, accounts, levels, book, ledger, settings, today):
    """The buyer on each line of the book pays its supplier, the carrier and the platform."""
    ring = len(accounts.credit_due)
    for line in range(book.lines[0]):
        quantity = book.leaving[line]
        if quantity == 0:
            continue
        i, supplier = book.shelf[line], book.supplier[line]
        buyer, seller = shelves.keeper[i], shelves.keeper[supplier]
        payer, payee = keepers.sector[buyer], keepers.sector[seller]
        value = whole(quantity * shelves.price[supplier])
        freight = whole(quantity * terms.freight[i])
        fee = 0
        days = levels.credit_days[keepers.level[buyer]]
        if keepers.level[seller] == settings.source_level:
            materials = whole(value * settings.materials_share)
            accounts.cash[buyer] -= value
            ledger.outside[MATERIALS] += materials
            ledger.outside[LABOUR] += value - materials
            ledger.money[MATERIALS_FLOW, payer, MATERIALS] += materials
            ledger.money[WAGES, payer, LABOUR] += value - materials
        elif days > 0 and terms.direct[i] == 0 and keepers.upstream[buyer] == seller:
            accounts.credit_due[(today.day + days) % ring, buyer] += value
            accounts.payable[buyer] += value
            accounts.receivable[seller] += value
            ledger.money[GOODS, payer, payee] += value
            ledger.credit[payer, payee] += value
        else:
            accounts.cash[buyer] -= value
            accounts.cash[seller] += value
            ledger.money[GOODS, payer, payee] += value
        if terms.direct[i]:
            fee = whole(value * settings.platform_fee)
            accounts.cash[buyer] -= fee
            ledger.outside[PLATFORM] += fee
            ledger.money[PLATFORM_FEE, payer, PLATFORM] += fee
        if freight > 0:
            accounts.cash[buyer] -= freight
            ledger.outside[CARRIERS] += freight
            ledger.money[FREIGHT, payer, CARRIERS] += freight
        landed = value + freight + fee
        shelves.unit_cost[i] = landed / quantity
        accounts.revenue[seller] += value
        if today.counting:
            cost = whole(quantity * shelves.unit_cost[supplier])
            accounts.sales[seller] += value
            accounts.purchases[buyer] += landed
            accounts.goods_sold[seller] += cost
            accounts.direct[buyer] += value if terms.direct[i] else 0
            product = shelves.product[i]
            if payee in (MANUFACTURERS, FARMERS):
                cost = 0  # all of a producer's price is the producer's part
            elif payee == BROKERS:
                ledger.chain[FARMERS, product] += cost
            if keepers.level[seller] != settings.source_level:
                ledger.chain[payee, product] += value - cost
                ledger.chain[CARRIERS, product] += freight
                ledger.chain[PLATFORM, product] += fee
