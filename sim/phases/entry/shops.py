"""Shops that come and go: owners of a place look at what its shops earn, less what they could.

A part of adoption. A place is the town or the countryside of a province. Whether one shop had a
good year is mostly luck; so owners, and those who might become one, go by the mean of the place.
Who leaves sends customers to the neighbours; who comes takes an even share of those of a
neighbourhood, and opens with the assortment that its owner believes in. A neighbourhood's last shop
stays.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.engine.schedule import Today
from sim.engine.tables.ledger import whole
from sim.engine.tables.state import State
from sim.phases.entry.customers import Rows, shelves_of
from sim.phases.entry.exits import cancel_orders_of, sell_off_now, send_customers_away, settle_debts
from sim.phases.entry.incomes import Settings, keeps_and_asks, profit_of, would_move
from sim.phases.entry.opening_up import open_up, vacant_rows
from sim.phases.entry.trade import move_books, trade_of
from sim.phases.entry.withdrawal import settle_with_owners

LIMITS = ("credit_limit", "overdraft", "working_cash")
AS_NEARBY = ("room", "room_price", "size", "seen", "expected")


def mean_of_place(state: State, values: NDArray[np.float64]) -> NDArray[np.float64]:
    """For each shop, open or not, the mean over the open shops of its place."""
    place, there = state.keepers.cell[: state.shops], state.keepers.open[: state.shops]
    shops = np.maximum(np.bincount(place, there), 1.0)
    mean: NDArray[np.float64] = (np.bincount(place, values * there) / shops)[place]
    return mean


def earned_here(
    state: State, settings: Settings, months: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """What shops of each one's place earn, money a day, and what is left of it after interest.

    months  of the last ones
    """
    trade = trade_of(state, 0, months)
    earned = mean_of_place(state, profit_of(state, trade))
    tied = settings.capital_days[0] * settings.daily_interest
    return earned, earned - tied * mean_of_place(state, trade.sales)


def note_usual_pay(state: State, settings: Settings) -> None:
    """What shops of a place have earned until counting begins is what owners compare with."""
    earned, left = earned_here(state, settings, settings.settled_months)
    there = np.asarray(state.keepers.open[: state.shops]) == 1
    usual = settings.usual_profit * np.where(there, earned, left)
    state.accounts.owners_pay[: state.shops] = np.floor(usual + 0.5).astype(np.int64)


def let_shops_come_and_go(state: State, rules: Any, today: Today) -> None:
    """Owners who could earn more elsewhere leave, and others come who gain by it."""
    shops = np.arange(state.shops)
    earned, left = earned_here(state, rules.entry, rules.entry.memory_months)
    keeps = keeps_and_asks(state, rules.entry, today, slice(0, state.shops))
    moves = would_move(rules.entry, today, shops)
    there = np.asarray(state.keepers.open[: state.shops]) == 1
    close_shops(state, rules, today, np.flatnonzero(there & moves & (earned < keeps)))
    settle_with_owners(state, today, 0)
    vacant = vacant_rows(state, 0)
    for row in vacant[moves[vacant] & ~there[vacant] & (left[vacant] > keeps[vacant])].tolist():
        open_shop(state, rules.entry, today, row)


def open_neighbours(state: State, shop: int) -> Rows:
    """Open shops of a shop's neighbourhood but itself."""
    keepers = state.keepers
    near = np.arange(keepers.first_neighbour[shop], keepers.end_neighbour[shop])
    others: Rows = near[(np.asarray(keepers.open[near]) == 1) & (near != shop)]
    return others


def close_shops(state: State, rules: Any, today: Today, rows: Rows) -> None:
    """Shops close in good order, unless they are their neighbourhood's last."""
    leaving = []
    for shop in rows.tolist():
        if len(open_neighbours(state, shop)):
            state.keepers.open[shop] = 0
            leaving.append(shop)
    if not leaving:
        return
    cancel_orders_of(state, today, np.array(leaving))
    sell_off_now(state.tables, rules.adoption.liquidation_share, state.firms)
    for shop in leaving:
        settle_debts(state, shop)
        state.accounts.arrears_days[shop] = 0
        send_customers_away(state, shop)


def open_shop(state: State, settings: Settings, today: Today, row: int) -> None:
    """A shop opens where others are; its owner knows what sells in a mean shop of the province."""
    keepers, accounts, near = state.keepers, state.accounts, open_neighbours(state, row)
    if len(near) == 0:
        return
    part = 1.0 / (len(near) + 1)
    money = {name: whole(np.asarray(getattr(accounts, name)[near]).mean()) for name in LIMITS}
    open_up(state, today, row, money["working_cash"])
    for name, amount in money.items():
        getattr(accounts, name)[row] = amount
    for column in (getattr(keepers, name) for name in AS_NEARBY):
        column[row] = np.asarray(column[near]).mean()
    above_usual = accounts.fixed_cost[near] - accounts.usual_cost[near]  # rent of later room
    accounts.fixed_cost[row] += int(np.rint(np.asarray(above_usual).mean()))
    keepers.rethinks[row], keepers.reviews[row] = 1, 1
    for shop in near.tolist():
        move_books(state, shop, row, part)
        moved = part * keepers.volume[shop]
        keepers.volume[shop] -= moved
        keepers.volume[row] += moved
    keepers.reference[row] = keepers.volume[row]
    people = np.exp(np.asarray(keepers.traffic[near], float)).sum()
    keepers.traffic[near] += np.log1p(-part)
    keepers.traffic[row] = np.log(part * people)
    expect_customers(state, settings, row)


def expect_customers(state: State, settings: Settings, row: int) -> None:
    """A new owner expects for each product what a mean shop with so many customers sells."""
    keepers, shelves, own = state.keepers, state.shelves, shelves_of(state, row)
    appeal = np.asarray(state.products.appeal[keepers.province[row]], float)
    sells = settings.grain * np.exp(appeal + keepers.traffic[row])
    expected = sells[shelves.product[own]]
    for column in (shelves.forecast, shelves.variance, shelves.own_estimate):
        column[own] = expected
    state.routes.memory[row] = sells
    shelves.listed[own] = 0  # until goods arrive
