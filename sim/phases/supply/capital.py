"""First of the month: owners leave in a maker, or bring, what the making of so much ties up.

A part of adoption. As at the opening, it is some days' sales of what its lines are built for. So a
maker of whom nobody bought then, and who had nothing, can begin to make what is asked of it.
"""

from typing import Any

import numpy as np

from sim.engine.schedule import Today
from sim.engine.tables.ledger import Flow, Sector, pay
from sim.engine.tables.state import State


def fund_lines(state: State, settings: Any, today: Today, first: int, end: int) -> None:
    """Owners of the makers first..end-1 bring what more lines tie up, if it is not there yet.

    What fewer lines set free they take home as all that the firm does not need.
    """
    keepers, accounts, shelves = state.keepers, state.accounts, state.shelves
    rows = slice(int(keepers.first_shelf[first]), int(keepers.first_shelf[end]))
    maker = np.asarray(shelves.keeper[rows]) - first
    a_day = shelves.capacity[state.terms.supplier[rows]] / state.terms.review[rows]
    worth = a_day * state.products.maker_price[shelves.product[rows]]
    sales = np.bincount(maker, worth, end - first) / (1.0 + settings.spare_capacity)
    there = np.asarray(keepers.open[first:end]) == 1
    firms = np.flatnonzero(there) + first
    needed = (settings.maker_cash_days * sales[there]).astype(np.int64)
    more = needed - accounts.working_cash[firms]
    accounts.working_cash[firms] = needed
    brought = np.maximum(np.minimum(more, needed - accounts.cash[firms]), 0)
    owners_bring(state, today, firms, brought)


def owners_bring(state: State, today: Today, firms: Any, money: Any) -> None:
    """Owners put money of their own into firms: one firm, or several with an amount each."""
    state.accounts.cash[firms] += money
    state.accounts.drawings[firms] -= today.counting * money
    for sector, brought in _by_sector(state, firms, money):
        pay(state.ledger, Flow.OWNERS_CAPITAL, Sector.LABOUR, sector, brought)


def owners_take_home(state: State, today: Today, firms: Any, money: Any) -> None:
    """Owners take money out of firms: one firm, or several with an amount each."""
    state.accounts.cash[firms] -= money
    state.accounts.drawings[firms] += today.counting * money
    for sector, taken in _by_sector(state, firms, money):
        pay(state.ledger, Flow.DRAWINGS, sector, Sector.LABOUR, taken)


def _by_sector(state: State, firms: Any, money: Any) -> list[tuple[int, int]]:
    """Each sector of some firms, and the money of those in it."""
    sectors = state.keepers.sector[firms]
    return [(each, np.sum(money, where=sectors == each)) for each in np.unique(sectors)]
