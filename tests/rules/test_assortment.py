"""A product is worth what it adds to its shop's profit, and makes way only for one worth more."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.assortment import (
    share_without,
    spoils_a_day,
    worth_keeping,
    worth_switching,
    worth_taking_on,
)

PROFITS = st.floats(-1e6, 1e6)


@given(PROFITS, PROFITS, st.floats(0, 2))
def test_no_product_is_worth_less_trouble_than_asked(earns, would_earn, gain):
    assert bool(worth_switching(earns, would_earn, gain)) == (
        would_earn - earns > gain * abs(earns)
    )


@given(PROFITS, st.floats(0, 2))
def test_nobody_switches_to_an_equal(earns, gain):
    assert not worth_switching(earns, earns, gain)


def test_the_gain_is_a_share_of_what_is_earned_now():
    assert worth_switching(10.0, 12.1, 0.2)
    assert not worth_switching(10.0, 11.9, 0.2)
    assert worth_switching(0.0, 0.1, 5.0)
    assert worth_switching(-1.0, -0.5, 0.2)
    assert not worth_switching(-1.0, -0.9, 0.2)


def profit_of(pull, own, margin, demand=100.0):
    """Profit of a shop from a nest whose customers divide by their pull."""
    return demand * (pull * margin)[own].sum() / pull.sum()


def test_worth_is_what_the_shop_loses_and_gains_as_customers_choose():
    """Against a nest of two shops and five shelves, divided anew with and without a shelf."""
    pull = np.array([2.0, 3.0, 1.0, 4.0, 2.5])
    margin = np.array([0.1, 0.3, 0.2, 0.25, 0.15])
    own = np.array([True, True, True, False, False])
    sales = 100.0 * pull / pull.sum()
    all_sales, all_profit = sales[own].sum(), (sales * margin)[own].sum()
    share = all_sales / 100.0
    for gone in range(3):
        left = np.arange(5) != gone
        without = profit_of(pull[left], own[left], margin[left])
        found = worth_keeping(sales[gone] * margin[gone], sales[gone], share, all_profit, all_sales)
        assert found == pytest.approx(all_profit - without)
        rest = own & left
        new_sales = 100.0 * pull / pull[left].sum()
        assert share_without(sales[gone], share, all_sales) == pytest.approx(
            new_sales[rest].sum() / 100.0
        )
        profit, of_rest = (new_sales * margin)[rest].sum(), new_sales[rest].sum()
        gained = worth_taking_on(
            sales[gone] * margin[gone], sales[gone], of_rest / 100.0, profit, of_rest
        )
        assert gained == pytest.approx(found)  # to take it on again is worth as much


def test_the_only_product_of_a_category_is_worth_its_profit():
    assert worth_keeping(3.0, 20.0, 0.4, 3.0, 20.0) == 3.0
    assert worth_taking_on(3.0, 20.0, 0.4, 0.0, 0.0) == 3.0


def test_who_is_alone_takes_a_new_product_s_customers_from_himself():
    """Of a category that is all its own a shop gains only the better margin."""
    assert worth_taking_on(6.0, 20.0, 1.0, 10.0, 50.0) == pytest.approx(6.0 - 4.0)


def test_what_spoils_of_lots_of_two():
    """One is asked for on average while a lot keeps: 3/e of two units are left, by Poisson's law.

    What is sold of it, at one every other day, tells how long it lasts.
    """
    sold = 2.0 - 3.0 / np.e
    assert spoils_a_day(0.5, 0.5, 2, 2) == pytest.approx((3.0 / np.e) / (sold / 0.5))
    assert spoils_a_day(0.5, 0.1, 2, 2) == spoils_a_day(0.5, 0.5, 2, 2)
    assert spoils_a_day(0.5, 1.0, 2, 2) > spoils_a_day(0.5, 0.5, 2, 2)


def test_of_what_nobody_asks_for_a_lot_spoils_whenever_it_is_too_old():
    for mean in (0.0, 1e-30, 1e-7):
        assert spoils_a_day(mean, mean, 4, 6) == pytest.approx(6 / 4, rel=1e-6)


def test_of_what_sells_fast_nothing_spoils():
    assert spoils_a_day(50.0, 50.0, 20, 6) == 0.0


@pytest.mark.parametrize(("mean", "days", "lot"), [(0.4, 10, 4), (1.5, 3, 6), (0.05, 20, 2)])
def test_what_spoils_of_lot_after_lot(mean, days, lot):
    """Customers come one by one, and the next lot as soon as the last is sold or too old."""
    waits = np.random.default_rng(1).exponential(1.0 / mean, (200_000, lot)).cumsum(axis=1)
    spoiled = (waits > days).sum()
    assert spoils_a_day(mean, mean, days, lot) == pytest.approx(
        spoiled / np.minimum(waits[:, -1], days).sum(), rel=0.02
    )
