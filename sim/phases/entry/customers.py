"""Customers go from one middleman to another of his tier, with what he knew of them.

A part of adoption, where firms close and others come. Rare events.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.engine.machine.compiling import compiled
from sim.engine.machine.dispatch import dispatched
from sim.engine.schedule import Today
from sim.engine.tables.ledger import Flow, pay
from sim.engine.tables.state import State
from sim.phases.entry.trade import move_books
from sim.phases.platform.usual_terms import lost_of
from sim.rules.stock_by_age import A_NIGHT

type Rows = NDArray[np.integer[Any]]


def shelves_of(state: State, keeper: int) -> slice:
    """The shelves of a keeper."""
    first = state.keepers.first_shelf
    return slice(int(first[keeper]), int(first[keeper + 1]))


def are_among(some: Rows, rows: int) -> NDArray[np.bool_]:
    """(rows,): whether each is one of some."""
    among = np.zeros(rows, bool)
    among[some] = True
    return among


def customers_of(state: State, keeper: int) -> Rows:
    """Whom a keeper supplies on credit, those that are closed included."""
    customers: Rows = np.flatnonzero(state.keepers.upstream == keeper)
    return customers


def others_of_tier(state: State, keeper: int) -> tuple[Rows, NDArray[np.float64]]:
    """Open firms of a middleman's tier but itself, and how far each is; 0 in its own province."""
    keepers = state.keepers
    tier = state.keepers_at(int(keepers.level[keeper]))
    others = np.flatnonzero(keepers.open[tier] == 1) + tier.start
    others = others[others != keeper]
    cost = state.routes.cost[keepers.province[others], keepers.province[keeper]]
    away = keepers.province[others] != keepers.province[keeper]
    return others, np.where(away, 1.0 + cost, 0.0)


def move_customers(
    state: State, today: Today, customers: Rows, seller: int, heir: int, claims_share: float
) -> None:
    """Some customers of a firm go on with another of its tier, at the days and cost of the lane.

    claims_share  what their debts fetch against their value; the heir pays what he can
    """
    keepers, shelves, terms = state.keepers, state.shelves, state.terms
    old, new = shelves_of(state, seller), shelves_of(state, heir)
    of_seller = (terms.supplier >= old.start) & (terms.supplier < old.stop)
    served = np.flatnonzero(of_seller)
    served = served[are_among(customers, len(keepers.level))[shelves.keeper[served]]]
    move_volume(state, of_seller, served, seller, heir)
    cancel_orders(state, today, served, old)
    _change_lanes(state, served, int(keepers.province[seller]), int(keepers.province[heir]))
    terms.supplier[served] += new.start - old.start
    terms.origin[served] = keepers.province[heir]
    keepers.upstream[customers] = heir
    _sell_claims(state, customers, seller, heir, claims_share)


def move_volume(
    state: State, of_seller: NDArray[np.bool_], served: Rows, seller: int, heir: int
) -> NDArray[np.float64]:
    """What the seller expected of them the heir expects, and his bank and supplier with him.

    Returns the part of what was asked of each of the seller's shelves that goes to the heir's.
    """
    keepers, shelves, accounts = state.keepers, state.shelves, state.accounts
    old, new = shelves_of(state, seller), shelves_of(state, heir)
    rows = old.stop - old.start

    def wanted(buyers: Rows) -> NDArray[np.float64]:
        supplier = state.terms.supplier[buyers] - old.start
        return np.bincount(supplier, shelves.forecast[buyers].astype(float), rows)

    all_of_them, theirs = wanted(np.flatnonzero(of_seller)), wanted(served)
    part = np.divide(theirs, all_of_them, np.zeros(rows), where=all_of_them > 0.0)
    worth = all_of_them * shelves.price[old]
    share = float((part * worth).sum() / worth.sum()) if worth.sum() > 0.0 else 0.0
    for column in (shelves.forecast, shelves.variance):
        moved = part * column[old]
        column[new] += moved
        column[old] -= moved
    moved_sales = share * keepers.volume[seller]
    keepers.volume[heir] += moved_sales
    keepers.volume[seller] -= moved_sales
    move_books(state, seller, heir, share)
    unused = int(accounts.overdraft[seller] + min(accounts.cash[seller], 0))
    for limit in (accounts.credit_limit, accounts.working_cash, accounts.overdraft):
        amount = int(share * limit[seller])
        if limit is accounts.overdraft:
            amount = min(amount, unused)
        limit[heir] += amount
        limit[seller] -= amount
    return part


def _change_lanes(state: State, served: Rows, here: int, there: int) -> None:
    """Days, freight and losses of the lane from another province."""
    keepers, shelves, terms, routes = state.keepers, state.shelves, state.terms, state.routes
    at, product = keepers.province[shelves.keeper[served]], shelves.product[served]
    weight = state.products.weight[product]
    for province, sign in ((here, -1), (there, 1)):
        away = at != province
        terms.lead[served] += sign * away * routes.days[province, at]
        terms.freight[served] += sign * away * routes.cost[province, at] * weight
    terms.lead[served] = np.maximum(terms.lead[served], 1)
    terms.freight[served] = np.maximum(terms.freight[served], 0.0)
    note_losses(state.tables, served, there)


@dispatched
@compiled
def note_losses(tables, served, there):
    """What is lost of what these shelves order, by their days from a province."""
    home, keeper_of = tables.keepers.province, tables.shelves.keeper
    for i in served:
        at = home[keeper_of[i]]
        way = A_NIGHT if at == there else tables.routes.days[there, at]
        tables.terms.transit_loss[i] = lost_of(tables, i, way)


def _sell_claims(state: State, customers: Rows, seller: int, heir: int, share: float) -> None:
    """The heir buys what they owe, as far as his money goes."""
    accounts, keepers = state.accounts, state.keepers
    claims = int(accounts.payable[customers].sum())
    money = int(accounts.cash[heir] + accounts.overdraft[heir])
    price = min(int(claims * share), max(money, 0))
    accounts.receivable[heir] += claims
    accounts.receivable[seller] -= claims
    accounts.cash[heir] -= price
    accounts.cash[seller] += price
    sector = keepers.sector[heir]
    pay(state.ledger, Flow.CLAIMS_SOLD, sector, sector, price)


def cancel_orders(state: State, today: Today, buyers: Rows, suppliers: slice) -> None:
    """Nothing that these shelves have ordered of those suppliers, and that has not left, leaves."""
    book = state.book
    lines = int(book.lines[0])
    supplier = book.supplier[:lines]
    asked = (supplier >= suppliers.start) & (supplier < suppliers.stop)
    of_buyers = are_among(buyers, len(state.shelves.stock))[book.shelf[:lines]]
    strike_out(state, today, asked & of_buyers)


def strike_out(state: State, today: Today, gone: NDArray[np.bool_]) -> None:
    """Take lines out of the book of orders.

    gone  one entry a line
    """
    book, shelves, lines = state.book, state.shelves, len(gone)
    struck, kept = np.flatnonzero(gone), np.flatnonzero(~gone)
    np.subtract.at(shelves.on_order, book.shelf[struck], book.open[struck])
    owed = struck[book.due_day[struck] <= today.day]
    np.subtract.at(shelves.backlog, book.supplier[owed], book.open[owed])
    for column in (book.shelf, book.supplier, book.due_day, book.open):
        column[: len(kept)] = column[:lines][kept]
    book.lines[0] = len(kept)
