"""Formulas of two parameters, fitted as the model is."""

import numpy as np
import pytest

from sim.evidence.calibration.rivals import cost_of, fitted_formula, formula, of_growth, pools
from sim.evidence.calibration.targets import CHINA, read_targets
from sim.world.country.provinces import read_country


def test_a_formula_is_what_it_says():
    data = read_country()
    told = formula(2.0 * data.parcels_2016, 0.1, 0.3)["platform_sales_growth"]
    # The pool is in proportion to what is sold already: all provinces grow alike.
    assert list(told.values()) == pytest.approx([0.4] * (1 + len(data.names)))


def test_a_formula_that_is_true_is_found_again():
    pool, targets = pools()["people newly online"], of_growth(list(read_targets().values()))
    true = formula(pool, 0.2, 0.15)
    own = [
        target._replace(value=true[target.outcome][target.where])
        for target in targets
        if target.value is not None
    ]
    at, cost = fitted_formula(pool, own)
    assert at == pytest.approx([0.2, 0.15], abs=1e-3)
    assert cost < 1e-3


def test_what_is_asked_is_growth_alone_and_one_can_be_left_out():
    targets = list(read_targets().values())
    assert {target.outcome for target in of_growth(targets)} == {
        "platform_sales_growth",
        "online_sales_growth",
    }
    assert len(of_growth(targets, but="gansu_sales_growth")) == len(of_growth(targets)) - 1


@pytest.mark.parametrize("name", pools())
def test_every_pool_is_somebody_everywhere(name):
    pool = pools()[name]
    assert pool.min() >= 0.0
    assert (pool > 0.0).sum() > 20
    moments = formula(pool, 0.3, 0.1)
    assert np.isfinite(cost_of(of_growth(list(read_targets().values())), moments))
    assert moments["online_sales_growth"][CHINA] > 0.3
