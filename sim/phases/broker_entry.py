"""Once a year: brokers whom the harvest did not feed give up, and others come where it pays.

A part of adoption. Brokers of a product in a province share its growers evenly; they look at a
whole year, since most have one season. What the first year leaves them keeps them: nobody comes for
it, and of later years only what is more brings others. The last of a market stands for what is left
of several, as a province's last wholesaler does. Rare events.
"""

import math
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.ledger import whole
from sim.engine.schedule import Today
from sim.engine.state import State
from sim.phases.customers import Rows
from sim.phases.exits import cancel_orders_of, sell_off_now
from sim.phases.opening_up import open_up, vacant_rows
from sim.phases.withdrawal import settle_with_owners
from sim.rules.entry import firms_that_pay

DAYS_A_YEAR = 365
ROUNDING = 1e-9  # firms


class Year(NamedTuple):
    """What brokers have earned since the last review; an entry a broker, open or not."""

    first: int  # keeper of the first entry
    days: int
    first_one: bool
    market: NDArray[np.int64]  # number of its province and product
    profit: NDArray[np.float64]  # when fixed costs are paid
    overheads: NDArray[np.float64]  # those costs


def let_brokers_come_and_go(state: State, rules: Any, today: Today) -> None:
    """On New Year's Day, when a whole year has counted, brokers leave and enter."""
    if state.farm is None or today.day_of_year > 0 or today.counting_day < DAYS_A_YEAR:
        return
    year = close_year(state, today)
    brokers = slice(year.first, year.first + len(year.market))
    there = state.keepers.open[brokers] == 1
    for market in np.unique(year.market[there]).tolist():
        review_market(state, rules.entry, today, year, year.market == market)
    sell_off_now(state.tables, rules.adoption.liquidation_share, state.firms)
    settle_with_owners(state, today, state.n_levels)
    deal_growers(state, year)


def close_year(state: State, today: Today) -> Year:
    """Close the books of the year; the next one begins."""
    accounts, keepers = state.accounts, state.keepers
    first, end = (int(k) for k in state.levels.first_keeper[state.n_levels :][:2])
    rows = slice(first, end)
    in_all = accounts.sales[rows] - accounts.goods_sold[rows]
    in_all -= accounts.expenses[rows] + accounts.written_off[rows]
    profit = (in_all - accounts.noted[rows]).astype(float)
    overheads = accounts.overheads[rows].astype(float)
    accounts.noted[rows] = in_all
    accounts.overheads[rows] = 0
    product = state.shelves.product[keepers.first_shelf[rows]]
    market = keepers.province[rows].astype(np.int64) * len(state.product_names) + product
    first_one = today.counting_day < 2 * DAYS_A_YEAR
    days = today.counting_day if first_one else DAYS_A_YEAR
    return Year(first, days, first_one, market, profit, overheads)


def review_market(
    state: State, settings: Any, today: Today, year: Year, here: NDArray[np.bool_]
) -> None:
    """Brokers of one market leave or come; here: which of the brokers are, or might be, in it."""
    accounts = state.accounts
    places = np.flatnonzero(here) + year.first
    rows = places[state.keepers.open[places] == 1]
    fixed, usual = float(accounts.fixed_cost[rows].sum()), float(accounts.usual_cost[rows].mean())
    overheads = float(year.overheads[rows - year.first].sum())
    if overheads <= 0.0 or usual <= 0.0:
        return  # nobody was at work
    profit = year.profit[rows - year.first]
    firms = fixed / usual
    cost = overheads / firms  # of one firm, for the days on which it was at work
    interest = float(accounts.working_cash[rows].sum()) * settings.daily_interest * year.days
    pay = float(accounts.owners_pay[rows].mean()) * year.days
    if year.first_one:
        pay = settings.usual_profit * max(float(profit.sum()) - interest, 0.0) / firms
        accounts.owners_pay[places] = whole(pay / year.days)
    wanted = firms_that_pay(firms, float(profit.sum()) + overheads, interest, cost, pay)
    leaving = min(max(math.ceil(firms - wanted - ROUNDING), 0), len(rows) - 1)
    for row in rows[np.argsort(profit, kind="stable")][:leaving].tolist():
        state.keepers.open[row] = 0
        cancel_orders_of(state, today, row)
    coming = np.intersect1d(places, vacant_rows(state, state.n_levels))
    coming = coming[: max(int(wanted - firms + ROUNDING), 0)]
    for row in coming.tolist():
        capital = int(accounts.working_cash[row])
        open_up(state, today, row, capital)
        accounts.working_cash[row] = capital
    if len(rows) - leaving + len(coming) == 1:
        (last,) = rows[state.keepers.open[rows] == 1].tolist()
        # Of a market's last broker a part leaves or comes back, and its costs with it.
        accounts.fixed_cost[last] = max(whole(min(wanted, 1.0 + settings.room) * usual), 1)


def deal_growers(state: State, year: Year) -> None:
    """Growers of a market whose brokers are others than before are dealt among them evenly."""
    assert state.farm is not None
    plots, first_shelf = state.farm.plots, state.keepers.first_shelf
    brokers = slice(year.first, year.first + len(year.market))
    there = state.keepers.open[brokers] == 1
    broker_of = state.shelves.keeper[plots.broker] - year.first
    has = np.bincount(broker_of, minlength=len(there)) > 0
    market_of = year.market[broker_of]
    for market in np.unique(year.market[there != has]).tolist():
        heirs = np.flatnonzero(there & (year.market == market)) + year.first
        growers: Rows = np.flatnonzero(market_of == market)
        if len(heirs):
            plots.broker[growers] = first_shelf[heirs][np.arange(len(growers)) % len(heirs)]
