"""A firm opens where there is room for one: its owner's capital, and empty shelves.

A part of adoption. Rare events.
"""

import numpy as np

from sim.engine.schedule import Today
from sim.engine.tables.state import State
from sim.phases.entry.customers import Rows, shelves_of
from sim.phases.entry.trade import begin_books
from sim.phases.supply.capital import owners_bring


def vacant_rows(state: State, level: int) -> Rows:
    """Rows of a level with which nobody has to do any more."""
    keepers, accounts = state.keepers, state.accounts
    firms = state.keepers_at(level)
    rows = np.flatnonzero(keepers.open[firms] == 0) + firms.start
    idle: Rows = rows[(accounts.cash[rows] == 0) & (accounts.payable[rows] == 0)]
    expected = [state.shelves.on_order[shelves_of(state, row)].any() for row in idle.tolist()]
    vacant: Rows = idle[~np.array(expected, bool)]
    return vacant


def open_up(state: State, today: Today, row: int, capital: int) -> None:
    """A firm of usual size opens with what its owner brings; nobody expects anything of it yet."""
    keepers, accounts, shelves = state.keepers, state.accounts, state.shelves
    begin_books(state, row)
    accounts.fixed_cost[row] = accounts.usual_cost[row]
    owners_bring(state, today, row, capital)
    for limit in (accounts.credit_limit, accounts.overdraft, accounts.working_cash):
        limit[row] = 0
    own = shelves_of(state, row)
    for column in (shelves.forecast, shelves.variance):
        column[own] = 0.0
    shelves.listed[own] = 1
    keepers.volume[row] = 0.0
    keepers.markup_factor[row] = 1.0
    keepers.open[row] = 1
