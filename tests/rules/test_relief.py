"""What records and land let expect of a household, and what help would meet of its need."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from sim.rules.relief import (
    chance_below,
    likely_income,
    likely_shortfall,
    need_met,
    noise_between,
    trust_in_record,
)

money = st.floats(1, 1e9)


@given(money, money, st.floats(0, 3), st.floats(0.01, 3))
def test_a_likely_income_lies_between_record_and_what_land_tells(record, expected, noise, spread):
    likely = likely_income(record, expected, trust_in_record(noise, spread))
    low, high = sorted((record, expected))
    assert low * (1 - 1e-9) <= likely <= high * (1 + 1e-9)
    assert likely_income(record, expected, trust_in_record(0.0, spread)) == pytest.approx(record)


@pytest.mark.parametrize("line, income, error", [(1000, 800, 0.3), (1000, 1500, 0.6), (5, 6, 0.1)])
def test_a_likely_shortfall_is_the_mean_of_what_may_lack(line, income, error):
    chance = (np.arange(200_000) + 0.5) / 200_000
    may_have = stats.lognorm(error, scale=income).ppf(chance)
    lacks = np.maximum(line - may_have, 0.0).mean()
    assert likely_shortfall(line, income, error) == pytest.approx(lacks, rel=1e-3)


@pytest.mark.parametrize("line, income, error", [(1000, 800, 0.3), (1000, 1500, 0.6), (5, 6, 0.1)])
def test_a_chance_is_that_of_a_log_normal_income(line, income, error):
    expected = stats.lognorm(error, scale=income).cdf(line)
    assert chance_below(line, income, error) == pytest.approx(expected)


def test_without_an_error_it_is_known_who_is_below():
    assert [chance_below(1000.0, income, 0.0) for income in (999.0, 1000.0, 1e6)] == [1.0, 0.0, 0.0]


def test_what_two_records_do_not_share_is_noise():
    assert noise_between(0.25, 0.16) == pytest.approx(0.3)
    assert noise_between(0.25, 0.25) == noise_between(0.2, 0.25) == 0.0
    assert noise_between(0.25, -0.1) == 0.5  # they share nothing


@given(money, money, st.floats(0, 2), st.floats(0, 1e6))
def test_need_is_met_up_to_the_gap(line, income, error, gain):
    met = need_met(line, income, error, gain)
    assert 0.0 <= met <= gain * (1 + 1e-9) + 1e-9 * line
    assert met <= likely_shortfall(line, income, error) * (1 + 1e-9)
    if error == 0.0:
        assert met == pytest.approx(min(max(line - income, 0.0), gain), abs=1e-9 * line)


def test_a_record_is_trusted_by_the_precision_of_each():
    assert trust_in_record(2.0, 1.0) == pytest.approx(0.2)  # precisions of 1/4 and 1
    assert trust_in_record(1.0, 2.0) == pytest.approx(0.8)
    assert trust_in_record(0.0, 0.0) == 1.0


def test_logs_are_weighed_and_less_than_a_grain_counts_as_one():
    assert likely_income(100.0, 10_000.0, 0.5) == pytest.approx(1000.0)
    assert likely_income(0.0, 16.0, 0.25) == pytest.approx(8.0)
    assert likely_income(16.0, -5.0, 0.25) == pytest.approx(2.0)


def test_without_a_line_nobody_lacks_anything():
    assert likely_shortfall(0.0, 100.0, 0.3) == 0.0
    assert likely_shortfall(-10.0, 100.0, 0.0) == 0.0
    assert likely_shortfall(0.5, 1e-6, 0.1) == pytest.approx(0.5, abs=1e-5)
    assert need_met(50.0, 10.0, 0.0, 60.0) == 40.0


def test_far_above_the_line_next_to_nothing_is_lacking():
    assert 0.0 <= likely_shortfall(1.0, math.exp(40.0), 1.0) < 1e-9
