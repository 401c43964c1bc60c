"""Wholesalers who come and go: the engine against free entry at zero profit."""

import numpy as np
import pytest

from sim.evidence.answers.free_entry import Market, free_entry
from tests.model.invariants import assert_flows_balance
from tests.textbook.playing import assert_agrees, play


@pytest.mark.parametrize(
    "sets",
    [
        {},
        {"cost__fixed": "[0, 21, 0]"},
        {"cost__fixed": "[0, 112, 0]"},
        {"cost__fixed": "[0, 100000, 0]"},  # a single one does not earn it either
        {"price__markup": "[0.2, 0.3, 0]", "demand__mean": 3, "demand__step_mean": 3},
        {"credit__capital_cost": 0.5, "cost__fixed": "[0, 35, 0]"},  # the band is wide
        {"credit__days": "[20, 0, 0]"},
        {"entry__room": 0.5},
        {"entry__room": 0.01},  # they go, and nobody comes
        {
            "population__shops": 97,
            "population__shops_per_supplier": 97,
            "entry__room": 30,
            "stock__order_up_to": "[20, 30000, 3000000]",
            "stock__initial": "[20, 30000, 3000000]",
        },
        {"freight__per_kg": 1.0},
    ],
)
@pytest.mark.parametrize("name", ["free_entry", "free_entry_crowded"])
def test_firms_in_the_long_run(name, sets):
    if name == "free_entry_crowded" and "population__shops" in sets:
        sets = sets | {"population__shops_per_supplier": 1}
    assert_agrees(name, **sets)


def test_nobody_is_left_without_a_supplier_and_the_books_balance():
    for name in ("free_entry", "free_entry_crowded"):
        model = play(name, credit__days="[20, 0, 0]").model
        state = model.state
        assert state.keepers.open[state.keepers.upstream[: state.shops]].all()
        owed = np.bincount(state.keepers.upstream[: state.shops], state.accounts.payable[:120])
        assert np.array_equal(owed, state.accounts.receivable[: len(owed)])
        assert_flows_balance(model)


def profits(market, firms):
    """Of the smallest firm of so many, after interest and before."""
    each = market.customers // firms
    after = each * market.spending * (market.margin - market.interest) - market.rent
    return after, each * market.spending * market.margin - market.rent


@pytest.mark.parametrize("rent", [3.0, 17.0, 58.0, 130.0, 900.0])
@pytest.mark.parametrize("interest", [0.0, 0.008, 0.05])
@pytest.mark.parametrize("firms", [1, 4, 20])
def test_the_answer_is_where_nobody_gains_by_coming_or_going(firms, interest, rent):
    market = Market(120, 60.5, 1.1 / 12.1, interest, rent)
    settled = free_entry(market, firms, 1000)
    if settled < 120:
        assert profits(market, settled + 1)[0] <= 0.0
    if settled > firms:
        assert profits(market, settled)[0] > 0.0
    if settled < firms:
        assert settled == 1 or profits(market, settled)[1] >= 0.0
        assert profits(market, settled + 1)[1] < 0.0
    assert free_entry(market, firms, 0) <= firms


def test_without_interest_it_is_the_number_at_zero_profit():
    market = Market(100_000, 60.5, 1.1 / 12.1, 0.0, 58.0)
    number = 100_000 * 5.5 / 58.0
    assert free_entry(market, 1, 10**9) == pytest.approx(number, rel=0.06)  # whole customers
    assert free_entry(market, 50_000, 0) == pytest.approx(number, rel=0.06)
