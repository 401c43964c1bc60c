"""The search on a toy of a calibration's shape: known parameters, noise that every run shares."""

import numpy as np
import pytest

from sim.evidence.calibration.ensemble import allowed, members, profile
from sim.evidence.calibration.search import Log, cross_check, search
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


def test_the_ensemble_holds_the_truth_and_spreads_where_nothing_is_known(found):
    log, best = found
    sets = members(log.tried(), 20)
    assert (runs(sets) ** 2).sum(axis=1).max() / 2 <= log.tried().costs.min() + allowed(len(TRUE))
    assert np.abs(sets[:, :3] - TRUE[:3]).max() < 0.1
    assert len(sets) > 3
    assert sets[0] == pytest.approx(best)
