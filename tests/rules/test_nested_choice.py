"""Customers divide between shops, and there between products; a category answers its price."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.nested_choice import (
    elasticity_within,
    faced_elasticity,
    log_of_dearness,
    log_pull,
    log_taste,
    share_seen,
    wanted_at_usual_prices,
)

SHARES = st.floats(0, 0.95)
WITHIN = st.floats(1.5, 60)
OF_CATEGORY = st.floats(-1.4, -0.1)


@given(st.floats(0.5, 2.0), st.floats(0.1, 10), WITHIN)
def test_who_asks_more_is_asked_for_less(ratio, usual, within):
    assert math.exp(log_pull(ratio * usual, usual, within)) == pytest.approx(
        ratio**-within, rel=1e-9
    )


@given(st.floats(0.5, 2.0), WITHIN, OF_CATEGORY)
def test_one_price_of_all_shelves_moves_the_category_by_its_own_elasticity(ratio, within, own):
    worth = np.array([3.0, 1.0, 2.0])
    pull = worth * ratio**-within
    found = math.exp(log_of_dearness(pull.sum(), worth.sum(), within, own))
    assert found == pytest.approx(ratio**own, rel=1e-9)


@given(SHARES, WITHIN, OF_CATEGORY)
def test_what_a_shop_faces_is_what_its_price_does(share, within, own):
    """Against the derivative of demand: its share of the nest times demand of the category."""

    def asked(log_price):
        pull = share * math.exp(-within * log_price)
        dear = log_of_dearness(pull + 1.0 - share, 1.0, within, own)
        return -within * log_price - math.log(pull + 1.0 - share) + dear

    step = 1e-6
    slope = (asked(step) - asked(-step)) / (2 * step)
    assert faced_elasticity(share, within, own) == pytest.approx(-slope, rel=1e-5, abs=1e-6)


@given(SHARES, WITHIN, OF_CATEGORY)
def test_share_and_elasticity_are_found_again(share, within, own):
    faced = faced_elasticity(share, within, own)
    assert elasticity_within(faced, share, own) == pytest.approx(within, rel=1e-9)
    assert share_seen(faced, within, own) == pytest.approx(share, abs=1e-9)


@given(st.floats(0.1, 100), st.floats(0.1, 100), st.floats(0.5, 2), st.floats(0, 0.2))
def test_variety_makes_a_category_grow_by_its_elasticity(people, worth, more, growth):
    """Twice the people with twice the shelves want twice as much, whatever variety does."""
    usual = wanted_at_usual_prices(2.0, people, worth, growth)
    assert wanted_at_usual_prices(2.0, people, more * worth, growth) == pytest.approx(
        usual * more**growth
    )
    assert wanted_at_usual_prices(2.0, 2 * people, 2 * worth, growth) == pytest.approx(2 * usual)
    assert wanted_at_usual_prices(2.0, people, worth, 0.0) == pytest.approx(2 * people)


def test_tastes_of_many_shops_cancel_out():
    """The mean of a lognormal with the spread that the log has (5 standard errors)."""
    luck = np.random.default_rng(1).normal(size=200_000)
    tastes = np.exp([log_taste(each, 0.3) for each in luck.tolist()])
    assert abs(tastes.mean() - 1.0) < 5 * math.sqrt(math.expm1(0.09) / len(luck))
    assert np.log(tastes).std() == pytest.approx(0.3, rel=0.01)
