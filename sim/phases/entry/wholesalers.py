"""Wholesalers who come and go: those of a tier and province share its customers.

A part of adoption. A province's last wholesaler of a tier stands for what is left of several: some
of these go, and it is smaller, before the last one goes. Rare events.
"""

import numpy as np
from numpy.typing import NDArray

from sim.engine.schedule import Today
from sim.engine.tables.state import State
from sim.phases.entry.customers import Rows, move_customers
from sim.phases.entry.incomes import Settings
from sim.phases.entry.review import Market, Prospect
from sim.phases.entry.trade import Trade
from sim.phases.entry.withdrawal import withdraw
from sim.rules.entry import share_of_entrant


def market_of(tier: int) -> Market:
    """The wholesalers of a tier, in each province."""

    def number(state: State) -> NDArray[np.int64]:
        return np.asarray(state.keepers.province[state.keepers_at(tier)], np.int64)

    return Market(tier, number, last_stays, True, False, withdraw, hope, take_customers)


def last_stays(state: State, trade: Trade, last: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """While it sells anything; in a textbook's population nobody is the last."""
    stays: NDArray[np.bool_] = last & (trade.sales > 0.0) & (not state.explicit)
    return stays


def customers_here(state: State, row: int) -> tuple[Rows, int]:
    """Customers in the province of a row whom its tier serves, and how many each firm would have.

    row  where one more firm of the tier would stand
    """
    keepers, tier = state.keepers, int(state.keepers.level[row])
    firms, buyers = state.keepers_at(tier), state.keepers_at(tier - 1)
    upstream, here = keepers.upstream[buyers], keepers.province[row]
    served = (keepers.open[buyers] == 1) & (upstream >= firms.start) & (upstream < firms.stop)
    market = np.flatnonzero(served & (keepers.province[buyers] == here)) + buyers.start
    others = np.arange(firms.start, firms.stop) != row
    open_here = (keepers.open[firms] == 1) & (keepers.province[firms] == here)
    return market, share_of_entrant(len(market), np.count_nonzero(open_here & others))


def hope(state: State, settings: Settings, trade: Trade, row: int) -> Prospect | None:
    """An even share of what those who serve the province sell to it, and of their margin."""
    market, each = customers_here(state, row)
    if each == 0:
        return None
    keepers, tier = state.keepers, int(state.keepers.level[row])
    buyers = state.keepers_at(tier - 1)
    trading = np.flatnonzero(keepers.open[buyers] == 1) + buyers.start
    firms = len(trade.sales)
    seller, sellers = keepers.upstream[market] - trade.first, keepers.upstream[trading]
    of_tier = (sellers >= trade.first) & (sellers < trade.first + firms)
    part = np.bincount(seller, minlength=firms) / np.maximum(
        np.bincount(sellers[of_tier] - trade.first, minlength=firms), 1
    )
    mine = each / len(market)
    sales, margin = mine * float(part @ trade.sales), mine * float(part @ trade.margin)
    return Prospect(sales, margin, float(settings.capital_days[tier]) * sales, 1.0)


def take_customers(state: State, today: Today, heir: int) -> None:
    """So many customers of a market go to the heir, from those who have most of them."""
    market, number = customers_here(state, heir)
    counts = np.bincount(state.keepers.upstream[market])
    taken = np.zeros(len(counts), np.int64)
    for _ in range(number):
        taken[np.argmax(counts - taken)] += 1
    for seller in np.flatnonzero(taken).tolist():
        theirs = market[state.keepers.upstream[market] == seller]
        move_customers(state, today, theirs[len(theirs) - taken[seller] :], seller, heir, 1.0)
