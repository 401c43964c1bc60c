"""First of the month: makers of a category leave where they lose, and others come where it pays.

A part of adoption. Whoever takes over a maker's buyers takes over as much of its lines: goods leave
from the plants that the buyers drew, whoever owns them. The last maker of a category stays. Rare
events.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.ledger import whole
from sim.engine.schedule import Today
from sim.engine.state import State
from sim.phases.customers import Rows, cancel_orders, move_volume, shelves_of
from sim.phases.exits import cancel_orders_of, sell_off_now
from sim.phases.opening_up import open_up, vacant_rows
from sim.phases.trade import trade_of
from sim.phases.withdrawal import settle_with_owners
from sim.rules.entry import profit_after_costs, share_of_entrant


class Buyers(NamedTuple):
    """Who orders of a maker, or would."""

    shops: Rows  # that would turn to it for goods of its category
    shelves: Rows  # of wholesalers that are used to it


def let_makers_come_and_go(state: State, rules: Any, today: Today) -> None:
    """Makers leave and enter, category by category."""
    level = state.n_levels - 1
    leave(state, rules, today)
    settle_with_owners(state, today, level)
    for row in vacant_rows(state, level).tolist():
        enter(state, rules.entry, today, row)


def categories_of(state: State) -> NDArray[np.int32]:
    """Category of each maker."""
    makers = slice(*(int(k) for k in state.levels.first_keeper[state.n_levels - 1 :][:2]))
    first = state.keepers.first_shelf[makers]
    category: NDArray[np.int32] = state.products.category[state.shelves.product[first]]
    return category


def leave(state: State, rules: Any, today: Today) -> None:
    """Who does not earn its rent, wages and power closes, the one that loses most first."""
    category = categories_of(state)
    while True:
        trade = trade_of(state, state.n_levels - 1)
        rows = slice(trade.first, trade.first + len(trade.sales))
        fixed, there = state.accounts.fixed_cost[rows], state.keepers.open[rows] == 1
        others = np.bincount(category, there)[category] > 1
        losing = there & others & (fixed > 0) & (trade.margin < fixed)
        if not losing.any():
            return
        nth = int(np.argmin(np.where(losing, trade.margin - fixed, np.inf)))
        there[nth] = False
        heirs = np.flatnonzero(there & (category == category[nth])) + trade.first
        close(state, rules, today, trade.first + nth, heirs)


def close(state: State, rules: Any, today: Today, maker: int, heirs: Rows) -> None:
    """A maker's buyers are dealt among the heirs; its goods are sold off."""
    shops, shelves = buyers_of(state, maker)
    for nth, heir in enumerate(heirs.tolist()):
        of_heir = Buyers(shops[nth :: len(heirs)], shelves[nth :: len(heirs)])
        hand_over(state, today, of_heir, maker, heir)
    state.keepers.open[maker] = 0
    cancel_orders_of(state, today, maker)
    sell_off_now(state.tables, rules.adoption.liquidation_share, state.firms)


def enter(state: State, settings: Any, today: Today, row: int) -> None:
    """One more maker of a category opens, if it expects to gain; row: where it would stand."""
    accounts, level = state.accounts, state.n_levels - 1
    trade, category = trade_of(state, level), categories_of(state)
    of_category = category == category[row - trade.first]
    rows = slice(trade.first, trade.first + len(category))
    sellers = np.flatnonzero(of_category & (state.keepers.open[rows] == 1)) + trade.first
    buyers = [buyers_of(state, seller) for seller in sellers.tolist()]
    links = sum(len(each.shops) + len(each.shelves) for each in buyers)
    part = share_of_entrant(links, len(sellers)) / max(links, 1)
    sales = part * float(trade.sales[sellers - trade.first].sum())
    margin = part * float(trade.margin[sellers - trade.first].sum())
    if sales <= 0.0:
        return
    days = settings.capital_days[level]
    keeps = float(accounts.usual_cost[row] + accounts.owners_pay[row])
    if profit_after_costs(sales, margin / sales, days, settings.daily_interest, keeps) <= 0.0:
        return
    open_up(state, today, row, whole(days * sales))
    every = len(sellers) + 1
    for seller, (shops, shelves) in zip(sellers.tolist(), buyers, strict=True):
        hand_over(state, today, Buyers(shops[::every], shelves[::every]), seller, row)
    state.keepers.reference[row] = state.keepers.volume[row]


def buyers_of(state: State, maker: int) -> Buyers:
    """Who orders of a maker, or would."""
    own, routes = shelves_of(state, maker), state.routes
    category = int(state.products.category[state.shelves.product[own.start]])
    shops = np.flatnonzero(routes.maker[:, category] == maker)
    used_to_it = (routes.usual >= own.start) & (routes.usual < own.stop)
    return Buyers(shops, np.flatnonzero(used_to_it) + state.shop_shelves)


def hand_over(state: State, today: Today, buyers: Buyers, seller: int, heir: int) -> None:
    """Some buyers of a maker are another's from now on, and so is what it can make for them."""
    shelves, terms, routes = state.shelves, state.terms, state.routes
    old, new = shelves_of(state, seller), shelves_of(state, heir)
    category = int(state.products.category[shelves.product[old.start]])
    moving = np.zeros(len(terms.supplier), bool)
    moving[: state.shop_shelves] = np.isin(shelves.keeper[: state.shop_shelves], buyers.shops)
    moving[buyers.shelves] = True
    of_seller = (terms.supplier >= old.start) & (terms.supplier < old.stop)
    served = np.flatnonzero(of_seller & moving)
    part = move_volume(state, of_seller, served, seller, heir)
    lines, lines_of_heir = terms.supplier[old], terms.supplier[new]
    capacity = (part * shelves.capacity[lines]).astype(np.int64)
    shelves.capacity[lines] -= capacity
    shelves.capacity[lines_of_heir] += capacity
    cancel_orders(state, today, served, old)
    terms.supplier[served] += new.start - old.start
    routes.maker[buyers.shops, category] = heir
    routes.usual[buyers.shelves - state.shop_shelves] += new.start - old.start
