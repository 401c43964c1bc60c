"""Sellers in a row who each ask for the price that earns most (Spengler 1950, JPE 58(4)).

Customers ask for a - b p. The shop takes the price w of the seller above as its cost: it asks for
(a / b + w) / 2, and so buys (a - b w) / 2. That is linear again, and ends at the same price a / b.
So the seller above, who moves first and knows this, goes half way from its own cost to a / b, too,
and so on up. Over a cost of c to the first of n sellers, the seller k steps below him asks for

    a/b - (a/b - c) / 2^(k + 1),    and all sell    q = (a - b c) / 2^n.

Freight on what the first seller sells is one cost more: his price with freight follows the formula.
"""

from typing import NamedTuple


class Sellers(NamedTuple):
    """The shop first, the seller who makes the goods last."""

    prices: tuple[float, ...]  # money a unit
    profits: tuple[float, ...]  # money a day
    quantity: float  # units a day, the same all the way


def successive_monopoly(
    intercept: float, slope: float, cost: float, sellers: int, freight: float = 0.0
) -> Sellers:
    """Prices, profits and quantity; nothing is sold where the cost is above the choke price.

    intercept, slope  customers ask for intercept - slope x price, units a day
    cost              money a unit, of the first seller
    sellers           1: an integrated monopolist
    freight           money a unit, paid by the buyer on what the first of several sellers sells
    """
    choke = intercept / slope
    freight = freight if sellers > 1 else 0.0
    spread = max(choke - cost - freight, 0.0)
    top = max(choke, cost + freight)
    margins = [spread / 2 ** (sellers - tier) for tier in range(sellers)]
    prices = [top - margin for margin in margins]
    prices[-1] -= freight
    quantity = slope * spread / 2**sellers
    return Sellers(tuple(prices), tuple(quantity * margin for margin in margins), quantity)
