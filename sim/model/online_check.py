"""Every day the marketplace's books agree: goods, money, and what sellers and buyers wrote down."""

from collections.abc import Iterator

from sim.engine.compiling import compiled
from sim.engine.doors import door
from sim.engine.online_tables import BOUGHT, GIVEN_BACK, ONLINE_CATEGORIES, SENT, SERVICES
from sim.engine.state import State


@door
@compiled
def compare(merchants, offers, buyers, trade, wrong):
    """Write to wrong, int64 (categories, 3), what sellers have above what they should.

    Columns: goods in store and on the way; money of today against the buyers' books; orders that
    merchants got against those placed. Returns the least stock or cash of a merchant.
    """
    least = 0
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
    return least


NAMES = ("goods of merchants", "sales of merchants", "orders of merchants")


def breaches(state: State) -> Iterator[str]:
    """What is wrong online, category by category."""
    online = state.online
    if online is None:
        return
    wrong = state.buffer("online", len(ONLINE_CATEGORIES) * len(NAMES)).reshape(-1, len(NAMES))
    least = compare(online.merchants, online.offers, online.buyers, online.trade, wrong)
    if least < 0:
        yield f"a merchant's stock or cash is negative: {least}, 0 expected at least"
    if wrong.any():
        for k, category in enumerate(ONLINE_CATEGORIES):
            for name, more in zip(NAMES, wrong[k].tolist(), strict=True):
                if more:
                    yield f"{name}, {category}: {more} more than the other books say"


def merchants_money(state: State) -> int:
    """Cash of all merchants."""
    return 0 if state.online is None else int(state.online.merchants.cash.sum())
