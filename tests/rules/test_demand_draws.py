"""Draws of demand: every threshold is that of the law, and means between grid points are exact."""

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from sim.engine.randomness import MASK, Stream, bits, day_key, mix
from sim.rules.demand_draws import (
    GUIDE_SHIFT,
    GUIDES,
    draw_table,
    level_of_mean,
    table_of_chances,
    units_drawn,
)
from sim.scenario import DemandLaw

DRAWS = 200_000
FULL = 2.0**32
LEVELS = 256


@pytest.fixture(scope="module")
def grid():
    return draw_table(DemandLaw.NEGATIVE_BINOMIAL, 2.0, 1.0, 0.02, 300.0, LEVELS)


def law_of(mean, ratio):
    return stats.poisson(mean) if ratio == 1 else stats.nbinom(mean / (ratio - 1), 1 / ratio)


def table_of(mean, ratio):
    law = DemandLaw.POISSON if ratio == 1 else DemandLaw.NEGATIVE_BINOMIAL
    return draw_table(law, ratio, mean, mean, mean, 1)


def drawn(table, random_bits, level=0):
    return units_drawn(random_bits, level, table.first, table.thresholds, table.guides)


@pytest.mark.parametrize(
    ("mean", "ratio"), [(0.03, 1.0), (0.7, 2.0), (5.0, 1.0), (5.0, 4.0), (120.0, 1.0), (300.0, 2.0)]
)
def test_a_draw_has_the_law(mean, ratio):
    table, law = table_of(mean, ratio), law_of(mean, ratio)
    first, second = day_key(7, int(Stream.DEMAND), 3)
    units = np.array([drawn(table, bits(first, second, i)) for i in range(DRAWS)])
    error = law.std() / math.sqrt(DRAWS)
    assert abs(units.mean() - mean) < 5 * error

    edges = np.unique(law.ppf(np.linspace(0, 1, 42)[1:-1]))
    expected = DRAWS * np.diff(np.concatenate(([0.0], law.cdf(edges), [1.0])))
    counted = np.bincount(np.searchsorted(edges, units, side="left"), minlength=len(expected))
    assert stats.chisquare(counted, expected).pvalue > 1e-6


@pytest.mark.parametrize(("mean", "ratio"), [(0.03, 1.0), (5.0, 1.0), (5.0, 4.0), (300.0, 2.0)])
def test_no_tail_is_cut(mean, ratio):
    """The thresholds are the law's to the last bit, and what is beyond them cannot be drawn."""
    table, law = table_of(mean, ratio), law_of(mean, ratio)
    largest = len(table.thresholds)
    cumulative = law.cdf(np.arange(largest)) * FULL
    assert np.abs(table.thresholds - cumulative).max() <= 0.51
    assert law.sf(largest - 1) * FULL < 1
    assert drawn(table, MASK) <= largest - 1
    mean_drawn = largest - table.thresholds.sum() / FULL
    assert mean_drawn == pytest.approx(mean, rel=1e-6)


def rows_of(table):
    """The thresholds of each level."""
    return [table.thresholds[lo:hi] for lo, hi in pairwise(table.first)]


def test_the_means_of_the_grid_span_it_evenly_and_are_drawn(grid):
    assert grid.levels == len(rows_of(grid)) == LEVELS
    assert grid.step == pytest.approx(math.log(300.0 / 0.02) / (LEVELS - 1))
    assert grid.per_step * grid.step == pytest.approx(1.0)
    assert abs(grid.log_low - math.log(0.02)) <= 0.5 * grid.step
    for level, row in enumerate(rows_of(grid)):
        mean = len(row) - row.sum() / FULL
        assert mean == pytest.approx(math.exp(grid.log_low + level * grid.step), rel=1e-6)


@pytest.mark.parametrize("levels", [1, 2])
def test_a_grid_of_one_or_two_means(levels):
    table = draw_table(DemandLaw.POISSON, 1.0, 2.0, 2.0, 8.0, levels)
    means = [len(row) - row.sum() / FULL for row in rows_of(table)]
    assert means == pytest.approx([2.0, 8.0][:levels], rel=1e-6)


def test_no_threshold_is_idle_and_no_guide_too_early(grid):
    """A threshold that no draw reaches costs memory, a guide before the answer costs steps."""
    assert GUIDES << GUIDE_SHIFT == FULL
    starts = np.arange(GUIDES) << GUIDE_SHIFT
    for row, guides in zip(rows_of(grid), grid.guides, strict=True):
        assert row[-1] == FULL
        assert len(row) == 1 or row[-2] < FULL
        assert np.array_equal(guides, np.searchsorted(row, starts, side="right"))


@pytest.mark.parametrize("ratio", [0.5, 1.0, 2.0])
def test_demand_no_wider_than_poisson_is_poisson(ratio):
    poisson = table_of(5.0, 1)
    for law in (DemandLaw.POISSON, DemandLaw.NEGATIVE_BINOMIAL):
        table = draw_table(law, ratio, 5.0, 5.0, 5.0, 1)
        alike = np.array_equal(table.thresholds, poisson.thresholds)
        assert alike == (ratio <= 1 or law == DemandLaw.POISSON)


@given(st.integers(0, LEVELS - 1), st.data())
def test_the_guide_finds_the_quantile(grid, level, data):
    mine = grid.thresholds[grid.first[level] : grid.first[level + 1]]
    at_a_threshold = st.sampled_from(list(mine[:-1])) if len(mine) > 1 else st.just(0)
    random_bits = data.draw(st.one_of(st.integers(0, MASK), at_a_threshold))
    random_bits = min(int(random_bits) - data.draw(st.sampled_from([0, 1])), MASK)
    random_bits = max(random_bits, 0)
    expected = np.searchsorted(mine, random_bits, side="right")
    assert drawn(grid, random_bits, level) == expected


def test_one_mean_of_the_grid_is_exact(grid):
    place = -grid.log_low / grid.step
    assert place == pytest.approx(round(place), abs=1e-9)


@given(st.floats(math.log(0.02), math.log(297.0)))  # the grid shifts a little, to hold 1
def test_means_between_grid_points_are_right_on_average(grid, log_mean):
    numbers = grid.log_low, grid.per_step, grid.step, grid.levels
    low = level_of_mean(log_mean, MASK, *numbers)
    high = level_of_mean(log_mean, 0, *numbers)
    assert high - low in (0, 1)
    chance = 0.0
    if high > low:  # where the answer changes is the chance of the upper level
        below, above = 0, MASK
        while above - below > 1:
            middle = (below + above) // 2
            if level_of_mean(log_mean, middle, *numbers) == high:
                below = middle
            else:
                above = middle
        chance = above / FULL
    mean = (1 - chance) * math.exp(grid.log_low + low * grid.step)
    mean += chance * math.exp(grid.log_low + high * grid.step)
    assert mean == pytest.approx(math.exp(log_mean), rel=1e-5)


def test_outside_the_grid_its_nearest_end_stands(grid):
    numbers = grid.log_low, grid.per_step, grid.step, grid.levels
    assert level_of_mean(math.log(1e-9), 0, *numbers) == 0
    assert level_of_mean(math.log(1e9), MASK, *numbers) == LEVELS - 1


def test_the_draw_of_the_level_says_nothing_about_the_draw_of_the_units():
    """Both come from one counter (phases.demand): their joint distribution is flat."""
    first, second = day_key(1, int(Stream.DEMAND), 11)
    luck = mix(np.arange(DRAWS, dtype=np.int64) ^ first)
    units = mix((luck + second) & MASK)
    counts = np.histogram2d(luck, units, bins=16, range=[[0, FULL], [0, FULL]])[0]
    assert stats.chisquare(counts.ravel()).pvalue > 1e-6


def test_given_chances_have_their_thresholds():
    """What has no chance is never drawn, up to the last of 2^32 draws."""
    table = table_of_chances([0.25, 0.0, 0.5, 0.25, 0.0])
    quarter = 2**30
    assert table.thresholds.tolist() == [quarter, quarter, 3 * quarter, 4 * quarter]
    drawn_at = {0: 0, quarter - 1: 0, quarter: 2, 3 * quarter - 1: 2, 3 * quarter: 3, MASK: 3}
    assert {random_bits: drawn(table, random_bits) for random_bits in drawn_at} == drawn_at
