"""What must hold at the close of every day, counted here without the ledger of the model."""

import numpy as np

from sim.engine.tables.flows import PAYMENTS
from sim.engine.tables.ledger import Flow, Sector


def assert_in_order(model) -> None:
    """Stocks, orders, debts and cash fit together, firm by firm; nothing is negative."""
    state = model.state
    firms, rows = state.firms, state.firm_shelves
    shelves, book, accounts = state.shelves, state.book, state.accounts
    yesterday = model.day - 1

    for name in ("stock", "on_order", "backlog", "waiting", "arriving", "due", "unserved", "sold"):
        assert getattr(shelves, name).min() >= 0, name
    lines = int(book.lines[0])
    shelf, supplier = book.shelf[:lines], book.supplier[:lines]
    still_open, due = book.open[:lines], book.due_day[:lines]
    everywhere = len(shelves.stock)
    not_sent = np.bincount(shelf, still_open, everywhere)[:rows]
    on_the_way = shelves.arriving[:, :rows].sum(axis=0)
    assert np.array_equal(shelves.on_order[:rows], on_the_way + not_sent)
    owed = np.bincount(supplier, still_open * (due <= yesterday), everywhere)
    upstream = slice(state.shop_shelves, rows)
    assert np.array_equal(shelves.backlog[upstream], owed[upstream])

    left = state.batches.left
    assert left.size == 0 or left.min() >= 0
    by_row = np.add.reduceat(np.append(left, 0), state.batches.first[:-1]) if left.size else left
    assert np.array_equal(by_row, shelves.stock[state.batches.shelf])

    payable, receivable = accounts.payable[:firms], accounts.receivable[:firms]
    assert np.array_equal(
        payable, accounts.credit_due[:, :firms].sum(axis=0) + accounts.arrears[:firms]
    )
    claims = np.zeros(firms, np.int64)
    in_debt = np.flatnonzero(payable)
    np.add.at(claims, state.keepers.upstream[in_debt], payable[in_debt])
    assert np.array_equal(claims, receivable)
    assert (accounts.cash + accounts.overdraft)[:firms].min() >= 0

    if state.farm is not None:
        lots = state.farm.lots
        offered = np.bincount(
            lots.shelf[: int(lots.lines[0])], lots.left[: int(lots.lines[0])], everywhere
        )
        platform = state.platform_shelf[state.platform_shelf >= 0]
        assert np.array_equal(offered[platform], shelves.stock[platform])


def money_in_all(state) -> int:
    """All money that anybody holds, the world outside included: it never changes."""
    total = int(state.accounts.cash[: state.firms].sum())
    total += int(state.cells.cash.sum()) + int(state.ledger.outside.sum())
    if state.farm is not None:
        total += int(state.farm.farmers.cash.sum())
    if state.online is not None:
        total += int(state.online.merchants.cash.sum())
    return total


def assert_payments_have_their_ends(state) -> None:
    """Nobody has paid anybody whom the list of payments does not name."""
    for flow, payer, payee in zip(*np.nonzero(state.ledger.money), strict=True):
        ends = Sector(payer), Sector(payee)
        assert PAYMENTS[Flow(flow)].allow(*ends), f"{Flow(flow).name}: {ends}"


def assert_flows_balance(model) -> None:
    """Rows and columns of the transaction-flow matrix sum to zero; goods end where they are."""
    tables = model.tables()
    flows = dict(tables["transaction_flows"])
    names = flows.pop("flow")
    assert names[-1] == "total"
    grain = model.asked.grain.money
    for column in flows.values():
        assert abs(column[-1]) * grain < 0.5
    assert np.abs(flows["total"]).max() * grain < 0.5
    body = np.array([column[:-1] for name, column in flows.items() if name != "total"])
    assert np.abs(body.sum(axis=0)).max() * grain < 0.5

    state, goods = model.state, tables["goods_flows"]
    assert_payments_have_their_ends(state)
    rows = state.firm_shelves
    held = state.shelves.stock[:rows] + state.shelves.arriving[:, :rows].sum(axis=0)
    counted = np.bincount(state.shelves.product[:rows], held, len(state.product_names))
    assert np.allclose(goods["closing"] * model.asked.grain.goods, counted, atol=0.01)
