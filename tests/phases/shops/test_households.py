"""The first of the month, reckoned for all households at once."""

import numpy as np
import pytest

from sim.engine.tables.ledger import Flow, Sector
from sim.model.calendar import today_of
from sim.phases import accounting
from sim.phases.online.income import purses
from sim.phases.shops.households import consumers_month, farmers_month
from tests.phases.alone import country, run, whole, with_marketplace


@pytest.mark.parametrize("purse", [(1.0, 1.0), (1.3, 0.6)])
@pytest.mark.parametrize("counting", [0, 1])
def test_a_month_of_wages_and_purchases(counting, purse):
    """`purse`: what farmers of each province earn over the first year's income."""
    model, purse = country(), np.array(purse)
    state, luck = model.state, np.random.default_rng(4)
    farm, cells, ledger = state.farm, state.cells, state.ledger
    farmers, households = farm.farmers, farm.households
    for column in state.accounts:
        column[...] = 0
    for column in households:
        column[:] = luck.integers(100, 900, len(column))
    cells.income[:], cells.elsewhere[:] = luck.integers(100, 900, (2, len(cells.cash)))
    farmers.monthly[:] = luck.integers(50, 900, len(farmers.monthly))
    # Some can pay all that they mean to spend, some only part, one is in debt and pays nothing.
    farmers.cash[:] = luck.integers(-2000, 400, len(farmers.cash))
    farmers.cash[0] = -5000
    savings, before = farmers.cash.copy(), cells.cash.copy()
    today = today_of(model.asked, model.run_seed, 10)._replace(counting=counting)
    farmers_month(state.tables, farm.tables, purse, today)
    consumers_month(state.tables, purse)

    here = np.asarray(farmers.province)
    wages, transfers, rents, spending = (np.asarray(column) for column in households)
    income, usual = np.asarray(farmers.monthly), wages + transfers + rents
    wanted = whole((spending * purse)[here] * income / usual[here])
    budget = np.clip(savings + income, 0, wanted)
    assert ((budget > 0) & (budget < wanted)).any()
    assert np.array_equal(farmers.cash, savings + income - budget)
    assert np.array_equal(farmers.other, counting * income)
    rural = np.arange(len(cells.cash)) % 2 == 1
    got = np.bincount(2 * here + 1, budget, len(cells.cash)) + np.where(rural, 0, cells.income)
    elsewhere = np.where(rural, whole(cells.elsewhere * np.repeat(purse, 2)), cells.elsewhere)
    assert np.array_equal(cells.cash - before, got - elsewhere)

    urban, elsewhere = cells.income[~rural].sum(), elsewhere.sum()
    outside = {
        Sector.LABOUR: -wages.sum() - urban,
        Sector.GOVERNMENT: -transfers.sum(),
        Sector.PREMISES: -rents.sum(),
        Sector.OTHER_SELLERS: elsewhere,
    }
    for sector, balance in outside.items():
        assert ledger.outside[sector] == balance
    flows = {
        (Flow.WAGES, Sector.LABOUR, Sector.FARMERS): wages.sum(),
        (Flow.WAGES, Sector.LABOUR, Sector.CONSUMERS): urban,
        (Flow.TRANSFERS, Sector.GOVERNMENT, Sector.FARMERS): transfers.sum(),
        (Flow.PROPERTY_INCOME, Sector.PREMISES, Sector.FARMERS): rents.sum(),
        (Flow.HOUSEHOLD_SPENDING, Sector.FARMERS, Sector.CONSUMERS): budget.sum(),
        (Flow.OTHER_CONSUMPTION, Sector.CONSUMERS, Sector.OTHER_SELLERS): elsewhere,
    }
    for flow, value in flows.items():
        assert ledger.money[flow] == value
    assert ledger.money.sum() == sum(flows.values())


def test_the_first_of_a_month_is_the_day_of_both():
    """With the purse that the marketplace keeps, or where there is none with the usual one."""
    model = with_marketplace()
    model.state.online.buyers.purse[1::3] = 0.0, 2.0
    assert purses(model.state).tolist() == [0.0, 2.0]
    farmers = model.state.farm.farmers
    before, first = farmers.cash.copy(), np.asarray(farmers.province) == 0
    run(model, accounting, first_of_month=1)
    spent = before + farmers.monthly - farmers.cash
    assert not spent[first].any() and (spent[~first] > 0).any()
    assert purses(country().state).tolist() == [1.0, 1.0]


def test_nothing_comes_in_on_any_other_day():
    model = country()
    savings = model.state.farm.farmers.cash.copy()
    run(model, accounting, first_of_month=0)
    assert np.array_equal(model.state.farm.farmers.cash, savings)
