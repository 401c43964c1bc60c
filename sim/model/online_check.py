"""Every day the marketplace's books agree: goods, money, and what sellers and buyers wrote down."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.compiling import compiled
from sim.engine.doors import door
from sim.engine.online_tables import BOUGHT, GIVEN_BACK, ONLINE_CATEGORIES, SENT, SERVICES
from sim.engine.state import State


@door
@compiled
def compare(online, wrong):
    """Write to wrong, int64 (categories, 3), what sellers have above what they should.

    Columns: goods in store and on the way; money of today against the buyers' books; orders that
    merchants got against those placed. Returns the least stock or cash of a merchant or queue of
    parcels, all cash, how many parcels more were sent than carriers have collected or keep, and in
    how many places something is wrong.
    """
    merchants, offers, buyers, trade = (
        online.merchants, online.offers, online.buyers, online.trade,
    )  # fmt: skip
    parcels = online.parcels
    least = parcels.waiting.min()
    adrift = parcels.sent.sum() - parcels.collected.sum() - parcels.waiting.sum()
    categories, sellers, count = trade.orders.shape
    goods = trade.goods
    for k in range(categories):
        placed, handed, stock, sold, paid = 0, 0, 0, 0, 0
        for s in range(sellers):
            sold += offers.net[k, s]
            handed += offers.asked[k, s]
            lo = offers.first[k * sellers + s]
            for row in range(lo, lo + offers.open[k, s]):
                stock += merchants.stock[row]
                least = min(least, merchants.stock[row], merchants.cash[row])
                for day in range(len(merchants.arriving)):
                    stock += merchants.arriving[day, row]
            for buyer in range(count):
                placed += trade.orders[k, s, buyer]
        for buyer in range(count):
            paid += buyers.paid[k, buyer]
        if k == SERVICES:
            stock = 0  # what a service can hold tomorrow is no goods
        wrong[k, 0] = stock - (goods[BOUGHT, k] - goods[SENT, k] - goods[GIVEN_BACK, k])
        wrong[k, 1] = sold - paid
        wrong[k, 2] = handed - placed
    return least, merchants.cash.sum(), adrift, np.count_nonzero(wrong)


@door
@compiled
def count_stalls(stalls, goods):
    """Add what stands in farmers' stalls to goods, int64 (products,); returns the least stock."""
    least = 0
    for line in range(stalls.lines[0]):
        stall = stalls.open[line]
        goods[stalls.product[stall]] += stalls.stock[stall]
        least = min(least, stalls.stock[stall])
    return least


NAMES = ("goods of merchants", "sales of merchants", "orders of merchants")


class Books(NamedTuple):
    """What the marketplace's books say of each other, and of money."""

    wrong: NDArray[np.int64]  # as `compare` writes it
    unlike: int  # places in which something is wrong
    least: int  # stock or cash of a merchant, or parcels that wait
    money: int  # cash of all merchants
    adrift: int  # parcels sent of which carriers know nothing
    stalls: int  # farmers' sales of today above what buyers paid


def _nothing_wrong(state: State) -> NDArray[np.int64]:
    """Room for what `compare` writes."""
    return np.zeros((len(ONLINE_CATEGORIES), len(NAMES)), np.int64)


def read_books(state: State) -> Books:
    """Compare the books of sellers and buyers."""
    wrong = state.once(_nothing_wrong)
    online = state.online
    if online is None:
        return Books(wrong, 0, 0, 0, 0, 0)
    stalls, farm = 0, state.farm
    if farm is not None and farm.stalls.lines[0] > 0:
        stalls = int(farm.bazaar.net[0]) - int(online.buyers.of_stalls.sum())
    least, money, adrift, unlike = compare(online.tables, wrong)
    return Books(wrong, unlike, least, money, adrift, stalls)


def breaches(books: Books) -> list[str]:
    """What is wrong online, category by category."""
    said = []
    if books.least < 0:
        said.append(f"a merchant's stock or cash, or a queue of parcels, is {books.least}, below 0")
    if books.adrift:
        said.append(f"parcels: {books.adrift} more sent than carriers have collected or keep")
    if books.unlike:
        for k, category in enumerate(ONLINE_CATEGORIES):
            for name, more in zip(NAMES, books.wrong[k].tolist(), strict=True):
                if more:
                    said.append(f"{name}, {category}: {more} more than the other books say")
    if books.stalls:
        said.append(f"sales of stalls: {books.stalls} more than the other books say")
    return said
