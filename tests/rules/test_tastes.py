"""Fashions forget at their rate and keep their spread; demand answers prices by elasticity."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.tastes import drifted, log_price_effect

PRICES = st.floats(0.01, 1e4)


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


@given(PRICES, PRICES, st.floats(-5, 0))
def test_demand_moves_by_the_power_of_the_price(price, usual, elasticity):
    factor = math.exp(log_price_effect(price, usual, elasticity))
    assert factor == pytest.approx((price / usual) ** elasticity, rel=1e-9)


@given(PRICES, st.floats(-5, 0))
def test_at_usual_prices_demand_is_as_usual(price, elasticity):
    assert log_price_effect(price, price, elasticity) == 0.0
