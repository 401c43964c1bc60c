"""Laws of counts against scipy's."""

import numpy as np
import pytest
from scipy import stats

from sim.rules.count_laws import chance_of, chance_of_none, next_chance, shape_and_ratio


@pytest.mark.parametrize(("mean", "variance"), [(0.3, 0.3), (4.0, 9.0), (30.0, 30.0), (50.0, 90.0)])
def test_chances_are_those_of_the_law(mean, variance):
    law = stats.poisson(mean)
    if variance > mean:
        law = stats.nbinom(mean**2 / (variance - mean), mean / variance)
    shape, ratio = shape_and_ratio(mean, variance)
    chances = [chance_of_none(mean, variance, shape)]
    for units in range(120):
        chances.append(next_chance(chances[-1], units, shape, ratio))
    assert chances == pytest.approx(law.pmf(np.arange(121)).tolist(), rel=1e-9, abs=1e-300)
    for units in (0, 1, 17):
        assert chance_of(units, mean, variance, shape) == pytest.approx(law.pmf(units), rel=1e-9)


def test_large_means_do_not_vanish():
    mean, variance = 4000.0, 8000.0
    shape, _ = shape_and_ratio(mean, variance)
    assert chance_of_none(mean, variance, shape) == 0.0
    law = stats.nbinom(mean**2 / (variance - mean), mean / variance)
    assert chance_of(3900, mean, variance, shape) == pytest.approx(law.pmf(3900), rel=1e-6)
