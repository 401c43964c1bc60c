"""Windows, normal draws and lead times against numpy's and scipy's."""

import math

import numpy as np
import pytest
from scipy import stats

from sim.engine.randomness import Stream, uniforms
from sim.rules.lead_times import extra_days
from sim.rules.normal_draws import normal_grains, standard_normal
from sim.rules.windows import mean_and_variance

SEEN = np.array([[4, 0, 9, 1], [7, 7, 2, 5], [1, 3, 3, 8]], np.int32)


@pytest.mark.parametrize(
    ("lo", "hi", "days"), [(0, 1, 4), (0, 1, 2), (0, 3, 3), (1, 3, 2), (2, 3, 1)]
)
def test_a_window_is_a_sample(lo, hi, days):
    mean, variance = mean_and_variance(SEEN, lo, hi, days)
    sample = SEEN[lo:hi, :days]
    assert mean == pytest.approx(sample.mean(), rel=1e-12)
    expected = sample.var(ddof=1) if sample.size > 1 else 0.0
    assert variance == pytest.approx(expected, rel=1e-12)


def test_normal_draws_are_normal():
    u, v = (uniforms(5, Stream.DEMAND, 1, np.arange(20_000), item) for item in (0, 1))
    draws = [standard_normal(a, b) for a, b in zip(u, v, strict=True)]
    assert stats.kstest(draws, "norm").pvalue > 1e-4
    assert np.corrcoef(draws[::2], draws[1::2])[0, 1] == pytest.approx(0, abs=0.05)


def test_a_normal_draw_is_box_s_and_muller_s():
    """The length is the root of -2 log(1 - u), the angle a whole turn times v."""
    u = 1 - math.exp(-2.0)
    found = [standard_normal(u, turn) for turn in (0.0, 0.125, 0.25, 0.5, 0.75)]
    assert found == pytest.approx([2.0, math.sqrt(2.0), 0.0, -2.0, 0.0], abs=1e-12)


@pytest.mark.parametrize(("least", "expected"), [(0, 0), (-1000, -7), (-3, -3)])
def test_normal_grains_stop_at_the_least(least, expected):
    assert normal_grains(0.0, 0.25, -7.4, 2.0, least) == expected


def test_half_a_grain_is_rounded_up():
    assert normal_grains(0.0, 0.0, 2.5, 1.0, 0) == 3
    assert normal_grains(0.0, 0.0, -2.5, 1.0, -9) == -2


def test_extra_days_come_with_their_chances():
    u = (np.arange(1000) + 0.5) / 1000
    chances = np.cumsum([0.2, 0.0, 0.5, 0.3])
    days = [extra_days(each, 3, chances) for each in u]
    assert np.bincount(days).tolist() == [200, 0, 500, 300]
    days = [extra_days(each, 3, np.empty(0)) for each in u]
    assert np.bincount(days).tolist() == [250] * 4
    assert extra_days(0.0, 1, np.array([0.0, 1.0])) == 1  # what has no chance does not come
    assert extra_days(0.9999, 3, np.array([0.5, 0.9, 0.99, 0.999])) == 3
