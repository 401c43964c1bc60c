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
def count_goods(stock, product, on_order, arriving, counted):
    """Stock by product into `counted`; returns goods on the way, on order, and the least stock."""
    on_the_way = 0
    for slot in range(len(arriving)):
        row = arriving[slot]
        for i in range(len(row)):
            on_the_way += row[i]
    ordered = 0
    least = 0
    for i in range(len(stock)):
        counted[product[i]] += stock[i]
        ordered += on_order[i]
        least = min(least, stock[i], on_order[i])
    return on_the_way, ordered, least


def cash_by_sector(state: State) -> NDArray[np.int64]:
    """Money that each sector holds, counted."""
    firms = state.firms
    held = np.zeros(len(Sector), np.int64)
    np.add.at(held, state.keepers.sector[:firms], state.accounts.cash[:firms])
    held[Sector.CONSUMERS] += state.cells.cash.sum()
    if state.farm is not None:
        held[Sector.FARMERS] += state.farm.farmers.cash.sum()
    held += state.ledger.outside
    return held


def owed_by_sector(state: State) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Trade credit that each sector owes and is owed, counted."""
    firms = state.firms
    payable, receivable = np.zeros(len(Sector), np.int64), np.zeros(len(Sector), np.int64)
    np.add.at(payable, state.keepers.sector[:firms], state.accounts.payable[:firms])
    np.add.at(receivable, state.keepers.sector[:firms], state.accounts.receivable[:firms])
    return payable, receivable


def goods_breaches(state: State) -> Iterator[str]:
    """What is wrong with the goods, product by product."""
    shelves, ledger = state.shelves, state.ledger
    n = state.firm_shelves
    counted = np.zeros(len(state.product_names), np.int64)
    on_the_way, on_order, least = count_goods(
        shelves.stock[:n], shelves.product, shelves.on_order[:n], shelves.arriving[:, :n], counted
    )
    expected = ledger.goods[GoodsFlow.OPENING].copy()
    expected += ledger.goods[list(ENTERS)].sum(axis=0) - ledger.goods[list(LEAVES)].sum(axis=0)
    counted = counted + ledger.on_the_way
    for product in np.flatnonzero(counted != expected):
        name = state.product_names[product]
        yield f"{name}: counted {counted[product]}, the ledger says {expected[product]}"
    if on_the_way != ledger.on_the_way.sum():
        yield f"goods on the way: counted {on_the_way}, shipped {ledger.on_the_way.sum()}"
    open_orders = int(state.book.open[: int(state.book.lines[0])].sum())
    if on_order != on_the_way + open_orders:
        yield f"goods on order: {on_order}, on the way or open {on_the_way + open_orders}"
    if least < 0:
        yield f"a stock or an order is negative: {least}, 0 expected at least"


def money_breaches(state: State, opening: Opening) -> Iterator[str]:
    """What is wrong with money and credit, sector by sector."""
    ledger = state.ledger
    paid = ledger.money.sum(axis=(0, 2))
    received = ledger.money.sum(axis=(0, 1))
    lent = ledger.credit - ledger.repaid
    owed, claims = lent.sum(axis=1), lent.sum(axis=0)
    expected = opening.cash + received - paid + owed - claims
    counted = cash_by_sector(state)
    payable, receivable = owed_by_sector(state)
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
