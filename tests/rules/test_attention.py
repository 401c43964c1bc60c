"""What an owner has in mind when he orders."""

import math

import pytest

from sim.rules.attention import chance_to_see


def test_slow_movers_are_forgotten():
    assert chance_to_see(0.8, 0.0, 10.0) == pytest.approx(0.8)
    assert chance_to_see(0.8, 10.0, 10.0) == pytest.approx(1.0 - 0.2 / math.e)
    seen = [chance_to_see(0.8, sales, 10.0) for sales in (0.0, 1.0, 5.0, 50.0)]
    assert seen == sorted(seen)


def test_who_looks_at_everything_forgets_nothing():
    assert chance_to_see(1.0, 0.0, 10.0) == 1.0
