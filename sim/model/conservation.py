"""Every day: goods of each product and money are conserved to the last unit and fen.

The ledger says what should have changed; here stocks and balances are counted anew and compared.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.compiling import compiled
from sim.engine.ledger import ENTERS, LEAVES, GoodsFlow, Sector
from sim.engine.state import State


class BreachError(Exception):
    """Goods or money appeared or vanished."""


class Opening(NamedTuple):
    """Balances before the first day."""

    cash: NDArray[np.int64]  # by sector


@compiled
def count_goods(stock, product, on_order, arriving, counted, lo, hi):
    """Stock by product of the rows lo..hi-1, added to `counted`, int64 (products,).

    Returns goods on the way, goods on order, the least stock, and the least order.
    """
    on_the_way = 0
    for slot in range(len(arriving)):
        row = arriving[slot, lo:hi]
        for i in range(len(row)):
            on_the_way += row[i]
    stock, product, on_order = stock[lo:hi], product[lo:hi], on_order[lo:hi]
    ordered = 0
    least, least_order = 0, 0
    for i in range(len(stock)):
        ordered += on_order[i]
        least = min(least, stock[i])
        least_order = min(least_order, on_order[i])
    for i in range(len(stock)):
        counted[product[i]] += stock[i]
    return on_the_way, ordered, least, least_order


@compiled
def count_by_sector(sector, cash, payable, receivable, held, owed, claims, firms):
    """Money and trade credit of the first `firms` keepers into int64 (sectors,), added up."""
    for firm in range(firms):
        place = sector[firm]
        held[place] += cash[firm]
        owed[place] += payable[firm]
        claims[place] += receivable[firm]


def money_by_sector(
    state: State,
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Money that each sector holds, trade credit that it owes and that it is owed; counted."""
    held, owed, claims = np.zeros((3, len(Sector)), np.int64)
    accounts = state.accounts
    count_by_sector(
        state.keepers.sector, accounts.cash, accounts.payable, accounts.receivable, held, owed,
        claims, state.firms,
    )  # fmt: skip
    held[Sector.CONSUMERS] += state.cells.cash.sum()
    if state.farm is not None:
        held[Sector.FARMERS] += state.farm.farmers.cash.sum()
    held += state.ledger.outside
    return held, owed, claims


def goods_breaches(state: State) -> Iterator[str]:
    """What is wrong with the goods, product by product."""
    shelves, ledger = state.shelves, state.ledger

    def count(lo: int, hi: int) -> tuple[int, int, int, int, NDArray[np.int64]]:
        counted = np.zeros(len(state.product_names), np.int64)
        sums = count_goods(
            shelves.stock, shelves.product, shelves.on_order, shelves.arriving, counted, lo, hi
        )
        return *sums, counted

    parts = state.threads.share(state.firm_shelves, count)
    on_the_way, on_order, least, least_order, by_product = zip(*parts, strict=True)
    goods_on_the_way, goods_on_order = sum(on_the_way), sum(on_order)
    counted = sum(by_product) + ledger.on_the_way
    expected = ledger.goods[GoodsFlow.OPENING].copy()
    expected += ledger.goods[list(ENTERS)].sum(axis=0) - ledger.goods[list(LEAVES)].sum(axis=0)
    for product in np.flatnonzero(counted != expected):
        name = state.product_names[product]
        yield f"{name}: counted {counted[product]}, the ledger says {expected[product]}"
    if goods_on_the_way != ledger.on_the_way.sum():
        yield f"goods on the way: counted {goods_on_the_way}, shipped {ledger.on_the_way.sum()}"
    open_orders = int(state.book.open[: int(state.book.lines[0])].sum())
    if goods_on_order != goods_on_the_way + open_orders:
        away = goods_on_the_way + open_orders
        yield f"goods on order: {goods_on_order}, on the way or open {away}"
    # With returns, orders in the mail may be below zero.
    lowest = min(least) if state.levels.returns.any() else min(*least, *least_order)
    if lowest < 0:
        yield f"a stock or an order is negative: {lowest}, 0 expected at least"


def money_breaches(state: State, opening: Opening) -> Iterator[str]:
    """What is wrong with money and credit, sector by sector."""
    ledger = state.ledger
    between = ledger.money.sum(axis=0)
    paid, received = between.sum(axis=1), between.sum(axis=0)
    lent = ledger.credit - ledger.repaid
    owed, claims = lent.sum(axis=1), lent.sum(axis=0)
    expected = opening.cash + received - paid + owed - claims
    counted, payable, receivable = money_by_sector(state)
    firms = state.firms
    limit = state.accounts.cash[:firms] + state.accounts.overdraft[:firms]
    for firm in np.flatnonzero(limit < 0)[:3]:
        name = Sector(int(state.keepers.sector[firm])).name.lower()
        yield f"a firm of {name} is {-limit[firm]} beyond its cash limit: 0 expected at most"
    for what, found, right in (
        ("money", counted, expected),
        ("debts to suppliers", payable, owed),
        ("claims on customers", receivable, claims),
    ):
        for sector in np.flatnonzero(found != right):
            name = Sector(int(sector)).name.lower()
            yield f"{what} of {name}: counted {found[sector]}, the ledger says {right[sector]}"


def check(state: State, opening: Opening, when: str) -> None:
    """Compare all that can be counted with the ledger.

    Raises:
        BreachError: naming when, which product or sector, and both sums.
    """
    wrong = [*goods_breaches(state), *money_breaches(state, opening)]
    if wrong:
        raise BreachError(f"not conserved {when}: " + "; ".join(wrong[:10]))
