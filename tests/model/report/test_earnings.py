"""What firms earn, and what that is of their sales."""

from itertools import pairwise

import numpy as np
import pytest

from sim.model.report.earnings import FIRMS, net_worth, profit_shares, rows_of_kinds
from sim.model.report.families.incomes import earned_by
from tests.phases.alone import country
from tests.worlds import eventful


@pytest.fixture(scope="module")
def model():
    return eventful().run()


def test_every_firm_is_of_one_kind_and_middlemen_are_of_two(model):
    rows = rows_of_kinds(model.state)
    assert set(rows) == set(FIRMS)
    apart = [span for kind in FIRMS if kind != "middleman" for span in rows[kind]]
    ends = sorted((span.start, span.stop) for span in apart)
    assert ends[0][0] == 0
    assert all(one[1] <= other[0] for one, other in pairwise(ends))
    assert rows["middleman"] == rows["wholesaler"] + rows["broker"]


def test_what_firms_earn_is_their_income_in_all(model):
    money = model.asked.grain.money
    earned = earned_by(model.recorder, model.state)
    shares = profit_shares(model.state, model.recorder.opening_worth)
    for kind in ("shop_owner", "middleman", "manufacturer"):
        np.testing.assert_allclose(shares[kind][0] / money, earned[kind], rtol=1e-9)
    for place in (0, 1):
        parts = shares["wholesaler"][place] + shares["broker"][place]
        np.testing.assert_allclose(shares["middleman"][place], parts)


def test_a_profit_share_is_earnings_over_sales(model):
    outcomes = model.outcomes()
    state, first = model.state, model.state.levels.first_keeper
    lo, hi = int(first[state.n_levels - 1]), int(first[state.n_levels])
    worth = (net_worth(state) - model.recorder.opening_worth)[lo:hi].sum()
    earned = worth + state.accounts.drawings[lo:hi].sum()
    sales = state.accounts.sales[lo:hi].sum()
    assert outcomes["profit_share.manufacturer"].value == pytest.approx(earned / sales)
    assert outcomes["profit_share.manufacturer"].unit == "share"


def test_of_goods_on_the_way_that_counts_which_will_arrive():
    """100 of 7 each, of which 90 arrive: 630 are worth no more than what is there."""
    state = country().state
    state.shelves.stock[:], state.shelves.arriving[:] = 0, 0
    before = net_worth(state)
    state.shelves.unit_cost[0], state.terms.transit_loss[0] = 7.0, 0.1
    state.shelves.arriving[1, 0] = 100
    grown = net_worth(state) - before
    assert grown[0] == pytest.approx(630)
    assert not grown[1:].any()
