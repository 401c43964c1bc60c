"""Lognormal and uniform draws against scipy's laws, and at their ends by hand."""

import math

import numpy as np
import pytest
from scipy import stats

from sim.engine.randomness import Stream, uniforms
from sim.rules.continuous_draws import lognormal_grains, uniform_grains


def test_lognormal_draws_have_the_law():
    u, v = (uniforms(5, Stream.DEMAND, day, np.arange(20_000)) for day in (1, 2))
    drawn = np.array([lognormal_grains(a, b, math.log(4000.0), 0.4) for a, b in zip(u, v)])
    assert stats.kstest(drawn, stats.lognorm(0.4, scale=4000.0).cdf).pvalue > 1e-4


def test_without_spread_a_lognormal_draw_is_its_median_rounded_half_up():
    assert lognormal_grains(0.3, 0.8, math.log(7.4), 0.0) == 7
    assert lognormal_grains(0.3, 0.8, math.log(7.6), 0.0) == 8


@pytest.mark.parametrize(("u", "grains"), [(0.0, 3), (0.2499, 3), (0.25, 4), (1 - 2**-32, 6)])
def test_a_uniform_draw_is_one_of_so_many_grains(u, grains):
    assert uniform_grains(u, 3.0, 4.0) == grains
