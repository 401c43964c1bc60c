"""When a shop joins the platform."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.evidence.answers.bass import bass
from sim.rules.joining import expected_gain, joined_after, joined_by_now, joining_chance

shares = st.floats(0, 1)


@pytest.mark.parametrize(
    ("saved", "missed", "sales", "gain"),
    [(3.0, 1.0, 100.0, 0.04), (0.0, 0.0, 0.5, 0.0), (3.0, 1.0, 0.0, 0.0), (0.0, 0.1, 0.5, 0.2)],
)
def test_a_gain_is_a_share_of_sales(saved, missed, sales, gain):
    assert expected_gain(saved, missed, sales) == pytest.approx(gain)


def test_without_an_answer_to_gain_it_is_bass():
    assert joining_chance(0.03, 0.38, 0.5, 0.0, 0.7) == pytest.approx(0.03 + 0.38 * 0.5)


def test_a_gain_raises_the_chance_in_proportion():
    assert joining_chance(0.02, 0.1, 0.2, 10.0, 0.05) == pytest.approx(0.04 * 1.5)


@given(shares, shares, shares, st.floats(0, 1000), shares)
def test_the_chance_is_one_and_rises_with_everything(p, q, joined, response, gain):
    chance = joining_chance(p, q, joined, response, gain)
    assert 0.0 <= chance <= 1.0
    more = joining_chance(p, q, min(joined + 0.1, 1.0), response + 1.0, min(gain + 0.1, 1.0))
    assert more >= chance


@given(st.lists(shares, min_size=1, max_size=30))
def test_who_has_not_joined_by_now_has_stayed_out_each_month(chances):
    by_now = 0.0
    for chance in chances:
        before, by_now = by_now, joined_by_now(by_now, chance)
        assert before - 1e-15 <= by_now <= 1.0 + 1e-15
    assert 1.0 - by_now == pytest.approx(math.prod(1.0 - chance for chance in chances), abs=1e-12)


def test_what_has_spread_for_months_is_bass_of_a_crowd():
    assert joined_after(0, 0.1, 0.5) == 0.0
    assert joined_after(1, 0.1, 0.5) == pytest.approx(0.1)
    assert joined_after(2, 0.1, 0.5) == pytest.approx(0.1 + 0.9 * (0.1 + 0.5 * 0.1))
    many = bass(72, 0.0025, 0.032, 10**12)[-1].mean
    assert joined_after(72, 0.0025, 0.032) == pytest.approx(many, rel=1e-6)
