"""Every day the marketplace's books agree: goods, money, and what sellers and buyers wrote down."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.machine.compiling import compiled_part
from sim.engine.tables.online import BOUGHT, GIVEN_BACK, ONLINE_CATEGORIES, SENT, SERVICES

NAMES = ("goods of merchants", "sales of merchants", "orders of merchants")


class Books(NamedTuple):
    """What the marketplace's books say of each other, and of money."""

    wrong: NDArray[np.int64]  # (categories, NAMES): what sellers have above what they should
    said: NDArray[np.int64]  # the least stock or cash of a merchant or queue of parcels; parcels
    # sent of which carriers know nothing; farmers' sales of today above what buyers paid; and how
    # much of all this is wrong


LEAST, ADRIFT, OF_STALLS, UNLIKE = range(4)  # places in Books.said


def empty_books() -> Books:
    """Books in which nothing is wrong."""
    wrong = np.zeros((len(ONLINE_CATEGORIES), len(NAMES)), np.int64)
    return Books(wrong, np.zeros(UNLIKE + 1, np.int64))


@compiled_part
def compare(online, farm, books):
    """Write into books what the marketplace's say.

    online, farm  OnlineTables; FarmTables, or None
    """
    wrong, said = books.wrong, books.said
    merchants, offers, buyers, trade = (
        online.merchants, online.offers, online.buyers, online.trade,
    )  # fmt: skip
    parcels = online.parcels
    least, unlike, adrift = 0, 0, parcels.sent.sum() - parcels.collected.sum()
    for waiting in parcels.waiting:
        least = min(least, waiting)
        adrift -= waiting
    categories, sellers, count = trade.orders.shape
    goods = trade.goods
    for k in range(categories):
        placed, handed, stock, sold, paid = 0, 0, 0, 0, 0
        for s in range(sellers):
            sold += offers.net[k, s]
            handed += offers.asked[k, s]
            lo = offers.first[k * sellers + s]
            hi = lo + offers.open[k, s]
            for row in range(lo, hi):
                stock += merchants.stock[row]
                least = min(least, merchants.stock[row], merchants.cash[row])
            for day in range(len(merchants.arriving)):
                stock += merchants.arriving[day, lo:hi].sum()
            for buyer in range(count):
                placed += trade.orders[k, s, buyer]
        for buyer in range(count):
            paid += buyers.paid[k, buyer]
        if k == SERVICES:
            stock = 0  # what a service can hold tomorrow is no goods
        wrong[k, 0] = stock - (goods[BOUGHT, k] - goods[SENT, k] - goods[GIVEN_BACK, k])
        wrong[k, 1] = sold - paid
        wrong[k, 2] = handed - placed
        unlike += (wrong[k, 0] != 0) + (wrong[k, 1] != 0) + (wrong[k, 2] != 0)
    said[LEAST], said[ADRIFT], said[OF_STALLS] = least, adrift, 0
    if farm is not None and farm.stalls.lines[0] > 0:
        said[OF_STALLS] = farm.bazaar.net[0] - buyers.of_stalls.sum()
    said[UNLIKE] = unlike + (least < 0) + (adrift != 0) + (said[OF_STALLS] != 0)


@compiled_part
def count_stalls(stalls, goods):
    """Add what stands in farmers' stalls to goods, int64 (products,); returns the least stock."""
    least = 0
    for line in range(stalls.lines[0]):
        stall = stalls.open[line]
        goods[stalls.product[stall]] += stalls.stock[stall]
        least = min(least, stalls.stock[stall])
    return least


def breaches(books: Books) -> list[str]:
    """What is wrong online, category by category."""
    least, adrift, of_stalls, unlike = books.said.tolist()
    said: list[str] = []
    if unlike == 0:
        return said
    if least < 0:
        said.append(f"a merchant's stock or cash, or a queue of parcels, is {least}, below 0")
    if adrift:
        said.append(f"parcels: {adrift} more sent than carriers have collected or keep")
    for k, category in enumerate(ONLINE_CATEGORIES):
        for name, more in zip(NAMES, books.wrong[k].tolist(), strict=True):
            if more:
                said.append(f"{name}, {category}: {more} more than the other books say")
    if of_stalls:
        said.append(f"sales of stalls: {of_stalls} more than the other books say")
    return said
