"""First of the month: firms leave where they lose, and others come where margins are good.

A part of adoption, off where there is no room for others. In the warm-up all stay. Who comes brings
what its owners have saved, starts with empty shelves, and gets an even share of the customers of
its tier and province. A province's last wholesaler of a tier stands for what is left of several:
some of these go, and it is smaller, before the last one goes.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.ledger import whole
from sim.engine.schedule import Today
from sim.engine.state import State
from sim.phases.broker_entry import let_brokers_come_and_go
from sim.phases.customers import Rows, move_customers
from sim.phases.maker_entry import let_makers_come_and_go
from sim.phases.opening_up import open_up, vacant_rows
from sim.phases.trade import trade_of
from sim.phases.withdrawal import settle_with_owners, withdraw
from sim.rules.entry import (
    capital_days,
    firms_that_pay,
    profit_after_costs,
    share_of_entrant,
)
from sim.scenario import Scenario

DAYS_A_YEAR = 365.0


class Settings(NamedTuple):
    """Whether firms come and go; what one ties up, and what that costs."""

    happens: int
    room: float  # for others, over those at the opening
    usual_profit: float  # that keeps an owner, against what he earned when nobody came
    capital_days: NDArray[np.float64]  # by level: of sales, in cash and lent to customers
    daily_interest: float  # share a day


def settings_of(scenario: Scenario) -> Settings:
    """Settings of a scenario."""
    credit = scenario.credit
    daily_interest = credit.capital_cost / DAYS_A_YEAR
    room, usual_profit = scenario.entry.room, scenario.entry.usual_profit
    days = np.array(capital_days(credit))
    return Settings(int(room > 0), room, usual_profit, days, daily_interest)


def let_middlemen_come_and_go(state: State, rules: Any, today: Today) -> None:
    """Wholesalers leave and enter, tier by tier; then makers and brokers of the country."""
    if not (rules.entry.happens and today.first_of_month and today.counting):
        return
    for tier in range(1, state.n_levels - 1):
        leave(state, rules, today, tier)
        settle_with_owners(state, today, tier)
        if not state.explicit:
            fit_the_last(state, rules.entry, tier)
        vacant = vacant_rows(state, tier)
        for province in np.unique(state.keepers.province[vacant]).tolist():
            rows = vacant[state.keepers.province[vacant] == province]
            for row in rows.tolist():
                if not enter(state, rules.entry, today, tier, row):
                    break
    if not state.explicit:
        let_makers_come_and_go(state, rules, today)
        let_brokers_come_and_go(state, rules, today)


def leave(state: State, rules: Any, today: Today, tier: int) -> None:
    """Who does not earn its rent, wages and power closes, the one that loses most first."""
    while True:
        trade = trade_of(state, tier)
        rows = slice(trade.first, trade.first + len(trade.sales))
        fixed = state.accounts.fixed_cost[rows]
        losing = (state.keepers.open[rows] == 1) & (fixed > 0) & (trade.margin < fixed)
        losing &= ~(last_of_province(state, tier) & (trade.margin > 0.0))
        if not losing.any():
            return
        worst = int(np.argmin(np.where(losing, trade.margin - fixed, np.inf)))
        if not withdraw(state, rules, today, trade.first + worst):
            return


def last_of_province(state: State, tier: int) -> NDArray[np.bool_]:
    """Which firms of a tier are their province's only one; in a textbook's population none."""
    first, end = (int(k) for k in state.levels.first_keeper[tier:][:2])
    if state.explicit:
        return np.zeros(end - first, bool)
    there, province = state.keepers.open[first:end], state.keepers.province[first:end]
    last: NDArray[np.bool_] = (there == 1) & (np.bincount(province, there)[province] == 1)
    return last


def fit_the_last(state: State, settings: Settings, tier: int) -> None:
    """Of a province's last wholesaler a part leaves or comes back, and its costs with it."""
    accounts, trade = state.accounts, trade_of(state, tier)
    interest = settings.capital_days[tier] * settings.daily_interest * trade.sales
    for nth in np.flatnonzero(last_of_province(state, tier)).tolist():
        row = trade.first + nth
        fixed, usual = int(accounts.fixed_cost[row]), int(accounts.usual_cost[row])
        if fixed == 0 or trade.margin[nth] <= 0.0:
            continue
        pay = float(accounts.owners_pay[row]) * usual / fixed
        firms = firms_that_pay(
            fixed / usual, float(trade.margin[nth]), float(interest[nth]), float(usual), pay
        )
        firms = min(firms, 1.0 + settings.room)
        accounts.fixed_cost[row] = max(whole(firms * usual), 1)
        accounts.owners_pay[row] = whole(firms * pay)


def enter(state: State, settings: Settings, today: Today, tier: int, row: int) -> bool:
    """One more firm of a tier in a province opens if it expects to gain; whether it has.

    row  where it would stand; the province is that of the row
    """
    keepers, accounts = state.keepers, state.accounts
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
    keeps = float(accounts.usual_cost[row] + accounts.owners_pay[row])
    if profit_after_costs(sales, margin, days, settings.daily_interest, keeps) <= 0.0:
        return False
    open_up(state, today, row, whole(days * sales))
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
