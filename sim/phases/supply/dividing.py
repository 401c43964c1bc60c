"""Who gets what: the lines of the book share what can leave tonight. A part of shipping.

Orders of earlier evenings come first; where a supplier runs short, it rations those of one evening,
and chance decides who gets the grain that cannot be halved. Nothing leaves that its buyer cannot
pay: prices and purses change after an order.
"""

from sim.engine.machine.compiling import compiled_part
from sim.engine.randomness import Stream, bits, day_key, fraction
from sim.engine.tables.columns import wide
from sim.engine.tables.ledger import whole
from sim.phases.supply.deliveries import begins_delivery
from sim.rules.credit import credit_left, gives_credit, within_means
from sim.rules.rationing import proportional_share, random_start
from sim.scenario.groups.stock_choices import Unfilled

RATIONING = int(Stream.RATIONING)


@compiled_part
def share_of_line(supplier, quantity, before, left, asked, luck):
    """What an order gets of what its supplier has left, when all that share it ask for `asked`.

    before  grains asked for by those that were served before it; luck: two words of tonight
    """
    if left >= asked:
        return quantity
    # One draw a supplier and evening: it runs short among the orders of one evening.
    start = random_start(fraction(bits(luck[0], luck[1], supplier)), asked)
    return proportional_share(quantity, before, left, asked, start)


@compiled_part
def serve_an_evening(book, backlog, sums, luck, lo, first, end):
    """Write to book.leaving what the lines first..end-1 get, all owed since one evening.

    sums  of the evening (`shipping`); lo: row of the first supplier
    """
    left, asked, before = sums.left, sums.asked, sums.before
    leaving, supplier, wanted = book.leaving, book.supplier, book.open
    for line in range(first, end):
        asked[supplier[line] - lo] = 0
        before[supplier[line] - lo] = 0
    for line in range(first, end):
        asked[supplier[line] - lo] += wanted[line]
    for line in range(first, end):
        i, quantity = supplier[line], wanted[line]
        s = i - lo
        leaving[line] = share_of_line(i, quantity, before[s], left[s], asked[s], luck)
        before[s] += quantity
        backlog[i] -= leaving[line]
    for line in range(first, end):
        left[supplier[line] - lo] -= leaving[line]


@compiled_part
def serve_what_is_owed(book, backlog, day, sums, luck, lo):
    """Write to book.leaving what the lines of earlier evenings get, oldest first; 0 to all others.

    Lines stand in the order in which they were written, those of one evening together.
    """
    leaving, due_day, end = book.leaving, book.due_day, 0
    while end < book.lines[0]:
        first, evening = end, due_day[end]
        while end < book.lines[0] and due_day[end] == evening:
            leaving[end] = 0
            end += 1
        if evening < day:
            serve_an_evening(book, backlog, sums, luck, lo, first, end)


@compiled_part
def ration(shelves, book, today, sums, lo):
    """Write to book.leaving what each line gets: oldest first, then tonight's, each its share.

    sums  of the evening (`shipping`); lo: row of the first supplier
    """
    left, before = sums.left, sums.before
    leaving, due_day, supplier_of, wanted = book.leaving, book.due_day, book.supplier, book.open
    due, luck = shelves.due, day_key(today.seed, RATIONING, today.day)
    serve_what_is_owed(book, shelves.backlog, today.day, sums, luck, lo)
    before[:] = 0
    for line in range(book.lines[0]):
        if due_day[line] != today.day:
            continue
        i, quantity = supplier_of[line], wanted[line]
        s = i - lo
        leaving[line] = share_of_line(i, quantity, before[s], left[s], due[i], luck)
        shelves.let_down[book.shelf[line]] = leaving[line] < quantity
        before[s] += quantity


@compiled_part
def cut_to_purses(tables, settings, sums, share, first_buyer, end_buyer):
    """Lines of the buyers first_buyer..end_buyer-1 that they cannot pay leave in part.

    sums  of the evening (`shipping`); share: place in them where these buyers' lines are noted
    Returns how many are cut.
    """
    shelves, terms, keepers = tables.shelves, tables.terms, tables.keepers
    accounts, levels, book, money = tables.accounts, tables.levels, tables.book, sums.money
    credit, cut = sums.credit, sums.cut[share]
    leaving, shelf, supplier_of = book.leaving, book.shelf, book.supplier
    keeper_of, price_of = shelves.keeper, shelves.price
    direct_of, freight_of, drop_of = terms.direct, terms.freight, terms.drop
    level_of, upstream, credit_days = keepers.level, keepers.upstream, levels.credit_days
    first, end = keepers.first_shelf[first_buyer], keepers.first_shelf[end_buyer]
    cuts = 0
    for keeper in range(first_buyer, end_buyer):
        money[keeper] = accounts.cash[keeper] + accounts.overdraft[keeper]
        if credit_days[level_of[keeper]] > 0:
            credit[keeper] = credit_left(
                accounts.credit_limit[keeper], accounts.payable[keeper], accounts.arrears[keeper]
            )
    for line in range(book.lines[0]):
        i, supplier, quantity = shelf[line], supplier_of[line], leaving[line]
        if quantity == 0 or not first <= i < end:
            continue
        buyer, direct = keeper_of[i], direct_of[i]
        price, fee, freight = wide(price_of[supplier]), 0.0, wide(freight_of[i])
        lent, charge = 0, 0
        if gives_credit(keeper_of[supplier], direct, upstream[buyer], credit_days[level_of[buyer]]):
            lent = credit[buyer]
        if direct:
            fee = settings.platform_fee
        value = whole(quantity * price)
        if direct and begins_delivery(tables, settings.warehouse, line):
            charge = whole(wide(drop_of[i]))
        cost = value + whole(value * fee) + whole(quantity * freight) + charge
        if cost - min(value, lent) > money[buyer]:
            # Each of the three sums may be rounded up by half a grain of money.
            spare = max(money[buyer] - charge - 2, 0)
            sent = within_means(quantity, price * (1.0 + fee), freight, lent, spare, 1)
            leaving[line] = sent
            cut[0, cuts], cut[1, cuts] = line, quantity - sent
            cuts += 1
            value = whole(sent * price)
            cost = value + whole(value * fee) + whole(sent * freight) + (charge if sent else 0)
        lent = min(value, lent)
        credit[buyer] -= lent
        money[buyer] -= cost - lent
    return cuts


@compiled_part
def keep_what_is_cut(shelves, book, day, cut, cuts):
    """What buyers cannot pay stays with the suppliers, who still owe it if it was owed."""
    for nth in range(cuts):
        line, quantity = cut[0, nth], cut[1, nth]
        supplier = book.supplier[line]
        shelves.sold[supplier] -= quantity
        if book.due_day[line] < day:
            shelves.backlog[supplier] += quantity


@compiled_part
def close_lines(shelves, level_of, unfilled, book, day):
    """Keep the lines that stay open; what a supplier does not owe is no longer on order.

    level_of  int32 (keepers,); unfilled: int32 (levels,)
    """
    backlog, on_order, keeper_of = shelves.backlog, shelves.on_order, shelves.keeper
    leaving, due_day, shelf, wanted = book.leaving, book.due_day, book.shelf, book.open
    supplier_of = book.supplier
    kept = 0
    for line in range(book.lines[0]):
        rest = wanted[line] - leaving[line]
        if rest == 0:
            continue
        i, supplier = shelf[line], supplier_of[line]
        if due_day[line] == day:
            if unfilled[level_of[keeper_of[supplier]]] != Unfilled.BACKORDER:
                on_order[i] -= rest
                continue
            backlog[supplier] += rest
        shelf[kept] = i
        supplier_of[kept] = supplier
        due_day[kept] = due_day[line]
        wanted[kept] = rest
        kept += 1
    book.lines[0] = kept
