"""Brokers who come and go: those of a product in a province share its growers evenly.

A part of adoption. Most have one season, so that what they usually earn is known when a whole year
has counted; until then all stay. The last of a market stands for what is left of several, as a
province's last wholesaler does. Rare events.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.engine.schedule import Today
from sim.engine.tables.state import State
from sim.phases.entry.customers import Rows, are_among
from sim.phases.entry.exits import cancel_orders_of
from sim.phases.entry.incomes import Settings
from sim.phases.entry.review import Market, Prospect
from sim.phases.entry.trade import Trade


def market_of(level: int) -> Market:
    """The brokers, who are of that level, of each province and product."""
    return Market(level, markets_of, last_stays, True, True, close, hope, share_books)


def markets_of(state: State) -> NDArray[np.int64]:
    """Number of each broker's province and product."""
    rows = state.keepers_at(state.roles.brokers)
    product = state.shelves.product[state.keepers.first_shelf[rows]]
    province = np.asarray(state.keepers.province[rows], np.int64)
    return province * len(state.product_names) + product


def last_stays(state: State, trade: Trade, last: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Always."""
    return last


def peers_of(state: State, broker: int) -> Rows:
    """Open brokers of a broker's market but itself."""
    brokers, market = state.keepers_at(state.roles.brokers), markets_of(state)
    there, place = np.asarray(state.keepers.open[brokers]) == 1, broker - brokers.start
    there[place] = False
    peers: Rows = np.flatnonzero(there & (market == market[place])) + brokers.start
    return peers


def close(state: State, rules: Any, today: Today, broker: int) -> bool:
    """A broker gives up, and his peers have his part of the trade."""
    margins, peers = state.accounts.margins, peers_of(state, broker)
    state.keepers.open[broker] = 0
    cancel_orders_of(state, today, np.array([broker]))
    margins[:, peers] += (np.asarray(margins[:, broker]) / len(peers))[:, np.newaxis]
    margins[:, broker] = 0.0
    return True


def hope(state: State, settings: Settings, trade: Trade, row: int) -> Prospect | None:
    """An even share of what his peers sell and keep, in their season."""
    peers = peers_of(state, row)
    if len(peers) == 0:
        return None
    theirs = peers - trade.first
    sales, margin = (
        float(column[theirs].sum()) / (len(peers) + 1) for column in (trade.sales, trade.margin)
    )
    capital = float(np.asarray(state.accounts.working_cash[peers]).mean())
    return Prospect(sales, margin, capital, float(trade.worked[theirs].mean()))


def share_books(state: State, today: Today, row: int) -> None:
    """What the market has brought is divided evenly between a new broker and his peers."""
    accounts, peers = state.accounts, peers_of(state, row)
    everybody = np.append(peers, row)
    for books in (accounts.margins, accounts.days_worked):
        books[:, row] = np.asarray(books[:, peers]).mean(axis=1)
    accounts.margins[:, everybody] *= len(peers) / len(everybody)
    accounts.working_cash[row] = accounts.cash[row]


def deal_growers(state: State) -> None:
    """Growers of a market whose brokers are others than before are dealt among them evenly."""
    assert state.farm is not None
    plots, first_shelf = state.farm.plots, state.keepers.first_shelf
    brokers, market = state.keepers_at(state.roles.brokers), markets_of(state)
    first, there = brokers.start, np.asarray(state.keepers.open[brokers]) == 1
    broker_of = state.shelves.keeper[plots.broker] - first
    has = are_among(broker_of, len(there))
    moved = np.unique(market[there != has])
    growers = np.flatnonzero(np.isin(market, moved)[broker_of])
    their_market = market[broker_of[growers]]
    for each in moved.tolist():
        heirs = np.flatnonzero(there & (market == each)) + first
        its_growers = growers[their_market == each]
        if len(heirs):
            dealt = first_shelf[heirs][np.arange(len(its_growers)) % len(heirs)]
            plots.broker[its_growers] = dealt
