"""A wholesaler leaves in good order: its customers are shared out, its goods sold, its debts paid.

A part of adoption, where firms come and go. Rare events.
"""

from typing import Any

import numpy as np

from sim.engine.schedule import Today
from sim.engine.tables.state import State
from sim.phases.entry.customers import Rows, customers_of, move_customers, others_of_tier
from sim.phases.entry.exits import cancel_orders_of, sell_off_now, settle_debts
from sim.phases.supply.capital import owners_bring, owners_take_home


def withdraw(state: State, rules: Any, today: Today, keeper: int) -> bool:
    """A wholesaler closes, unless nobody could serve its customers; whether it has."""
    heirs = _heirs(state, keeper)
    if len(heirs) == 0:
        return False
    share = rules.adoption.liquidation_share
    _share_out(state, today, keeper, heirs, share)
    state.keepers.open[keeper] = 0
    cancel_orders_of(state, today, np.array([keeper]))
    sell_off_now(state.tables, share, state.firms)
    settle_debts(state, keeper)
    state.accounts.arrears_days[keeper] = 0
    return True


def _heirs(state: State, keeper: int) -> Rows:
    """Open firms of a wholesaler's tier in the nearest province that has one; his own is."""
    others, way = others_of_tier(state, keeper)
    if len(others) == 0:
        return others
    province = state.keepers.province[others]
    heirs: Rows = others[province == province[np.argmin(way)]]
    return heirs


def _share_out(state: State, today: Today, keeper: int, heirs: Rows, claims_share: float) -> None:
    """Customers go to the heirs, block by block, so that those with few get more."""
    customers = customers_of(state, keeper)
    counts = np.array([len(customers_of(state, heir)) for heir in heirs.tolist()])
    share = np.zeros(len(heirs), np.int64)
    for _ in range(len(customers)):
        share[np.argmin(counts + share)] += 1
    blocks = np.split(customers, np.cumsum(share)[:-1])
    for heir, block in zip(heirs.tolist(), blocks, strict=True):
        if len(block):
            move_customers(state, today, block, keeper, heir, claims_share)


def settle_with_owners(state: State, today: Today, tier: int) -> None:
    """Owners of closed firms take home what money is left, or pay back what the bank has lent."""
    rows = state.keepers_at(tier)
    closed = np.flatnonzero(state.keepers.open[rows] == 0) + rows.start
    left = state.accounts.cash[closed]
    owners_take_home(state, today, closed, np.maximum(left, 0))
    owners_bring(state, today, closed, np.maximum(-left, 0))
