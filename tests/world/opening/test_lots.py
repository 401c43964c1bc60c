"""Order multiples and smallest orders of the country's firms: in proportion to their size."""

import numpy as np
import pytest

from sim.scenario import read_scenario
from sim.world.opening.country import draw_nation
from sim.world.opening.layout import lay_out
from tests.phases.alone import whole


@pytest.mark.parametrize("scale", [4000.0, 100.0])
def test_lots_are_in_proportion_to_size_and_a_unit_at_least(scale):
    """A wholesaler of tier 1 has 100 shops, of tier 2 six times as many, and so on."""
    chosen = ["Ningxia", "Shanghai"]
    where = f"population.provinces=[{', '.join(chosen)}]"
    smallest = "stock.moq=[0, 60, 60, 60, 60, 0]"
    scenario = read_scenario("base", sets=[f"scale={scale}", where, smallest, "entry.room=0"])
    plan = draw_nation(scenario, 1)
    state = lay_out(scenario, 1, plan)
    keeper, product = np.asarray(state.shelves.keeper), np.asarray(state.shelves.product)
    level = np.asarray(state.keepers.level)[keeper]
    province = np.asarray(state.keepers.province)[keeper]
    case = np.asarray(state.products.case, float)[product]
    shops = state.represented["shop_owner"]
    assert (state.terms.lot[level == 0] == np.maximum(1, whole(0.25 * case[level == 0]))).all()
    for place in range(len(chosen)):
        customers = 100.0
        for tier, cases in ((1, 1), (2, 2), (3, 5)):
            rows = (level == tier) & (province == place)
            firms = len(np.unique(keeper[rows]))
            size = min(1.0, shops[place] / customers / firms) if firms else 1.0
            lot = np.maximum(1, whole(whole(cases * case[rows]) * size))
            assert np.array_equal(state.terms.lot[rows], lot)
            assert (state.terms.moq[rows] == whole(60 * size)).all()
            customers *= 6
    if scale == 4000.0:
        assert state.terms.lot[(level > 0) & (level < 4)].max() < case.max()


def test_a_lead_time_that_varies_is_that_of_goods_that_wait_to_be_picked():
    sets = ["scale=1000000", "population.provinces=[Ningxia]", "stock.lead_time_spread_days=3"]
    scenario = read_scenario("base", sets=sets)
    state = lay_out(scenario, 1, draw_nation(scenario, 1))
    level = np.asarray(state.keepers.level)[np.asarray(state.shelves.keeper)]
    product = np.asarray(state.shelves.product)
    fresh = np.asarray(state.products.produce)[product] == 1
    fresh |= (np.asarray(state.products.fetched)[product] == 1) & (level == 0)
    stocking = level < scenario.n_levels
    assert (state.terms.lead_spread[stocking & fresh] == 0).all()
    assert (state.terms.lead_spread[stocking & ~fresh] == 3).all()
