"""What lines that make so much a day leave to be made: against chains that are solved exactly."""

import math

import numpy as np
import pytest
from scipy.special import ndtr

from sim.rules.limited_lines import mean_shortfall, next_lines
from sim.rules.stock_policies import level_from_forecast

MONTH = 365 / 12


def law_after(days, chances, capacity, room):
    """[shortfall] chances after so many days of V' = max(V + D - C, 0), from none.

    chances  [units] of a day's orders
    room     units, beyond which a shortfall is not counted
    """
    law = np.zeros(room)
    law[0] = 1.0
    for _ in range(days):
        asked = np.convolve(law, chances)
        law = asked[capacity : capacity + room]
        law[0] += asked[:capacity].sum()
    return law


def lumps(size, mean):
    """[units] chances of a day on which an order of `size` comes, or none; mean units a day."""
    chances = np.zeros(size + 1)
    chances[[0, size]] = 1.0 - mean / size, mean / size
    return chances


def moments(chances):
    units = np.arange(len(chances))
    mean = chances @ units
    return mean, chances @ units**2 - mean**2


@pytest.mark.parametrize("chance", [0.3, 0.4, 0.45, 0.49])
def test_orders_of_two_a_day_or_none_before_lines_for_one(chance):
    """The shortfall is geometric, of ratio p / (1 - p): p / (1 - 2 p) on average."""
    exact = chance / (1 - 2 * chance)
    found = mean_shortfall(2 * chance, 4 * chance * (1 - chance), 1.0, 1e9)
    assert found == pytest.approx(2 * (1 - chance) * exact)  # above it, and sharp at a half
    law = law_after(20_000, lumps(2, 2 * chance), 1, 600)
    assert law @ np.arange(600) == pytest.approx(exact, rel=0.01)


@pytest.mark.parametrize("size", [2, 6])
def test_where_nothing_is_to_spare_it_is_what_luck_brings_together(size):
    chances = lumps(size, 1)
    law = law_after(400, chances, 1, 1000)
    exact = law @ np.arange(1000)
    assert mean_shortfall(*moments(chances), 1.0, 400) == pytest.approx(exact, rel=0.06)
    assert mean_shortfall(*moments(chances), 0.5, 400) == mean_shortfall(
        *moments(chances), 1.0, 400
    )


def test_even_orders_and_ample_lines_leave_none():
    assert mean_shortfall(5.0, 0.0, 6.0, MONTH) == 0.0
    assert mean_shortfall(5.0, 0.0, 4.0, MONTH) == 0.0
    assert mean_shortfall(5.0, 10.0, 2.0**31, MONTH) == pytest.approx(0.0, abs=1e-8)


@pytest.mark.parametrize("size", [40, 80, 160])
def test_whoever_has_few_customers_serves_them_as_well(size):
    """18 units a day in orders of `size`, lines for 21, and three days until goods are there.

    The chance to have enough is that of the safety factor, however lumpy orders are.
    """
    chances, days, factor = lumps(size, 18), 3, 1.3
    mean, variance = moments(chances)
    law = law_after(3000, chances, 21, 6000)
    for _ in range(days):
        law = np.convolve(law, chances)

    def has_enough(behind):
        expected, apart = mean * days + behind, variance * days + behind**2
        level = level_from_forecast(expected, apart, 1.0, factor, 0.0)
        return law[: math.floor(level) + 1].sum()

    assert has_enough(mean_shortfall(mean, variance, 21.0, 1e9)) == pytest.approx(
        ndtr(factor), abs=0.02
    )
    assert has_enough(0.0) < 0.6


def test_lines_reach_what_is_wanted_in_whole_grains():
    assert next_lines(360, 120.0, 0.5) == 240
    lines = 2
    for _ in range(5):
        lines = next_lines(lines, 3.9, 0.5)
    assert lines == 4
