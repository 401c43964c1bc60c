"""The power of a paired comparison: against draws, and against the tables of Student's t."""

import numpy as np
import pytest
from scipy import stats

from sim.evidence.claims.power import ENOUGH, power, seeds_needed


@pytest.mark.parametrize(("effect", "seeds"), [(0.5, 5), (1.0, 5), (1.0, 12), (2.0, 3)])
def test_power_is_the_share_of_tries_in_which_the_effect_is_clear(effect, seeds) -> None:
    tries = 20_000
    drawn = effect + np.random.default_rng(1).standard_normal((tries, seeds))
    margin = stats.t.ppf(0.975, seeds - 1) * drawn.std(axis=1, ddof=1) / np.sqrt(seeds)
    found = (drawn.mean(axis=1) > margin).mean()
    assert power(1.0, effect, seeds) == pytest.approx(found, abs=0.012)


def test_without_luck_every_effect_is_seen() -> None:
    assert power(0.0, 1e-6, 2) == 1.0


@pytest.mark.parametrize("effect", [0.3, 1.0, 3.0])
def test_the_seeds_needed_are_the_fewest(effect) -> None:
    needed = seeds_needed(1.0, effect)
    assert needed is not None
    assert power(1.0, effect, needed) >= ENOUGH
    assert needed == 2 or power(1.0, effect, needed - 1) < ENOUGH


def test_some_effects_take_more_seeds_than_anyone_runs() -> None:
    assert seeds_needed(1.0, 0.01) is None
