"""First of the month: the firms of a trade leave and enter, market by market. Rare events.

A part of adoption. Who comes brings what its owner has saved, starts with empty shelves, and gets
an even share of the customers of its market.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.schedule import Today
from sim.engine.tables.ledger import whole
from sim.engine.tables.state import State
from sim.phases.entry.exits import sell_off_now
from sim.phases.entry.incomes import Settings, keeps_and_asks, looks_back, profit_of, would_move
from sim.phases.entry.opening_up import open_up, vacant_rows
from sim.phases.entry.trade import Trade, trade_of
from sim.phases.entry.withdrawal import settle_with_owners
from sim.rules.entry import SEASON_MONTHS, firms_next_month, firms_that_pay, profit_after_costs


class Prospect(NamedTuple):
    """What one more firm of a market could expect, money a day."""

    sales: float
    margin: float  # when goods are paid
    capital: float  # money, that it would tie up
    worked: float  # share of days on which it would be at work


class Market(NamedTuple):
    """A trade whose firms come and go: who competes with whom, and how customers change hands."""

    level: int
    number: Callable[[State], NDArray[np.int64]]  # of each firm's market
    last_stays: Callable[[State, Trade, NDArray[np.bool_]], NDArray[np.bool_]]
    last_shrinks: bool  # a market's last firm stands for what is left of several
    seasonal: bool  # what it usually earns is known only when a whole year has counted
    close: Callable[[State, Any, Today, int], bool]  # whether it could
    hope: Callable[[State, Settings, Trade, int], Prospect | None]
    take: Callable[[State, Today, int], None]  # a new firm's customers


def trade_seen(state: State, settings: Settings, market: Market) -> Trade:
    """What owners of a trade see of it."""
    return trade_of(state, market.level, looks_back(settings, market.seasonal))


def size_of(state: State, rows: slice) -> NDArray[np.float64]:
    """Firms that each stands for: the last of a market may be less than one, or more."""
    fixed, usual = state.accounts.fixed_cost[rows], state.accounts.usual_cost[rows]
    return np.divide(fixed, usual, np.ones(len(fixed)), where=np.asarray(usual) > 0)


def are_last(there: NDArray[np.bool_], number: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which open firms are their market's only one."""
    last: NDArray[np.bool_] = there & (np.bincount(number, there)[number] == 1)
    return last


def review(state: State, rules: Any, today: Today, market: Market) -> None:
    """The firms of a trade leave and enter."""
    leave(state, rules, today, market)
    sell_off_now(state.tables, rules.adoption.liquidation_share, state.firms)
    settle_with_owners(state, today, market.level)
    if market.last_shrinks and not state.explicit:
        fit_the_last(state, rules.entry, today, market)
    come(state, rules.entry, today, market)


def leave(state: State, rules: Any, today: Today, market: Market) -> None:
    """Who earns less than keeps him closes, the one that lacks most first, as chance has it."""
    number, settings = market.number(state), rules.entry
    rows = state.keepers_at(market.level)
    first = rows.start
    moves = would_move(settings, today, np.arange(first, rows.stop))
    keeps = keeps_and_asks(state, settings, today, rows, market.seasonal)
    if market.last_shrinks:
        keeps *= size_of(state, rows)
    while True:
        trade = trade_seen(state, settings, market)
        there = np.asarray(state.keepers.open[rows]) == 1
        lacks = keeps - profit_of(state, trade)
        losing = there & moves & (lacks > 0.0)
        losing &= ~market.last_stays(state, trade, are_last(there, number))
        if not losing.any():
            return
        worst = int(np.argmax(np.where(losing, lacks, -np.inf)))
        moves[worst] = False
        market.close(state, rules, today, first + worst)


def fit_the_last(state: State, settings: Settings, today: Today, market: Market) -> None:
    """Of a market's last firm a part leaves or comes back, and its costs with it."""
    accounts, trade = state.accounts, trade_seen(state, settings, market)
    rows = slice(trade.first, trade.first + len(trade.sales))
    keeps = keeps_and_asks(state, settings, today, rows, market.seasonal)
    there, fixed = (
        np.asarray(state.keepers.open[rows]) == 1,
        accounts.usual_cost[rows] * trade.worked,
    )
    last = np.flatnonzero(are_last(there, market.number(state)) & (fixed != 0.0))
    firm, usual = trade.first + last, np.asarray(accounts.usual_cost[rows], float)[last]
    before = np.asarray(accounts.fixed_cost[rows], float)[last]
    asks = keeps[last] * (1.0 + settings.gap) / (1.0 - settings.gap)
    asks /= np.minimum(np.asarray(accounts.elsewhere[rows], float)[last], 1.0)
    interest = capital_of(state, settings, market.level, rows)[last] * settings.daily_interest
    firms = before / usual
    wanted = firms_that_pay(firms, trade.margin[last], interest, fixed[last], keeps[last], asks)
    left = firms_next_month(firms, np.minimum(wanted, 1.0 + settings.room), settings.moving_speed)
    accounts.fixed_cost[firm] = np.maximum((left * usual + 0.5).astype(np.int64), 1)
    # The rest have the customers of who has left, and sell no less than they are used to.
    some = firm[before > 0.0]
    state.keepers.reference[some] *= accounts.fixed_cost[some] / before[before > 0.0]


def capital_of(state: State, settings: Settings, level: int, rows: slice) -> NDArray[np.float64]:
    """Money that firms tie up: what they lend and keep in cash; brokers lend nothing."""
    if level >= state.roles.brokers:
        return np.asarray(state.accounts.working_cash[rows], float)
    days = float(settings.capital_days[level])
    return days * np.asarray(state.keepers.volume[rows], float)


def come(state: State, settings: Settings, today: Today, market: Market) -> None:
    """Where there is room others open who expect to gain; who asks least comes first."""
    number, vacant = market.number(state), vacant_rows(state, market.level)
    rows = state.keepers_at(market.level)
    first = rows.start
    asks = keeps_and_asks(state, settings, today, rows, market.seasonal)
    vacant = vacant[np.argsort(asks[vacant - first], kind="stable")]
    vacant = vacant[would_move(settings, today, vacant)]
    usual_cost, trade = state.accounts.usual_cost, trade_seen(state, settings, market)
    for here in np.unique(number[vacant - first]).tolist():
        for row in vacant[number[vacant - first] == here].tolist():
            hope = market.hope(state, settings, trade, row)
            if hope is None or hope.sales <= 0.0:
                break
            costs = float(usual_cost[row]) * hope.worked + float(asks[row - first])
            days, kept = hope.capital / hope.sales, hope.margin / hope.sales
            gain = profit_after_costs(hope.sales, kept, days, settings.daily_interest, costs)
            if gain <= 0.0:
                break
            open_up(state, today, row, whole(hope.capital))
            market.take(state, today, row)
            state.keepers.reference[row] = state.keepers.volume[row]
            trade = trade_seen(state, settings, market)  # as it is with one more


def note_usual_pay(state: State, settings: Settings, market: Market) -> None:
    """What the firms of a trade have earned is what their owners are used to.

    Who might come looks at what those of the market have left after interest.
    """
    accounts, keepers = state.accounts, state.keepers
    months = SEASON_MONTHS if market.seasonal else settings.settled_months
    trade, number = trade_of(state, market.level, months), market.number(state)
    rows = slice(trade.first, trade.first + len(trade.sales))
    there = np.asarray(keepers.open[rows]) == 1
    profit = profit_of(state, trade)
    left = profit - capital_of(state, settings, market.level, rows) * settings.daily_interest
    firms = np.maximum(np.bincount(number, there), 1)
    mean = (np.bincount(number, left * there) / firms)[number]
    usual = settings.usual_profit * np.where(there, profit, mean)
    accounts.owners_pay[rows] = np.floor(usual + 0.5).astype(np.int64)
