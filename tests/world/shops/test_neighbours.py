"""Rivals of a shop: its neighbourhood's real shops, however many agents stand for them."""

import numpy as np
import pytest

from sim.scenario import read_scenario
from sim.world.opening.country import draw_nation


@pytest.mark.parametrize("scale", [200_000, 8000])
def test_the_agents_of_a_neighbourhood_stand_for_all_its_shops(scale):
    scenario = read_scenario("base", sets=[f"scale={scale}"])
    plan = draw_nation(scenario, 1)
    shops = np.flatnonzero(np.asarray(plan.keepers.level) == 0)
    alike, first = (
        np.asarray(column)[shops] for column in (plan.keepers.alike, plan.keepers.first_neighbour)
    )
    trades = np.asarray(plan.keepers.open)[shops]
    together = np.bincount(first, alike * trades)[np.unique(first)]
    assert together == pytest.approx(np.full(len(together), 6.0), rel=1e-6)
    assert alike.max() > 1.0
