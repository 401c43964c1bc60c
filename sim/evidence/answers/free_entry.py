"""How many firms share a market that anybody may enter.

Customers are alike and dealt evenly. A firm with s of them earns s x (m - r k) a day before its
rent F: x is what one spends, m the share of it that the firm keeps, r the interest on k days of
sales that it ties up. A newcomer needs more than nothing: s x (m - r k) > F. Who is there has tied
up his capital already, and stays while s x m >= F. So the number of firms comes to rest at the
nearest end of a band: from below at the largest n for which C / n, rounded down, keeps a newcomer;
from above at the largest that keeps the smallest firm. Without interest both are the number at
which profit is zero, C x m / F, rounded down by whole customers.
"""

from math import ceil, floor
from typing import NamedTuple


class Market(NamedTuple):
    """A market for middlemen, money a day."""

    customers: int  # C
    spending: float  # x, of one customer
    margin: float  # m, share of spending that the firm keeps
    interest: float  # r k, on what a firm ties up, as a share of its sales
    rent: float  # F > 0


def least_customers(market: Market, newcomer: bool) -> float:
    """Customers, not rounded, with which a firm's profit is zero; infinite where none suffices."""
    a_customer = market.spending * (market.margin - (market.interest if newcomer else 0.0))
    return market.rent / a_customer if a_customer > 0.0 else float("inf")


def free_entry(market: Market, firms: int, room: int) -> int:
    """Firms in the long run.

    firms  to begin with, each with equally many customers
    room   for so many more
    """
    stays = least_customers(market, newcomer=False)
    most = max(int(market.customers // ceil(stays)), 1) if stays < float("inf") else 1
    if firms > most:
        return most
    comes = least_customers(market, newcomer=True)
    wanted = int(market.customers // (floor(comes) + 1)) if comes < float("inf") else 0
    return max(firms, min(wanted, firms + room))
