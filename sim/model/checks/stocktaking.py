"""All stocks and balances counted anew, and beside them what the ledger says should be there."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.machine.compiling import compiled, compiled_part
from sim.engine.phase import Over, marketplace, part
from sim.engine.tables.ledger import ENTERS, LEAVES, GoodsFlow, Sector, add_by_product
from sim.engine.tables.shelves import BLOCK
from sim.engine.tables.state import State
from sim.model.checks import online_check

BALANCES = ("money", "debts to suppliers", "claims on customers")
ORDERS = ("goods on the way", "goods on order")
type Counts = NDArray[np.int64]


class Sums(NamedTuple):
    """Everything that must agree."""

    goods: NDArray[np.int64]  # (products,): in stock and on the way
    orders: NDArray[np.int64]  # (ORDERS,): of all products
    balances: NDArray[np.int64]  # (BALANCES, sectors)


class Room(NamedTuple):
    """What is found, and where threads note it."""

    opening: Counts  # (sectors,): money before the first day
    found: Sums
    right: Sums  # as the ledger says
    least: NDArray[np.int64]  # (3,): stock; order; money of a firm above its cash limit
    books: online_check.Books
    seen: NDArray[np.int64]  # (shares, products): in stock on the shelves of a share
    each: NDArray[np.int64]  # (shares, 4): on the way, on order; least stock and order
    agrees: NDArray[np.int64]  # (1,): whether all that is found is right
    goes_on: NDArray[np.int64]  # (1,): whether another day may begin at once


@compiled_part
def expect(ledger, opening, open_orders, sums):
    """What should be there, by the ledger and the book, into `sums`."""
    goods, balances, on_the_way = sums.goods, sums.balances, 0
    for product in range(len(goods)):
        on_the_way += ledger.on_the_way[product]
        goods[product] = ledger.goods[GoodsFlow.OPENING, product]
        for flow in ENTERS:
            goods[product] += ledger.goods[flow, product]
        for flow in LEAVES:
            goods[product] -= ledger.goods[flow, product]
    sums.orders[0] = sums.orders[1] = on_the_way
    for line in range(len(open_orders)):
        sums.orders[1] += open_orders[line]
    for place in range(len(opening)):
        balances[0, place], balances[1, place], balances[2, place] = opening[place], 0, 0
    for payer in range(len(opening)):
        for payee in range(len(opening)):
            lent = ledger.credit[payer, payee] - ledger.repaid[payer, payee]
            balances[0, payer] += lent
            balances[0, payee] -= lent
            balances[1, payer] += lent
            balances[2, payee] += lent
    for flow in range(len(ledger.money)):
        for payer in range(len(opening)):
            for payee in range(len(opening)):
                paid = ledger.money[flow, payer, payee]
                balances[0, payer] -= paid
                balances[0, payee] += paid


@compiled_part
def on_the_road(shelves, lo, hi):
    """Goods on the way to the shelves lo..hi-1, by whole blocks: those that begin among them."""
    first, end, total = -(-lo // BLOCK), -(-hi // BLOCK), 0
    for slot in range(len(shelves.arriving)):
        row, moving = shelves.arriving[slot], shelves.moving[slot]
        for block in range(first, end):
            if moving[block]:
                for i in range(block * BLOCK, min((block + 1) * BLOCK, len(row))):
                    total += row[i]
    return total


@compiled_part
def in_stock(shelves, lo, hi, goods):
    """Goods by product in stock on the shelves lo..hi-1, into `goods`.

    Returns what they have on order, and the least stock and order.
    """
    stock, product, on_order = (
        shelves.stock[lo:hi], shelves.product[lo:hi], shelves.on_order[lo:hi],
    )  # fmt: skip
    ordered, least, least_order = 0, 0, 0
    for i in range(hi - lo):
        ordered += on_order[i]
        least = min(least, stock[i])
        least_order = min(least_order, on_order[i])
    goods[:] = 0
    add_by_product(goods, product, stock)
    return ordered, least, least_order


@compiled
def count_money(tables, farm, online, balances):
    """Balances of all sectors; returns the least that a firm has above its cash limit.

    farm, online  FarmTables and OnlineTables, or None
    balances      int64 (BALANCES, sectors)
    """
    accounts, sector = tables.accounts, tables.keepers.sector
    first_keeper = tables.levels.first_keeper
    cash, overdraft = accounts.cash, accounts.overdraft
    payable, receivable = accounts.payable, accounts.receivable
    money, debts, claims = balances[0], balances[1], balances[2]
    outside = tables.ledger.outside
    for place in range(len(outside)):
        money[place], debts[place], claims[place] = outside[place], 0, 0
    least = 0
    for firm in range(first_keeper[len(first_keeper) - 2]):  # the last level lies outside
        place = sector[firm]
        money[place] += cash[firm]
        debts[place] += payable[firm]
        claims[place] += receivable[firm]
        least = min(least, cash[firm] + overdraft[firm])
    for kept in tables.cells.cash:
        money[Sector.CONSUMERS] += kept
    if farm is not None:
        for kept in farm.farmers.cash:
            money[Sector.FARMERS] += kept
    if online is not None:
        for kept in online.merchants.cash:
            money[Sector.MERCHANTS] += kept
    return least


@compiled_part
def add_up(ledger, farm, room):
    """What has been found share by share."""
    goods, orders, each, least = room.found.goods, room.found.orders, room.each, room.least
    orders[:], least[:2] = 0, 0
    for share in range(len(each)):
        orders[0] += each[share, 0]
        orders[1] += each[share, 1]
        least[0] = min(least[0], each[share, 2])
        least[1] = min(least[1], each[share, 3])
    for product in range(len(goods)):
        goods[product] = ledger.on_the_way[product]
        for share in range(len(each)):
            goods[product] += room.seen[share, product]
    if farm is not None:
        least[0] = min(least[0], online_check.count_stalls(farm.stalls, goods))


@part(Over.INSIDE, reads="shelves: product stock on_order arriving moving")
def count_shelves(tables, own, rules, today, piece):
    """Goods on the shelves of a share, on order and on the way."""
    room, share = own.room.stocktaking, piece.number
    on_order, least, least_order = in_stock(tables.shelves, piece.lo, piece.hi, room.seen[share])
    each = room.each[share]
    each[0] = on_the_road(tables.shelves, piece.lo, piece.hi)
    each[1], each[2], each[3] = on_order, least, least_order


@part(
    Over.WHOLE,
    reads="accounts: cash overdraft payable receivable; keepers: sector; levels: first_keeper;"
    " cells: cash; ledger: outside; farmers: cash; merchants: cash",
)
def count_balances(tables, own, rules, today, piece):
    """Money, debts and claims."""
    room = own.room.stocktaking
    room.least[2] = count_money(tables, tables.farm, tables.online, room.found.balances)


@part(Over.WHOLE, reads="ledger: money credit repaid goods on_the_way; book: open lines")
def read_the_ledger(tables, own, rules, today, piece):
    """What should be there."""
    room, book = own.room.stocktaking, tables.book
    expect(tables.ledger, room.opening, book.open[: book.lines[0]], room.right)


@part(
    Over.WHOLE,
    reads="merchants: stock arriving cash; offers: first open net asked; parcels: sent collected"
    " waiting; trade: orders goods; buyers: paid of_stalls; stalls: lines; bazaar: net",
    needed=marketplace,
)
def compare_books(tables, own, rules, today, piece):
    """What sellers, buyers and carriers online have written down."""
    online_check.compare(tables.online, tables.farm, own.room.stocktaking.books)


@part(Over.WHOLE, reads="ledger: on_the_way; stalls: product stock open lines")
def add_up_stock(tables, own, rules, today, piece):
    """All that has been found."""
    add_up(tables.ledger, tables.farm, own.room.stocktaking)


STEPS = (
    (count_shelves, count_balances, read_the_ledger, compare_books),
    add_up_stock,
)


def room_of(state: State, opening: Counts, workers: int) -> Room:
    """Room for what is found on any day.

    opening  money by sector before the first day
    """
    products, sectors = len(state.product_names), len(Sector)
    found, right = (
        Sums(
            np.zeros(products, np.int64),
            np.zeros(len(ORDERS), np.int64),
            np.zeros((len(BALANCES), sectors), np.int64),
        )
        for _ in range(2)
    )
    seen, each = np.zeros((workers, products), np.int64), np.zeros((workers, 4), np.int64)
    agrees, goes_on = np.zeros(1, np.int64), np.zeros(1, np.int64)
    least, books = np.zeros(3, np.int64), online_check.empty_books()
    return Room(opening, found, right, least, books, seen, each, agrees, goes_on)


def money_by_sector(state: State) -> Counts:
    """Money that each sector holds, counted."""
    balances = np.zeros((len(BALANCES), len(Sector)), np.int64)
    farm, online = state.farm, state.online
    count_money(state.tables, farm and farm.tables, online and online.tables, balances)
    money: Counts = balances[0]
    return money
