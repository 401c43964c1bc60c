"""Estimates: smoothing as a weighted sum, and the mean of what an empty shelf hid."""

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from sim.rules.forecasts import (
    corrected_sales,
    expected_given_at_least,
    smooth,
    smooth_variance,
)

WEIGHTS = st.floats(0.01, 1.0)


@given(st.floats(0, 100), st.lists(st.floats(0, 100), min_size=1, max_size=20), WEIGHTS)
def test_smoothing_weighs_the_past_geometrically(start, news, weight):
    estimate = start
    for value in news:
        before, estimate = estimate, smooth(estimate, value, weight)
        assert min(before, value) - 1e-9 <= estimate <= max(before, value) + 1e-9
    n = len(news)
    weights = weight * (1 - weight) ** np.arange(n - 1, -1, -1)
    assert estimate == pytest.approx((1 - weight) ** n * start + weights @ news, abs=1e-9)


@given(st.floats(0, 100), st.floats(-20, 20), WEIGHTS)
def test_variance_smooths_the_squared_error(variance, error, weight):
    assert smooth_variance(variance, error, weight) == pytest.approx(
        smooth(variance, error**2, weight), abs=1e-9
    )


@given(st.integers(0, 40), st.floats(0.02, 30), st.floats(0.3, 6))
def test_expected_demand_behind_an_empty_shelf_is_the_conditional_mean(least, mean, ratio):
    variance = mean * ratio
    if variance > mean:
        law = stats.nbinom(mean / (ratio - 1), 1 / ratio)
    else:
        law = stats.poisson(mean)
    assume(law.sf(least - 1) > 1e-6)
    units = np.arange(least, 3000)
    exact = float(units @ law.pmf(units) / law.pmf(units).sum())
    found = expected_given_at_least(least, mean, variance)
    assert found == pytest.approx(exact, rel=1e-4)
    assert found >= max(least, mean * (1 - 1e-9))


@given(st.integers(0, 3000), st.floats(1e-6, 1000), st.floats(0, 10))
def test_it_never_answers_nonsense_however_unlikely_the_sale(least, mean, ratio):
    found = expected_given_at_least(least, mean, mean * ratio)
    assert math.isfinite(found)
    assert found >= least


def test_far_out_in_the_tail_demand_is_hardly_more_than_what_was_sold():
    assert expected_given_at_least(60, 2.0, 2.0) == pytest.approx(60, rel=0.05)


def test_no_condition_no_correction():
    assert expected_given_at_least(0, 3.7, 3.7) == pytest.approx(3.7)
    assert expected_given_at_least(0, 3.7, 9.0) == pytest.approx(3.7)


@given(st.integers(0, 30), st.floats(0.1, 20), st.floats(0.1, 60))
def test_only_an_empty_shelf_is_corrected(sold, expected, variance):
    assert corrected_sales(sold, 0, expected, variance) == sold
    assert corrected_sales(sold, 1, 0.0, variance) == sold
    assert corrected_sales(sold, 1, expected, variance) == expected_given_at_least(
        sold, expected, variance
    )


@pytest.mark.parametrize(("stock", "mean", "ratio"), [(1, 0.3, 1.0), (4, 5.0, 2.0), (9, 5.0, 1.0)])
def test_corrected_sales_are_right_on_average(stock, mean, ratio):
    """Where the mean is known, correcting every sale of a limited stock gives the mean back."""
    law = stats.poisson(mean) if ratio == 1 else stats.nbinom(mean / (ratio - 1), 1 / ratio)
    seen = sum(law.pmf(units) * units for units in range(stock))
    behind = corrected_sales(stock, 1, mean, mean * ratio)
    assert seen + law.sf(stock - 1) * behind == pytest.approx(mean, rel=1e-9)
