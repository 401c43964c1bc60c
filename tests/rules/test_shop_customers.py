"""A category's budget is divided between shops and online."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.shop_customers import bought_online, kept_in_shops, log_of_purse

SHARES = st.floats(0, 0.9)


@given(SHARES, SHARES, st.floats(1, 1e6))
def test_shops_keep_their_part_of_what_is_not_bought_online(now, then, budget):
    """By hand: shops and others divide what is left of a budget as they did at the opening."""
    of_shops = 0.3
    before, after = of_shops * (1 - then) * budget, of_shops * (1 - now) * budget
    assert math.exp(kept_in_shops(now, then)) == pytest.approx(after / before)
    assert kept_in_shops(then, then) == 0.0


@given(st.floats(0, 1e9), st.floats(1, 1e9))
def test_people_spend_in_proportion_to_what_they_earn(income, usual):
    assert math.exp(log_of_purse(income, usual)) == pytest.approx(max(income / usual, 0.001))


@given(st.floats(0, 1), SHARES, st.floats(0.01, 1))
def test_not_all_is_ever_bought_online(share, carried, budget):
    bought = bought_online(share, carried, budget)
    assert 0.0 <= bought < 1.0
    assert bought == pytest.approx(min(share * carried / budget, 0.999))
