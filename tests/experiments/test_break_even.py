"""A break-even is found where it was put, with an interval that means what it says."""

import math

import numpy as np
import pytest
from scipy import stats

from sim.experiments.break_even import BreakEven, break_evens

FEES = [0.02, 0.05, 0.08, 0.11, 0.14]
TRUE = 0.07


def drawn(chance: np.random.Generator, seeds: int) -> np.ndarray:
    """Gains that fall linearly through zero at TRUE; a seed shifts and tilts its line."""
    shift = chance.normal(0, 0.8, seeds)
    noise = chance.normal(0, 0.6, (len(FEES), seeds))
    line = 100 * (TRUE - np.array(FEES))
    return line[:, np.newaxis] + shift + noise


def only(found: list[BreakEven]) -> BreakEven:
    (one,) = found
    return one


def test_without_noise_it_is_where_the_line_meets_zero() -> None:
    gains = np.repeat([[5.0], [1.0], [-1.0]], 6, axis=1)
    assert only(break_evens([1, 2, 3], gains)) == (2.5, 2.5, 2.5, True)
    assert only(break_evens([1, 2, 3], -gains)).falls is False
    assert only(break_evens([1, 100], gains[1:])).at == pytest.approx(10)  # a logarithmic axis


def test_gains_that_are_the_same_at_few_seeds_have_no_interval() -> None:
    found = only(break_evens([1, 2, 3], np.repeat([[5.0], [1.0], [-1.0]], 5, axis=1)))
    assert found.at == 2.5 and math.isnan(found.low) and math.isnan(found.high)


def test_the_interval_ends_where_a_t_test_begins_to_tell_the_gain_from_zero() -> None:
    gains = drawn(np.random.default_rng(4), 6)
    found = only(break_evens(FEES, gains))
    for end in (found.low, found.high):
        there = [np.interp(end, FEES, gains[:, seed]) for seed in range(6)]
        assert stats.ttest_1samp(there, 0).pvalue == pytest.approx(0.05, abs=1e-6)
    assert found.low < found.at < found.high


@pytest.mark.parametrize("seeds", [2, 3, 4, 8, 20])
def test_it_covers_the_true_one_whatever_the_number_of_seeds(seeds: int) -> None:
    """Centre right, 95 % covered; a run whose gains never cross has no interval to cover it."""
    chance = np.random.default_rng(100 + seeds)
    runs = [break_evens(FEES, drawn(chance, seeds)) for _ in range(1500)]
    found = [run[0] for run in runs if len(run) == 1]
    assert len(found) > 0.97 * len(runs)
    at = np.array([one.at for one in found])
    assert np.median(at) == pytest.approx(TRUE, abs=4 * 1.25 * at.std() / math.sqrt(len(at)))
    covered = [not one.low > TRUE and not one.high < TRUE for one in found]
    error = math.sqrt(0.05 * 0.95 / len(found))
    assert np.mean(covered) == pytest.approx(0.95, abs=4 * error)


def test_more_seeds_narrow_it_and_do_not_move_it() -> None:
    chance = np.random.default_rng(7)
    widths, centres = [], []
    for seeds in (4, 16, 64):
        found = [only(break_evens(FEES, drawn(chance, seeds))) for _ in range(200)]
        widths.append(np.nanmedian([one.high - one.low for one in found]))
        centres.append(np.median([one.at for one in found]))
    assert widths[1] == pytest.approx(widths[2] * 2, rel=0.15)
    assert widths[0] > 2 * widths[1]
    assert centres == pytest.approx([TRUE] * 3, abs=0.002)


def test_a_gain_that_never_crosses_has_none() -> None:
    chance = np.random.default_rng(2)
    fading = np.array([40.0, 20.0, 8.0, 6.0])[:, np.newaxis] + chance.normal(0, 1, (4, 5))
    assert break_evens([1, 2, 3, 4], fading) == []
    assert break_evens([1, 2, 3, 4], -fading) == []
    assert break_evens([1, 2], np.zeros((2, 3))) == []


def test_a_sum_that_a_fading_gain_meets_is_found() -> None:
    fading = np.array([40.0, 20.0, 0.0, 0.0])[:, np.newaxis] + np.array([-1.0, 0.0, 1.0])
    assert only(break_evens([1, 2, 3, 4], fading - 10)).at == pytest.approx(2.5)


def test_a_gain_that_is_used_up_to_nothing_breaks_even_where_nothing_is_left() -> None:
    gains = np.array([[4.0, 6.0], [0.0, 0.0], [0.0, 0.0]])
    found = only(break_evens([1, 2, 3], gains))
    assert (found.at, found.falls) == (2, True)
    assert math.isnan(found.high)  # beyond, there is nothing to tell apart


def test_an_interval_that_leaves_the_values_has_no_end() -> None:
    gains = np.array([[3.0, 1.0], [2.0, -2.1]])
    found = only(break_evens([1, 2], gains))
    assert math.isnan(found.low)
    assert math.isnan(found.high)


def test_one_seed_gives_a_place_without_an_interval() -> None:
    found = only(break_evens([1, 2], np.array([[1.0], [-1.0]])))
    assert found.at == 1.5
    assert math.isnan(found.low)
    assert math.isnan(found.high)


def test_crossings_in_one_interval_are_one_and_far_ones_are_two() -> None:
    luck = np.array([-6.0, 0.0, 6.0])
    near = np.array([50.0, 1.0, -1.0, 1.0, -50.0])[:, np.newaxis] + luck
    assert only(break_evens([1, 2, 3, 4, 5], near)).at == pytest.approx(3.5)
    far = np.array([50.0, -50.0, -50.0, 50.0])[:, np.newaxis] + luck
    assert [one.falls for one in break_evens([1, 2, 3, 4], far)] == [True, False]


def test_an_even_number_in_one_interval_leads_there_and_back() -> None:
    luck = np.array([-6.0, 0.0, 6.0])
    back = np.array([50.0, -1.0, 50.0])[:, np.newaxis] + luck
    there, again = break_evens([1, 2, 3], back)
    assert [there.falls, again.falls] == [True, False]
    assert [there.at, again.at] == pytest.approx([2 - 1 / 51, 2 + 1 / 51])
    assert there.low == again.low < there.at and again.at < there.high == again.high
    often = np.array([50.0, -1.0, 1.0, -1.0, 50.0])[:, np.newaxis] + luck
    ends = break_evens([1, 2, 3, 4, 5], -often)
    assert [one.falls for one in ends] == [False, True]
    assert [one.at for one in ends] == pytest.approx([2 - 1 / 51, 4 + 1 / 51])
