"""Credibility against the weight that a search over all weights finds best."""

import numpy as np
import pytest

from sim.rules.credibility import (
    credibility,
    observed_dispersion,
    share_apart,
    variance_by_chance,
)


@pytest.mark.parametrize(("apart", "dispersion"), [(0.02, 2.0), (0.2, 2.0), (0.2, 4.0)])
def test_it_is_the_weight_with_the_least_error(apart, dispersion):
    luck, pooled, weight = np.random.default_rng(3), 2.0, 0.06
    chance = variance_by_chance(pooled, dispersion, weight)
    real = luck.normal(pooled, pooled * np.sqrt(apart), 400_000)
    own = luck.normal(real, np.sqrt(chance))
    weights = np.linspace(0.0, 1.0, 201)
    errors = [np.mean((pooled + w * (own - pooled) - real) ** 2) for w in weights]
    assert credibility(apart, pooled, chance) == pytest.approx(weights[np.argmin(errors)], abs=0.02)


def test_chance_in_a_smoothed_estimate_is_what_a_long_series_shows():
    luck, weight, mean = np.random.default_rng(4), 0.1, 5.0
    estimate, seen = mean, []
    for asked in luck.negative_binomial(mean, 0.5, 200_000):
        estimate += weight * (asked - estimate)
        seen.append(estimate)
    assert variance_by_chance(mean, 2.0, weight) == pytest.approx(np.var(seen), rel=0.05)


def test_customers_who_are_alike_make_one_s_own_worthless():
    assert credibility(0.0, 3.0, 0.4) == 0.0
    assert credibility(0.5, 0.0, 0.0) == 0.0
    assert share_apart(3.0, 5.0, 10.0) == 0.0
    assert share_apart(5.0, 3.0, 10.0) == pytest.approx(0.2)
    assert share_apart(1.0, 0.0, 0.0) == 0.0


def test_demand_varies_at_least_as_much_as_chance_alone():
    assert observed_dispersion(30.0, 20.0) == pytest.approx(1.5)
    assert observed_dispersion(10.0, 20.0) == 1.0
    assert observed_dispersion(0.0, 0.0) == 1.0
