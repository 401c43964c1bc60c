"""Every day: goods of each product and money are conserved to the last unit and fen.

The ledger says what should be there; stocks and balances are counted anew (`stocktaking`), and here
they are compared.
"""

from collections.abc import Iterator

import numpy as np

from sim.engine.machine.compiling import compiled_part
from sim.engine.tables.ledger import Sector
from sim.engine.tables.state import State
from sim.model.checks import online_check
from sim.model.checks.stocktaking import BALANCES, ORDERS, Room


class BreachError(Exception):
    """Goods or money appeared or vanished."""


@compiled_part
def all_agrees(room):
    """Whether everything that was counted is as the ledger says, and nothing is below zero."""
    found, right = room.found, room.right
    unlike = room.books.said[online_check.UNLIKE]
    for least in room.least:
        unlike += least < 0
    for product in range(len(found.goods)):
        unlike += found.goods[product] != right.goods[product]
    for which in range(len(found.orders)):
        unlike += found.orders[which] != right.orders[which]
    for balance in range(len(found.balances)):
        for sector in range(found.balances.shape[1]):
            unlike += found.balances[balance, sector] != right.balances[balance, sector]
    return unlike == 0


def names_of_sums(state: State) -> list[str]:
    """What each of the Sums is of, in their order."""
    sectors = [sector.name.lower() for sector in Sector]
    balances = [f"{what} of {sector}" for what in BALANCES for sector in sectors]
    return [*state.product_names, *ORDERS, *balances]


def breaches(state: State, room: Room) -> Iterator[str]:
    """What is wrong, product by product and sector by sector."""
    counted, expected = (
        np.concatenate([part.ravel() for part in sums]) for sums in (room.found, room.right)
    )
    wrong = np.flatnonzero(counted != expected)
    names = names_of_sums(state) if len(wrong) else []
    for place in wrong:
        yield f"{names[place]}: counted {counted[place]}, the ledger says {expected[place]}"
    # With returns, orders in the mail may be below zero.
    stock, order, money = room.least.tolist()
    lowest = stock if state.levels.returns.any() else min(stock, order)
    if lowest < 0:
        yield f"a stock or an order is negative: {lowest}, 0 expected at least"
    if money < 0:
        yield f"a firm is {-money} beyond its cash limit: 0 expected at most"
    yield from online_check.breaches(room.books)


def check(state: State, room: Room, when: str) -> None:
    """Compare all that has been counted with the ledger.

    Raises:
        BreachError: naming when, which product or sector, and both sums.
    """
    if room.agrees[0]:
        return
    wrong = list(breaches(state, room))
    if wrong:
        raise BreachError(f"not conserved {when}: " + "; ".join(wrong[:10]))
