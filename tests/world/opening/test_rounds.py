"""On which evenings shops order: a neighbourhood's together, and in turns what comes more often."""

import numpy as np
import pytest

from sim.scenario import read_scenario
from sim.world.opening.country import draw_nation


@pytest.fixture(scope="module")
def plan():
    return draw_nation(read_scenario("base", sets=["scale=8000"]), 1)


def test_a_neighbourhood_is_on_one_round_and_all_days_of_the_week_have_some(plan):
    keepers = plan.keepers
    shops = np.flatnonzero(np.asarray(keepers.level) == 0)
    evening = np.asarray(keepers.offset)[shops] % 7
    first = np.asarray(keepers.first_neighbour)[shops]
    assert (evening == evening[first]).all()
    assert np.bincount(evening[np.unique(first)], minlength=7).min() > 0


def test_half_of_a_neighbourhood_orders_produce_on_an_evening(plan):
    keepers = plan.keepers
    shops = np.flatnonzero(np.asarray(keepers.level) == 0)
    odd = np.asarray(keepers.offset)[shops] % 2
    first, end = (
        np.asarray(column)[shops] for column in (keepers.first_neighbour, keepers.end_neighbour)
    )
    tonight = np.bincount(first, odd, len(shops))[np.unique(first)]
    members = (end - first)[np.unique(first)]
    assert (np.abs(2 * tonight - members) <= 1).all()
    assert members.max() > 3
