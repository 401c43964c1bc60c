"""What firms cost at the opening, and what keeps their owners; who may come costs as others do."""

import numpy as np
import pytest

from sim.scenario import read_scenario
from sim.world import build_state

SETS = (
    "scale=2000",
    "population.provinces=[Gansu, Shaanxi, Henan, Hunan]",
    "population.minimum_farmers=100",
    "population.makers_food=1000000",
    "entry.room=0.5",
    "entry.shop_room=0",
)


@pytest.fixture(scope="module")
def state():
    return build_state(read_scenario("base", sets=SETS), 1)


def markets(state, level):
    """Rows of each market of makers or brokers: a product, or a category, here or anywhere."""
    first, end = (int(k) for k in state.levels.first_keeper[level:][:2])
    product = np.asarray(state.shelves.product)[np.asarray(state.keepers.first_shelf)[first:end]]
    if level == state.n_levels - 1:
        number = np.asarray(state.products.category)[product]
    else:
        number = np.asarray(state.keepers.province)[first:end] * 1000 + product
    return [np.flatnonzero(number == one) + first for one in np.unique(number)]


@pytest.mark.parametrize("above", [0, 1])
def test_who_may_come_costs_as_those_who_are_there_do(state, above):
    vacancies = 0
    for rows in markets(state, state.n_levels - 1 + above):
        there = np.asarray(state.keepers.open)[rows] == 1
        vacancies += int((~there).sum())
        assert (~there).sum() == there.sum() // 2
        for column in (state.accounts.fixed_cost, state.accounts.working_cash)[: 1 + above]:
            mean = np.asarray(column)[rows][there].mean()
            assert np.asarray(column)[rows][~there] == pytest.approx(mean, abs=1.0)
    assert vacancies > 3


def test_owners_of_makers_are_kept_by_the_profit_on_what_they_are_built_for(state):
    """Of the margin, 0.6 are costs; interest is a month's of sales, at a tenth a year."""
    for rows in markets(state, state.n_levels - 1):
        fixed = np.asarray(state.accounts.fixed_cost)[rows].astype(float)
        margin = fixed / 0.6
        interest = margin / (0.12 / 1.12) * 30 * 0.1 / 365
        pay = np.asarray(state.accounts.owners_pay)[rows]
        assert pay == pytest.approx(margin - fixed - interest, rel=0.01, abs=2.0)
        assert (pay > 0).all()


def test_a_maker_of_whom_nobody_buys_yet_can_pay_for_what_it_is_built_for(state):
    """A month's sales of what its lines can make, less the 0.15 to spare."""
    first, end = (int(k) for k in state.levels.first_keeper[state.n_levels - 1 :][:2])
    unasked = 0
    for maker in range(first, end):
        rows = slice(*(int(row) for row in state.keepers.first_shelf[maker : maker + 2]))
        lines = np.asarray(state.shelves.capacity)[np.asarray(state.terms.supplier)[rows]]
        price = np.asarray(state.shelves.price)[rows].astype(float)
        built = (lines / 1.15 * price).sum()
        rounding = (price / 1.15).sum()  # lines are whole
        cash = int(state.accounts.cash[maker])
        assert 30 * (built - rounding) - 1 <= cash <= 30 * built + 1
        assert state.accounts.overdraft[maker] == pytest.approx(cash / 3, abs=1)
        asked = np.asarray(state.shelves.forecast)[rows] > 0
        unasked += bool(state.keepers.open[maker]) and not asked.any()
    assert unasked > 0


def test_at_the_opening_every_firm_is_as_large_as_at_the_opening(state):
    assert np.array_equal(state.accounts.usual_cost, state.accounts.fixed_cost)
    assert np.asarray(state.accounts.usual_cost).any()


def test_nobody_buys_of_who_is_not_there(state):
    supplier = np.asarray(state.terms.supplier)
    seller = np.asarray(state.shelves.keeper)[supplier[supplier >= 0]]
    buyer = np.asarray(state.shelves.keeper)[supplier >= 0]
    is_open = np.asarray(state.keepers.open) == 1
    assert (is_open[seller] | ~is_open[buyer]).all()
    assert is_open[np.asarray(state.routes.maker)].all()
    assert is_open[np.asarray(state.shelves.keeper)[np.asarray(state.farm.plots.broker)]].all()
