"""All stocks and balances counted anew, and beside them what the ledger says should be there."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.machine.barrier import barrier, begin_section, end_section, next_task
from sim.engine.machine.compiling import compiled, compiled_part
from sim.engine.machine.dispatch import dispatched
from sim.engine.tables.ledger import ENTERS, LEAVES, GoodsFlow, Sector
from sim.engine.tables.shelves import BLOCK
from sim.engine.tables.state import State
from sim.model.checks import online_check

OPENING = int(GoodsFlow.OPENING)
IN, OUT = tuple(int(flow) for flow in ENTERS), tuple(int(flow) for flow in LEAVES)
CONSUMERS, FARMERS = int(Sector.CONSUMERS), int(Sector.FARMERS)
MERCHANTS = int(Sector.MERCHANTS)
BALANCES = ("money", "debts to suppliers", "claims on customers")
ORDERS = ("goods on the way", "goods on order")
type Counts = NDArray[np.int64]
MONEY, EXPECTED = range(2)  # parts of the work, the longest first; then what is on the way
PARTS = 2


class Sums(NamedTuple):
    """Everything that must agree."""

    goods: NDArray[np.int64]  # (products,): in stock and on the way
    orders: NDArray[np.int64]  # (ORDERS,): of all products
    balances: NDArray[np.int64]  # (BALANCES, sectors)


class Room(NamedTuple):
    """What is found, and where threads note it."""

    found: Sums
    right: Sums  # as the ledger says
    least: NDArray[np.int64]  # (3,): stock; order; money of a firm above its cash limit
    books: online_check.Books
    seen: NDArray[np.int64]  # (threads, products): in stock on the shelves that are a thread's own
    each: NDArray[np.int64]  # (threads, 5): what a thread has on order and on the way; its `least`


@compiled_part
def expect(ledger, opening, open_orders, sums):
    """What should be there, by the ledger and the book, into `sums`."""
    goods, balances = sums.goods, sums.balances
    for product in range(len(goods)):
        goods[product] = ledger.goods[OPENING, product]
        for flow in IN:
            goods[product] += ledger.goods[flow, product]
        for flow in OUT:
            goods[product] -= ledger.goods[flow, product]
    on_the_way = ledger.on_the_way.sum()
    sums.orders[0] = on_the_way
    sums.orders[1] = on_the_way + open_orders.sum()
    balances[0] = opening
    balances[1:] = 0
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
def on_the_road(shelves, rows, slot):
    """Goods of a slot of the ring on the way to the first `rows` shelves."""
    row, moving = shelves.arriving[slot, :rows], shelves.moving[slot]
    total = 0
    for block in range(len(moving)):
        if moving[block]:
            total += row[block * BLOCK : (block + 1) * BLOCK].sum()
    return total


@compiled_part
def count_shelves(shelves, lo, hi, goods):
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
    for i in range(hi - lo):
        goods[product[i]] += stock[i]
    return ordered, least, least_order


@compiled_part
def count_money(sector, accounts, firms, ledger, balances):
    """Balances of firms and of the outside world; returns the least that a firm has left."""
    cash, overdraft = accounts.cash, accounts.overdraft
    payable, receivable = accounts.payable, accounts.receivable
    balances[0] = ledger.outside
    balances[1:] = 0
    money, debts, claims = balances[0], balances[1], balances[2]
    least = 0
    for firm in range(firms):
        place = sector[firm]
        money[place] += cash[firm]
        debts[place] += payable[firm]
        claims[place] += receivable[firm]
        least = min(least, cash[firm] + overdraft[firm])
    return least


@compiled_part
def count(team, tables, farm, online, opening, source_level, room):
    """Count the goods of all shelves and the money of all sectors into `room`.

    All have met before, and nothing is in a thread's ledger but the first's, which is of all.

    farm, online  FarmTables and OnlineTables, or None
    opening       int64 (sectors,): all money before the first day
    """
    keepers, accounts, ledger, book = tables.keepers, tables.accounts, tables.ledger, tables.book
    firms = tables.levels.first_keeper[source_level]
    shelves, rows = tables.shelves, keepers.first_shelf[firms]
    found, mine, seen = room.found, room.each[team.rank], room.seen[team.rank]
    if online is not None and team.rank == team.size - 1:
        online_check.compare(online, farm, room.books)
    ordered, least, least_order = count_shelves(
        shelves, rows * team.rank // team.size, rows * (team.rank + 1) // team.size, seen
    )
    least_money, on_the_way = 0, 0
    part = next_task(team)
    while part < PARTS + len(shelves.arriving):
        if part == MONEY:
            least_money = count_money(keepers.sector, accounts, firms, ledger, found.balances)
            found.balances[0, CONSUMERS] += tables.cells.cash.sum()
            if farm is not None:
                found.balances[0, FARMERS] += farm.farmers.cash.sum()
        elif part == EXPECTED:
            expect(ledger, opening, book.open[: book.lines[0]], room.right)
        else:
            on_the_way += on_the_road(shelves, rows, part - PARTS)
        part = next_task(team)
    mine[0], mine[1], mine[2], mine[3], mine[4] = (
        on_the_way, ordered, least, least_order, least_money,
    )  # fmt: skip
    barrier(team)
    if team.rank == 0:
        add_up(tables, farm, room)


@compiled_part
def add_up(tables, farm, room):
    """What all threads have found."""
    found, each = room.found, room.each
    found.orders[0], found.orders[1] = each[:, 0].sum(), each[:, 1].sum()
    found.goods[:] = tables.ledger.on_the_way
    for rank in range(len(each)):
        found.goods[:] += room.seen[rank]
    found.balances[0, MERCHANTS] += room.books.said[online_check.MONEY]
    for place in range(len(room.least)):
        room.least[place] = each[:, 2 + place].min()
    if farm is not None:
        room.least[0] = min(room.least[0], online_check.count_stalls(farm.stalls, found.goods))


@dispatched
@compiled
def counting(team, kept):
    """`count`, shared by threads."""
    begin_section(team)
    count(team, *kept.parts)
    end_section(team)


def room_of(state: State) -> Room:
    """Room for what is found on any day."""
    products, sectors, threads = len(state.product_names), len(Sector), state.threads.count
    found, right = (
        Sums(
            np.zeros(products, np.int64),
            np.zeros(len(ORDERS), np.int64),
            np.zeros((len(BALANCES), sectors), np.int64),
        )
        for _ in range(2)
    )
    seen, each = np.zeros((threads, products), np.int64), np.zeros((threads, 5), np.int64)
    return Room(found, right, np.zeros(3, np.int64), online_check.empty_books(), seen, each)


def parts_of(state: State, opening: Counts) -> tuple[Any, ...]:
    """What `count` is handed in every thread.

    opening  money by sector before the first day
    """
    farm, online, room = state.farm, state.online, state.once(room_of)
    return (
        state.tables, farm and farm.tables, online and online.tables, opening, state.source_level,
        room,
    )  # fmt: skip


def take_stock(state: State, opening: Counts) -> Room:
    """What is there, and what should be.

    opening  money by sector before the first day
    """
    state.share(counting, [parts_of(state, opening)] * state.threads.count)
    return state.once(room_of)
