"""A value in the smallest amounts of a scenario."""

import math

import pytest

from sim.engine import units
from sim.scenario.groups import Grain

GRAIN = Grain(goods=10, money=1000)


@pytest.mark.parametrize(
    ("unit", "value", "expected"),
    [
        (units.unchanged, 0.3, 0.3),
        (units.in_money, 1.25, 1250.0),
        (units.in_whole_money, 0.0026, 3),
        (units.in_money_a_month, 12.0, 1000.0),
        (units.in_money_a_grain, 0.5, 50.0),
        (units.in_grains, 3, 30),
        (units.in_grains, 0.25, 2.5),
        (units.by_money_a_grain, 40.0, 0.4),
        (units.in_grains_by_money_a_grain, 40.0, 4.0),
        (units.a_day, 0.365, 0.001),
        (units.in_logs, math.e - 1.0, 1.0),
    ],
)
def test_a_value_in_a_scenario_s_grains(unit, value, expected):
    found = unit(value, GRAIN)
    assert found == pytest.approx(expected, rel=1e-12)
    assert type(found) is type(expected)
