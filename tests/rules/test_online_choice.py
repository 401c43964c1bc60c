"""Logit choice against sums of exponentials written out, and independence of what is irrelevant."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.online_choice import access_at, odds_online, shares_online, utility, value_of

WEIGHTS = (4.0, 0.1, 0.5)
offers = st.tuples(
    st.floats(1.0, 1e5), st.floats(0.0, 9.0), st.integers(1, 10**6), st.floats(-3.0, 3.0)
)


def chances(options):
    utilities = np.array([utility(*option, 0.0, *WEIGHTS) for option in options])
    return np.exp(utilities - value_of(utilities))


@given(st.lists(offers, min_size=2, max_size=6))
def test_shares_are_those_of_a_logit(options):
    price, days, listings, appeal = np.array(options).T
    weight = price**-4.0 * np.exp(-0.1 * days + appeal) * np.sqrt(listings)
    np.testing.assert_allclose(chances(options), weight / weight.sum(), rtol=1e-9)


@given(st.lists(offers, min_size=2, max_size=6), offers, st.floats(0.01, 100.0))
def test_two_options_stand_to_each_other_whatever_else_is_offered(options, third, dearer):
    alone = chances(options)
    price, *rest = third
    for more in (third, (price * dearer, *rest)):
        beside = chances([*options, more])
        np.testing.assert_allclose(beside[0] * alone[1], beside[1] * alone[0], rtol=1e-9)


def test_dearer_slower_and_fewer_draw_less_and_promotion_draws_more():
    base = utility(100.0, 3.0, 200, 0.0, 0.0, *WEIGHTS)
    assert utility(101.0, 3.0, 200, 0.0, 0.0, *WEIGHTS) < base
    assert utility(100.0, 4.0, 200, 0.0, 0.0, *WEIGHTS) == pytest.approx(base - 0.1)
    assert utility(100.0, 3.0, 400, 0.0, 0.0, *WEIGHTS) == pytest.approx(base + 0.5 * np.log(2.0))
    assert utility(100.0, 3.0, 200, 0.0, 0.3, *WEIGHTS) == pytest.approx(base + 0.3)


@given(st.lists(st.floats(-30.0, 30.0), min_size=1, max_size=5))
def test_what_is_not_spent_online_is_spent_elsewhere(log_odds):
    shares = shares_online(np.array(log_odds))
    weight = np.exp(log_odds)
    np.testing.assert_allclose(shares, weight / (1.0 + weight.sum()), rtol=1e-9)


def test_taste_and_better_offers_draw_spending_online():
    assert odds_online(-2.0, 0.3, 0.0, 0.5, 7.0, 7.0) == -2.0
    assert odds_online(-2.0, 0.3, 2.0, 0.5, 8.0, 7.0) == pytest.approx(-2.0 + 0.6 + 0.5)


@given(st.floats(0.1, 0.6), st.floats(0.0, 0.3), st.floats(0.5, 1.0))
def test_access_is_the_published_one_at_the_end_of_each_year(of_2015, more, gap):
    of_2016 = of_2015 + more
    assert access_at(-1.0, of_2015, of_2016, gap) == of_2015
    assert access_at(0.0, of_2015, of_2016, gap) == of_2015
    assert access_at(0.5, of_2015, of_2016, gap) == pytest.approx((of_2015 + of_2016) / 2)
    assert access_at(1.0, of_2015, of_2016, gap) == pytest.approx(of_2016)
    assert 1.0 - access_at(2.0, of_2015, of_2016, gap) == pytest.approx((1.0 - of_2016) * gap)
