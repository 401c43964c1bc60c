"""Who has been in arrears for too long closes: goods are sold off, debts written off. Rare events.

A part of adoption. Makers do not close here: an idle plant waits for orders. The last middleman
of his tier in the country stays. Customers of a middleman go on with another of his tier, of their
own province or, if there is none, of the nearest, at the days and cost of the lane.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.machine.compiling import compiled, compiled_part
from sim.engine.machine.dispatch import dispatched
from sim.engine.phase import Over, act, part
from sim.engine.schedule import Today
from sim.engine.scratch import scratch
from sim.engine.tables.ledger import Flow, GoodsFlow, Sector, pay
from sim.engine.tables.state import State
from sim.phases.entry.customers import (
    Rows,
    customers_of,
    move_customers,
    others_of_tier,
    shelves_of,
    strike_out,
)
from sim.rules.stock_by_age import by_age


@compiled_part
def sell_off(tables, share, firms):
    """What firms that are closed have in stock goes outside, for a share of what it cost."""
    shelves, keepers, accounts = tables.shelves, tables.keepers, tables.accounts
    batches, ledger = tables.batches, tables.ledger
    for keeper in range(firms):
        if keepers.open[keeper]:
            continue
        value = 0
        for i in range(keepers.first_shelf[keeper], keepers.first_shelf[keeper + 1]):
            stock = shelves.stock[i]
            if stock == 0:
                continue
            value += int(stock * shelves.unit_cost[i] * share)
            ledger.goods[GoodsFlow.LIQUIDATED, shelves.product[i]] += stock
            shelves.stock[i] = 0
            if shelves.batch[i] >= 0:
                by_age(batches, shelves.batch[i])[:] = 0
        if value > 0:
            accounts.cash[keeper] += value
            pay(ledger, Flow.SALVAGE, Sector.OTHER_SELLERS, keepers.sector[keeper], value)


@dispatched
@compiled
def sell_off_now(tables, share, firms):
    """`sell_off`, when Python has just closed a firm."""
    sell_off(tables, share, firms)


@part(
    Over.WHOLE,
    reads="keepers: level open; accounts: arrears_days",
)
def find_insolvent(tables, own, rules, today, piece):
    """Note who has been in arrears for too long; makers stay, and what lies outside."""
    keepers, late, found = tables.keepers, tables.accounts.arrears_days, own.room.insolvent
    patience, roles = rules.adoption.arrears_days, rules.accounting.roles
    level, is_open, firms = keepers.level, keepers.open, found.firms
    count, closed, any_late = 0, 0, 0
    for keeper in range(len(firms) - 1):
        any_late |= late[keeper] > patience
        closed += is_open[keeper] == 0
    if any_late:  # on few days
        for keeper in range(len(firms) - 1):
            firms[count] = keeper
            may_close = (level[keeper] < roles.makers) | (level[keeper] == roles.brokers)
            count += may_close & (is_open[keeper] == 1) & (late[keeper] > patience)
    found.how_many[0], found.how_many[1] = count, closed


@part(
    Over.WHOLE,
    reads="shelves: product batch unit_cost; batches: first; keepers: sector first_shelf open;"
    " levels: first_keeper",
    writes="shelves: stock; batches: left; accounts: cash; ledger: money goods outside",
)
def clear_shelves(tables, own, rules, today, piece):
    """Firms that are closed sell off what still reaches them."""
    if own.room.insolvent.how_many[1] > 0:
        firms = tables.levels.first_keeper[rules.accounting.roles.sources]
        sell_off(tables, rules.adoption.liquidation_share, firms)


class Insolvent(NamedTuple):
    """Who has to close tonight."""

    firms: NDArray[np.int64]  # (firms + 1,): their rows come first
    how_many: NDArray[np.int64]  # (2,): how many they are, and how many have closed before


def nobody_insolvent(state: State) -> Insolvent:
    """Room for the insolvent."""
    return Insolvent(np.zeros(state.firms + 1, np.int64), np.zeros(2, np.int64))


def somebody_insolvent(state: State, rules: Any, today: Today) -> bool:
    """Whether somebody has to close."""
    return bool(scratch(state, nobody_insolvent).how_many[0] > 0)


def close_the_insolvent(state: State, rules: Any, today: Today) -> None:
    """Close what must close tonight."""
    insolvent = scratch(state, nobody_insolvent)
    count = int(insolvent.how_many[0])
    for keeper in insolvent.firms[:count].tolist():
        _close(state, rules, today, keeper)
    insolvent.how_many[0] = 0


def _close(state: State, rules: Any, today: Today, keeper: int) -> None:
    """One firm closes for good, unless nobody could serve its customers.

    Its creditor has what its goods fetch, before the rest of the debt is written off.
    """
    level, share = int(state.keepers.level[keeper]), rules.adoption.liquidation_share
    if level not in (0, state.roles.brokers):  # he is no shop and no broker: others order from him
        heirs, way = others_of_tier(state, keeper)
        if len(heirs) == 0:
            return
        customers, heir = customers_of(state, keeper), int(heirs[np.argmin(way)])
        move_customers(state, today, customers, keeper, heir, share)
    state.keepers.open[keeper] = 0
    cancel_orders_of(state, today, np.array([keeper]))
    sell_off_now(state.tables, share, state.firms)
    settle_debts(state, keeper)
    if level == 0:
        send_customers_away(state, keeper)


def cancel_orders_of(state: State, today: Today, firms: Rows) -> None:
    """Nothing that these firms have ordered or owe, and that has not left, will leave."""
    lines, keeper_of = int(state.book.lines[0]), state.shelves.keeper
    closing = np.zeros(len(state.keepers.level), bool)
    closing[firms] = True
    buyer = closing[keeper_of[state.book.shelf[:lines]]]
    strike_out(state, today, buyer | closing[keeper_of[state.book.supplier[:lines]]])


def settle_debts(state: State, keeper: int) -> None:
    """The supplier gets what cash there is; the rest of the debt is written off."""
    keepers, accounts, ledger = state.keepers, state.accounts, state.ledger
    debt = int(accounts.payable[keeper])
    accounts.credit_due[:, keeper] = 0
    accounts.arrears[keeper] = 0
    if debt == 0:
        return
    creditor = int(keepers.upstream[keeper])
    debtor_sector, creditor_sector = keepers.sector[keeper], keepers.sector[creditor]
    paid = min(debt, max(int(accounts.cash[keeper]), 0))
    accounts.cash[keeper] -= paid
    accounts.cash[creditor] += paid
    accounts.payable[keeper] -= debt
    accounts.receivable[creditor] -= debt
    ledger.repaid[debtor_sector, creditor_sector] += debt
    pay(ledger, Flow.BAD_DEBT, creditor_sector, debtor_sector, debt - paid)


def send_customers_away(state: State, shop: int) -> None:
    """The customers of a closed shop go to its open neighbours, in proportion to their size."""
    keepers, shelves, rows = state.keepers, state.shelves, shelves_of(state, shop)
    shelves.listed[rows] = 0
    shelves.waiting[rows] = 0
    near = np.arange(keepers.first_neighbour[shop], keepers.end_neighbour[shop])
    near = near[keepers.open[near] == 1]
    if len(near) == 0:
        return
    size: NDArray[np.float64] = np.exp(keepers.traffic[near].astype(float))
    keepers.traffic[near] += np.log1p(np.exp(float(keepers.traffic[shop])) / size.sum())
    margins = state.accounts.margins
    margins[:, near] += np.outer(margins[:, shop], size / size.sum())
    margins[:, shop] = 0.0


CLOSE = act(
    close_the_insolvent,
    somebody_insolvent,
    reads="shelves: keeper product batch price unit_cost; batches: first;"
    " keepers: level sector province first_shelf first_neighbour end_neighbour; levels:"
    " first_keeper; products: weight daily_loss; routes: days cost",
    writes="shelves: listed stock on_order backlog waiting forecast variance; terms: supplier"
    " origin lead freight transit_loss; batches: left; book: lines shelf supplier due_day open;"
    " keepers: upstream open traffic volume; accounts: cash payable receivable arrears credit_limit"
    " overdraft working_cash margins credit_due; ledger: money repaid goods outside",
    at_night=True,
)
