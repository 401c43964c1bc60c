"""Who fills whose orders at the opening: what soon spoils does not go through all tiers."""

import numpy as np
import pytest

from sim.scenario import read_scenario
from sim.world.opening.blueprint import set_terms
from sim.world.opening.country import draw_nation
from sim.world.opening.miniature import draw_miniature
from sim.world.opening.nation import lay_blocks
from sim.world.supply.suppliers import ordered_straight

SHORT = {"eggs_packed_10": 30, "yoghurt_cup_4pack": 21, "packet_bread_100g": 15}
# To a shop through 2, 3, 4 tiers: 2 days from tier 1, and 4 for each tier.
DAYS = {2: 10, 3: 14, 4: 18}


def opened(*sets):
    scenario = read_scenario("base", sets=["scale=8000", *sets])
    return scenario, lay_blocks(scenario, 1, draw_miniature(scenario, 1))


@pytest.mark.parametrize("share", [0.2, 0.33, 0.5, 1.0])
def test_what_would_come_too_old_is_ordered_from_its_maker(share):
    scenario, nation = opened(f"sourcing.way_share={share}")
    catalogue, tiers = nation.miniature.catalogue, nation.miniature.wholesalers.tiers
    straight = ordered_straight(scenario, nation)
    for province, of_province in enumerate(tiers.tolist()):
        for product, life in enumerate(catalogue.shelf_life.tolist()):
            too_long = life * share < DAYS[of_province] and catalogue.packaged[product]
            assert straight[province, product] == too_long


@pytest.fixture(scope="module")
def plan():
    scenario = read_scenario("base", sets=["scale=8000"])
    drawn = draw_nation(scenario, 1)
    set_terms(scenario, drawn)
    return drawn


def products(names):
    catalogue = draw_miniature(read_scenario("base", sets=["scale=20000"]), 1).catalogue
    return [catalogue.names.index(name) for name in names]


def test_tier_1_has_short_lived_goods_from_makers_and_no_other_tier_orders_any(plan):
    shelves, terms, level = plan.shelves, plan.terms, plan.keepers.level
    at, makers = level[shelves.keeper], int(level.max()) - 3
    short = np.isin(shelves.product, products(SHORT))
    for tier in range(1, 5):
        rows = np.flatnonzero(short & (at == tier) & (plan.keepers.open[shelves.keeper] == 1))
        supplier = terms.supplier[rows]
        if tier > 1:
            assert (supplier == -1).all()
            assert (shelves.stock[rows] == 0).all()
            continue
        assert (at[supplier] == makers).all()
        assert (shelves.product[supplier] == shelves.product[rows]).all()
    keeps = np.flatnonzero(~short & (at == 1) & (plan.products.produce[shelves.product] == 0))
    assert (at[terms.supplier[keeps]] == 2).all()


def test_shops_fetch_by_night_what_soon_spoils(plan):
    shelves, terms, fetched = plan.shelves, plan.terms, plan.products.fetched
    of_shops = plan.keepers.level[shelves.keeper] == 0
    for wanted, days, lead in ((1, 1, 1), (0, 7, 2)):
        rows = of_shops & (fetched[shelves.product] == wanted)
        assert (terms.review[rows] == days).all()
        assert (terms.lead[rows] == lead).all()
    produce = plan.products.produce == 1
    assert fetched[produce].all()
    lives = plan.products.shelf_life[(fetched == 1) & ~produce]
    assert sorted(lives.tolist()) == [15, 21, 30, 60]
