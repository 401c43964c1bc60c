"""The search on a toy of a calibration's shape: known parameters, noise that every run shares."""

import numpy as np
import pytest

from sim.evidence.calibration.ensemble import apart, profile, thinned, walk
from sim.evidence.calibration.search import Log, Tried, cross_check, search, settle, slopes
from sim.evidence.calibration.space import Free

TRUE = np.array([0.3, 0.7, 0.55, 0.2])
TOLERANCE = 0.02
SPACE = tuple(Free(f"p{place}", 0.0, 1.0, "a toy") for place in range(len(TRUE)))
RNG = np.random.default_rng(5)
MIXING = RNG.normal(size=(10, len(TRUE) - 1))
RIPPLE, PHASE = RNG.normal(size=(10, len(TRUE))), RNG.uniform(0, 6, 10)


def outcomes(points):
    """Ten moments of three parameters; the fourth moves none. Luck ripples with every step."""
    bent = np.tanh(2.0 * points[:, :3] - 1.0) @ MIXING.T
    return bent + 0.001 * np.sin(300.0 * points @ RIPPLE.T + PHASE)


def runs(points):
    return (outcomes(points) - outcomes(TRUE[np.newaxis])) / TOLERANCE


@pytest.fixture(scope="module")
def found():
    log = Log(runs)
    best = search(log, len(TRUE), 6, 3, seed=1)
    return log, best


def test_known_parameters_are_found_again(found):
    _, best = found
    assert best[:3] == pytest.approx(TRUE[:3], abs=0.02)


def test_another_method_finds_nothing_better(found):
    log, _ = found
    least = log.tried().costs.min()
    assert cross_check(Log(runs), len(TRUE), 60, seed=2) > least - 0.05


def test_the_targets_say_which_parameters_they_know(found):
    log, best = found
    profiles = [profile(log, SPACE, place, best) for place in range(len(TRUE))]
    assert [each.identified for each in profiles] == [True, True, True, False]
    for each, true in zip(profiles[:3], TRUE[:3], strict=True):
        assert each.low - 0.13 <= true <= each.high + 0.13  # a step of the profile is an eighth


def test_walks_hold_the_truth_and_spread_where_nothing_is_known(found):
    log, _ = found
    walks = [walk(log, start, 400, seed) for seed, start in enumerate(apart(log.tried(), 2))]
    sets = thinned(walks, 40)
    assert len(sets) == 40
    # Half of the sum of squares of three parameters' worth is below this in 999 of 1000 draws.
    assert (runs(sets) ** 2).sum(axis=1).max() / 2 < log.tried().costs.min() + 8.2
    assert np.abs(sets[:, :3].mean(axis=0) - TRUE[:3]).max() < 0.03
    assert np.ptp(sets[:, 3]) > 0.4


def test_a_walk_spreads_as_the_posterior():
    """A cost of one parameter, normal with a deviation of a tenth; the other is free."""
    at = walk(Log(lambda p: (p[:, :1] - 0.5) / 0.1), np.full(2, 0.5), 4000, seed=1)
    assert at[:, 0].mean() == pytest.approx(0.5, abs=0.02)
    assert at[:, 0].std() == pytest.approx(0.1, rel=0.15)
    assert at[:, 1].std() == pytest.approx(np.sqrt(1 / 12), rel=0.2)


def test_points_apart_are_the_best_and_the_farthest_that_fit():
    tried = Tried(np.array([[0.5], [0.52], [0.9], [0.0]]), np.array([1.0, 1.1, 2.0, 9.0]))
    assert apart(tried, 2).tolist() == [[0.5], [0.9]]
    assert len(apart(tried, 9)) == 3


def test_settling_ends_at_the_least_with_slopes_of_elsewhere():
    log = Log(runs)
    start = TRUE + np.array([0.08, -0.1, 0.1, 0.0])
    at, cost = settle(log, start, slopes(log, np.full(4, 0.5)), 20)
    assert cost < 0.5
    assert at[:3] == pytest.approx(TRUE[:3], abs=0.03)
    held, _ = settle(log, start, slopes(log, start), 5, held=1)
    assert held[1] == start[1]
