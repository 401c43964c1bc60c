"""Provinces that buy from one seller; part of what is shipped melts on the way (Samuelson 1954).

Of tau units shipped one arrives, so that the price at the destination is tau times that at the
origin, and more is shipped than is used. Demand is linear in each province.
"""

from collections.abc import Sequence
from typing import NamedTuple


class Trade(NamedTuple):
    """A shop of a province, a day."""

    price: float  # asked of its customers, money a unit
    used: float  # units that they buy
    shipped: float  # units that leave the origin for it
    paid: float  # money, for all that was shipped and its freight


def iceberg(
    landed: float, markup: float, losses: Sequence[float], intercept: float, slope: float
) -> list[Trade]:
    """Trade with each province.

    landed            money a unit shipped, freight included
    markup            of the shops, on what a unit that arrives has cost them
    losses            share that melts, by province, < 1
    intercept, slope  of demand: a - b p units a day and shop
    """
    trade = []
    for loss in losses:
        tau = 1.0 / (1.0 - loss)
        price = tau * landed * (1.0 + markup)
        used = max(intercept - slope * price, 0.0)
        trade.append(Trade(price, used, tau * used, tau * used * landed))
    return trade
