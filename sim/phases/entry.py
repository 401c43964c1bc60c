"""First of the month: wholesalers leave where they lose, and come where margins are good.

A part of adoption, off where there is no room for others. In the warm-up all stay. Who comes brings
what its owners have saved, starts with empty shelves, and gets an even share of the customers of
its tier and province.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.ledger import Flow, Sector, whole
from sim.engine.schedule import Today
from sim.engine.state import State
from sim.phases.customers import Rows, move_customers, shelves_of
from sim.phases.withdrawal import settle_with_owners, withdraw
from sim.rules.entry import capital_days, profit_after_costs, share_of_entrant
from sim.scenario import Scenario

DAYS_A_YEAR = 365.0


class Settings(NamedTuple):
    """Whether wholesalers come and go; what one ties up, and what that costs."""

    happens: int
    capital_days: NDArray[np.float64]  # by level: of sales, in cash and lent to customers
    daily_interest: float  # share a day


class Trade(NamedTuple):
    """What the firms of a tier sell; an entry a firm, open or not."""

    first: int  # keeper of the first entry
    sales: NDArray[np.float64]  # money a day, smoothed
    margin: NDArray[np.float64]  # of it, what is left when the goods are paid


def settings_of(scenario: Scenario) -> Settings:
    """Settings of a scenario."""
    credit = scenario.credit
    daily_interest = credit.capital_cost / DAYS_A_YEAR
    return Settings(int(scenario.entry.room > 0), np.array(capital_days(credit)), daily_interest)


def let_middlemen_come_and_go(state: State, rules: Any, today: Today) -> None:
    """Wholesalers leave and enter, tier by tier."""
    if not (rules.entry.happens and today.first_of_month and today.counting):
        return
    for tier in range(1, state.n_levels - 1):
        leave(state, rules, today, tier)
        settle_with_owners(state, today, tier)
        vacant = _vacant(state, tier)
        for province in np.unique(state.keepers.province[vacant]).tolist():
            rows = vacant[state.keepers.province[vacant] == province]
            for row in rows.tolist():
                if not enter(state, rules.entry, today, tier, row):
                    break


def trade_of(state: State, tier: int) -> Trade:
    """Sales and margins of a tier, at its volume and prices of now."""
    keepers, shelves = state.keepers, state.shelves
    first, end = (int(k) for k in state.levels.first_keeper[tier:][:2])
    lo, hi = int(keepers.first_shelf[first]), int(keepers.first_shelf[end])
    firm, expected = shelves.keeper[lo:hi] - first, shelves.forecast[lo:hi].astype(float)
    price, cost = shelves.price[lo:hi].astype(float), shelves.unit_cost[lo:hi]
    worth = np.bincount(firm, expected * price, end - first)
    kept = np.bincount(firm, expected * (price - cost), end - first)
    share = np.divide(kept, worth, np.zeros(len(worth)), where=worth > 0.0)
    sales = keepers.volume[first:end].astype(float)
    return Trade(first, sales, sales * share)


def leave(state: State, rules: Any, today: Today, tier: int) -> None:
    """Who does not earn its rent, wages and power closes, the one that loses most first."""
    while True:
        trade = trade_of(state, tier)
        rows = slice(trade.first, trade.first + len(trade.sales))
        fixed = state.accounts.fixed_cost[rows]
        losing = (state.keepers.open[rows] == 1) & (fixed > 0) & (trade.margin < fixed)
        if not losing.any():
            return
        worst = int(np.argmin(np.where(losing, trade.margin - fixed, np.inf)))
        if not withdraw(state, rules, today, trade.first + worst):
            return


def _vacant(state: State, tier: int) -> Rows:
    """Rows of a tier with which nobody has to do any more."""
    keepers, accounts = state.keepers, state.accounts
    first, end = (int(k) for k in state.levels.first_keeper[tier:][:2])
    rows = np.flatnonzero(keepers.open[first:end] == 0) + first
    idle = (accounts.cash[rows] == 0) & (accounts.payable[rows] == 0)
    expected = [state.shelves.on_order[shelves_of(state, row)].any() for row in rows.tolist()]
    vacant: Rows = rows[idle & ~np.array(expected, bool)]
    return vacant


def enter(state: State, settings: Settings, today: Today, tier: int, row: int) -> bool:
    """One more firm of a tier in a province opens if it expects to gain; whether it has.

    row  where it would stand; the province is that of the row
    """
    keepers, accounts, ledger = state.keepers, state.accounts, state.ledger
    trade, here = trade_of(state, tier), keepers.province[row]
    end = trade.first + len(trade.sales)
    buyers = slice(*(int(k) for k in state.levels.first_keeper[tier - 1 :][:2]))
    upstream = keepers.upstream[buyers]
    served = (keepers.open[buyers] == 1) & (upstream >= trade.first) & (upstream < end)
    market = np.flatnonzero(served & (keepers.province[buyers] == here)) + buyers.start
    rows = slice(trade.first, end)
    firms = np.count_nonzero((keepers.open[rows] == 1) & (keepers.province[rows] == here))
    each = share_of_entrant(len(market), firms)
    if each == 0:
        return False
    seller = keepers.upstream[market] - trade.first
    part = np.bincount(seller, minlength=len(trade.sales)) / np.maximum(
        np.bincount(upstream[served] - trade.first, minlength=len(trade.sales)), 1
    )
    all_sales, all_margin = float(part @ trade.sales), float(part @ trade.margin)
    sales = all_sales * each / len(market)
    margin = all_margin / all_sales if all_sales > 0.0 else 0.0
    days = settings.capital_days[tier]
    keeps = float(accounts.fixed_cost[row] + accounts.owners_pay[row])
    if profit_after_costs(sales, margin, days, settings.daily_interest, keeps) <= 0.0:
        return False
    capital = whole(days * sales)
    accounts.cash[row] = capital
    accounts.drawings[row] -= today.counting * capital
    ledger.outside[Sector.LABOUR] -= capital
    ledger.money[Flow.OWNERS_CAPITAL, Sector.LABOUR, keepers.sector[row]] += capital
    for limit in (accounts.credit_limit, accounts.overdraft, accounts.working_cash):
        limit[row] = 0
    own = shelves_of(state, row)
    for column in (state.shelves.forecast, state.shelves.variance):
        column[own] = 0.0
    state.shelves.listed[own] = 1
    keepers.volume[row] = 0.0
    keepers.markup_factor[row] = 1.0
    keepers.open[row] = 1
    _take_customers(state, today, market, each, row)
    keepers.reference[row] = keepers.volume[row]
    return True


def _take_customers(state: State, today: Today, market: Rows, number: int, heir: int) -> None:
    """So many customers of a market go to the heir, from those who have most of them."""
    counts = np.bincount(state.keepers.upstream[market])
    taken = np.zeros(len(counts), np.int64)
    for _ in range(number):
        taken[np.argmax(counts - taken)] += 1
    for seller in np.flatnonzero(taken).tolist():
        theirs = market[state.keepers.upstream[market] == seller]
        move_customers(state, today, theirs[len(theirs) - taken[seller] :], seller, heir, 1.0)
