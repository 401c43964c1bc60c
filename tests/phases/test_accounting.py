"""An evening's debts, costs and incomes of a few firms, reckoned by hand."""

import numpy as np
import pytest

from sim.engine.tables.ledger import Flow, Sector
from sim.phases import accounting
from tests.phases.alone import country, run, with_rules

LATER = 12  # days until other debts fall due


def calm(*sets):
    """A country in which nobody has, owes, pays or earns anything tonight."""
    model = country(*sets)
    for column in model.state.accounts:
        column[...] = 0
    model.state.shelves.stock[:] = 0
    return model


def owe(model, debtor, today, overdue=0, later=0, number=10):
    """A firm owes its supplier some money: due today, overdue, and due later."""
    accounts, ring = model.state.accounts, len(model.state.accounts.credit_due)
    accounts.credit_due[number % ring, debtor] = today
    accounts.credit_due[(number + LATER) % ring, debtor] = later
    accounts.arrears[debtor] = overdue
    accounts.payable[debtor] = today + overdue + later
    creditor = int(model.state.keepers.upstream[debtor])
    accounts.receivable[creditor] += today + overdue + later
    return creditor


@pytest.mark.parametrize("counting", [0, 1])
def test_debts_are_paid_before_costs_as_far_as_money_goes(counting):
    model = calm()
    state = model.state
    accounts, ledger = state.accounts, state.ledger
    rich, poor, bare = 0, 1, 2
    accounts.cash[[rich, poor, bare]] = 1000, 200, 20
    accounts.overdraft[poor] = 50
    accounts.fixed_cost[[rich, poor, bare]] = 50, 40, 30
    accounts.arrears_days[[rich, poor, bare]] = 3, 5, 7
    first = owe(model, rich, 300, overdue=100, later=70)
    second = owe(model, poor, 300, overdue=5, later=80)
    run(model, accounting, counting=counting)

    assert accounts.cash[[rich, poor, bare]].tolist() == [550, -50, 0]
    assert accounts.payable[[rich, poor, bare]].tolist() == [70, 135, 0]
    assert accounts.arrears[[rich, poor, bare]].tolist() == [0, 55, 0]
    assert accounts.arrears_days[[rich, poor, bare]].tolist() == [0, 6, 8]
    assert accounts.credit_due[10, :3].sum() == 0
    assert accounts.expenses[[rich, poor, bare]].tolist() == [50 * counting, 0, 20 * counting]
    got = np.bincount([first, second], [400, 250], len(accounts.cash))
    assert np.array_equal(accounts.cash[state.shops :], got[state.shops :])
    claims = np.bincount([first, second], [70, 135], len(accounts.cash))
    assert np.array_equal(accounts.receivable, claims)
    sectors = state.keepers.sector
    assert ledger.repaid[Sector.SHOPS, sectors[first]] == 650
    assert ledger.outside[Sector.PREMISES] == 70
    assert ledger.money[Flow.RENT_AND_OPERATION, Sector.SHOPS, Sector.PREMISES] == 70


def test_a_closed_firm_has_no_costs_and_a_broker_only_in_his_season():
    model = calm()
    state, accounts = model.state, model.state.accounts
    idle, busy = (int(k) for k in range(*state.levels.first_keeper[state.n_levels :][:2])[:2])
    maker = int(state.levels.first_keeper[state.n_levels - 1])
    accounts.cash[:] = 100
    accounts.fixed_cost[[0, 1, idle, busy, maker]] = 30
    accounts.revenue[busy] = 1
    state.keepers.open[0] = 0
    run(model, accounting)
    assert accounts.cash[[0, 1, idle, busy, maker]].tolist() == [100, 70, 100, 70, 70]
    assert accounts.cash.sum() == 100 * len(accounts.cash) - 90


@pytest.mark.parametrize("counting", [0, 1])
def test_owners_take_home_a_share_of_what_the_firm_does_not_need(counting):
    model = calm()
    with_rules(model, "accounting", drawings_share=0.1)
    state, accounts = model.state, model.state.accounts
    accounts.cash[:5] = 1000
    accounts.working_cash[:4] = 309, 1000, 2000, 309
    state.keepers.open[3] = 0
    run(model, accounting, counting=counting)
    assert accounts.cash[:5].tolist() == [931, 1000, 1000, 1000, 1000]
    assert accounts.drawings[:5].tolist() == [69 * counting, 0, 0, 0, 0]
    assert state.ledger.outside[Sector.LABOUR] == 69
    assert state.ledger.money[Flow.DRAWINGS, Sector.SHOPS, Sector.LABOUR] == 69


def test_volumes_follow_sales_slowly():
    model = calm()
    with_rules(model, "accounting", volume_smoothing=0.25, reference_smoothing=0.125)
    keepers, firms = model.state.keepers, model.state.firms
    luck = np.random.default_rng(1)
    volume, reference = luck.uniform(0, 100, (2, firms))
    revenue = luck.integers(0, 100, firms)
    keepers.volume[:firms], keepers.reference[:firms] = volume, reference
    model.state.accounts.revenue[:firms] = revenue
    run(model, accounting)
    assert keepers.volume[:firms] == pytest.approx(volume + (revenue - volume) / 4)
    assert keepers.reference[:firms] == pytest.approx(reference + (revenue - reference) / 8)
    assert not model.state.accounts.revenue.any()


@pytest.mark.parametrize("shops_owe", [0, 1])
def test_closing_stock_and_backlog_are_counted_once_counting_begins(shops_owe):
    model = calm()
    with_rules(model, "accounting", shops_owe=shops_owe)
    state, rows = model.state, slice(0, model.state.firm_shelves)
    shelves, totals, luck = state.shelves, state.totals, np.random.default_rng(2)
    shelves.stock[rows] = luck.integers(0, 3, rows.stop)
    shelves.backlog[rows] = luck.integers(0, 3, rows.stop)
    shelves.listed[rows] = luck.integers(0, 2, rows.stop)
    run(model, accounting, counting=0)
    assert not totals.stock_days.any() and not totals.owing.any()
    for _ in range(2):
        run(model, accounting)
    assert np.array_equal(totals.stock_days[rows], 2 * shelves.stock[rows])
    owed = np.array(shelves.backlog[rows])
    if not shops_owe:
        owed[: state.shop_shelves] = 0
    assert np.array_equal(totals.backlog_days[rows], 2 * owed)
    assert np.array_equal(totals.owing[rows], 2 * (owed > 0))
    empty = (shelves.stock[rows] == 0) & (shelves.listed[rows] == 1)
    assert np.array_equal(totals.empty[rows], 2 * empty)
    assert not totals.stock_days[rows.stop :].any()
