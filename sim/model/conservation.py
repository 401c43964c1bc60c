"""Every day: goods of each product and money are conserved to the last unit and fen.

The ledger says what should be there; stocks and balances are counted anew (`stocktaking`), and here
they are compared.
"""

from collections.abc import Iterator

import numpy as np

from sim.engine.compiling import compiled
from sim.engine.doors import door
from sim.engine.ledger import Sector
from sim.engine.state import State
from sim.model.stocktaking import BALANCES, ORDERS, Counts, Least, Sums, take_stock


class BreachError(Exception):
    """Goods or money appeared or vanished."""


@door
@compiled
def differ(found, right):
    """Whether anything that was counted is not as the ledger says."""
    unlike = 0
    for product in range(len(found.goods)):
        unlike += found.goods[product] != right.goods[product]
    for which in range(len(found.orders)):
        unlike += found.orders[which] != right.orders[which]
    for balance in range(len(found.balances)):
        for sector in range(found.balances.shape[1]):
            unlike += found.balances[balance, sector] != right.balances[balance, sector]
    return unlike > 0


def money_by_sector(state: State) -> Counts:
    """Money that each sector holds, counted."""
    found, _, _, _ = take_stock(state, np.zeros(len(Sector), np.int64))
    money: Counts = found.balances[0].copy()
    return money


def breaches(state: State, found: Sums, right: Sums, least: Least) -> Iterator[str]:
    """What is wrong, product by product and sector by sector."""
    sectors = [sector.name.lower() for sector in Sector]
    names = [
        *state.product_names,
        *ORDERS,
        *(f"{what} of {sector}" for what in BALANCES for sector in sectors),
    ]
    counted, expected = (np.concatenate([part.ravel() for part in sums]) for sums in (found, right))
    for place in np.flatnonzero(counted != expected):
        yield f"{names[place]}: counted {counted[place]}, the ledger says {expected[place]}"
    # With returns, orders in the mail may be below zero.
    lowest = least.stock if state.levels.returns.any() else min(least.stock, least.order)
    if lowest < 0:
        yield f"a stock or an order is negative: {lowest}, 0 expected at least"
    if least.money < 0:
        yield f"a firm is {-least.money} beyond its cash limit: 0 expected at most"


def check(state: State, opening: Counts, when: str) -> None:
    """Compare all that can be counted with the ledger.

    Raises:
        BreachError: naming when, which product or sector, and both sums.
    """
    found, right, least, wrong = take_stock(state, opening)
    if min(least) < 0 or differ(found, right):
        wrong += breaches(state, found, right, least)
    if wrong:
        raise BreachError(f"not conserved {when}: " + "; ".join(wrong[:10]))
