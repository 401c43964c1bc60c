"""Fashions forget at their rate, keep their spread, and move nobody to another category."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.tastes import drifted, find_appeal


@given(st.floats(-3, 3), st.floats(0, 0.999), st.floats(0, 3))
def test_without_luck_a_deviation_decays_at_its_persistence(deviation, persistence, spread):
    for _ in range(3):
        shrunk = drifted(deviation, persistence, spread, 0.0)
        assert shrunk == pytest.approx(persistence * deviation)
        deviation = shrunk


def test_good_luck_makes_popular():
    """Of a deviation of 1, 0.6 stay; of a spread of 2, the root of 1 - 0.36 is luck."""
    assert drifted(1.0, 0.6, 2.0, 1.0) == pytest.approx(0.6 + 1.6)


@pytest.mark.parametrize("persistence", [0.0, 0.5, 0.97])
def test_the_spread_is_stationary(persistence):
    """A population spread like the process keeps its variance: p^2 s^2 + s^2 (1 - p^2) = s^2."""
    spread, n = 0.4, 40_000
    luck = np.random.default_rng(1).normal(size=(2, n))
    after = [
        drifted(spread * float(before), persistence, spread, float(normal))
        for before, normal in luck.T
    ]
    assert np.var(after) == pytest.approx(spread**2, abs=5 * spread**2 * math.sqrt(2 / n))


def test_fashions_move_customers_within_a_category_and_leave_it_as_it_is():
    """Three products of one category, of which one is not sold, and one of another."""
    popularity, price = np.float32([4, 2, 0, 8]), np.float32([3, 10, 7, 1])
    category, drift = np.int32([3, 3, 3, 0]), np.float32([0.7, -0.2, 0.4, -1.0])
    appeal = np.full(4, 9.0, np.float32)
    find_appeal(popularity, 2, price, category, drift, appeal)
    wanted = np.exp(appeal)
    assert (wanted * price)[:2].sum() == pytest.approx(6.0 + 10.0)
    assert wanted[0] / wanted[1] == pytest.approx(2.0 * math.exp(0.9))
    assert wanted[3] == pytest.approx(4.0)  # who is alone is in fashion with himself
    assert appeal[2] == 9.0
