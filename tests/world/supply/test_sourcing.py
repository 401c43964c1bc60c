from dataclasses import replace

import numpy as np
import pytest

from sim.world.country.lanes import find_lanes
from sim.world.supply.makers import found_makers
from sim.world.supply.sourcing import NOWHERE, choose_makers, choose_source, pull, reach_of

SHARES = np.array([[0.5, 0.0, 0.0], [0.3, 1.0, 0.0], [0.2, 0.0, 0.0]])
KM = np.array([[10.0, 900.0, 1800.0], [900.0, 10.0, 900.0], [1800.0, 900.0, 10.0]])


def frequencies(sources, provinces=3):
    return np.bincount(sources, minlength=provinces) / len(sources)


def test_sources_are_drawn_by_share_and_distance():
    buyers = np.arange(200_000)
    for province in range(3):
        home = np.full(len(buyers), province)
        sources = choose_source(1, buyers, home, SHARES, KM, 900.0)
        weight = SHARES[:, 0] * np.exp(-KM[:, province] / 900.0)
        assert frequencies(sources[:, 0]) == pytest.approx(weight / weight.sum(), abs=0.005)
        assert (sources[:, 1] == 1).all()
        assert (sources[:, 2] == NOWHERE).all()


def test_at_a_long_reach_distance_does_not_count():
    buyers = np.arange(200_000)
    sources = choose_source(1, buyers, buyers % 3, SHARES, KM, 1e9)
    assert frequencies(sources[:, 0]) == pytest.approx(SHARES[:, 0], abs=0.005)


def test_at_a_short_reach_the_nearest_producer_is_taken():
    buyers = np.arange(300)
    sources = choose_source(1, buyers, buyers % 3, SHARES, 10 * KM, 10.0)
    assert np.array_equal(sources[:, 0], buyers % 3)
    chances = pull(SHARES, 1000 * KM, 10.0)  # exp(-180,000) is no float
    assert (chances[:2, :, -1] == 1.0).all()


def test_what_soon_spoils_is_fetched_from_near(base):
    sourcing = base.sourcing._replace(distance_decay_km=900.0, fresh_share=0.05)
    freight = base.freight._replace(km_per_day=500.0)
    scenario = replace(base, sourcing=sourcing, freight=freight)
    assert reach_of(scenario, np.array([0, 15, 36, 365])).tolist() == [900.0, 375.0, 900.0, 900.0]


def test_each_item_has_its_reach():
    both = pull(SHARES[:, [0, 0]], KM, np.array([900.0, 10.0]))
    for item, decay in enumerate((900.0, 10.0)):
        assert np.array_equal(both[item], pull(SHARES[:, [0]], KM, decay)[0])


def test_a_draw_belongs_to_its_buyer():
    buyers = np.arange(1000)
    sources = choose_source(7, buyers, buyers % 3, SHARES, KM, 900.0)
    some = buyers[::-5]
    again = choose_source(7, some, some % 3, SHARES, KM, 900.0)
    assert np.array_equal(again, sources[some])
    other = choose_source(8, buyers, buyers % 3, SHARES, KM, 900.0)
    assert (other[:, 0] != sources[:, 0]).any()


def test_makers_make_what_is_ordered(base, nation, catalogue):
    makers = found_makers(catalogue, nation, nation, base.population, 10.0)
    lanes = find_lanes(nation, base.freight)
    buyers = np.arange(5000)
    firms, plants = choose_makers(1, buyers, buyers % 31, makers, lanes.km, 900.0)
    assert firms.shape == plants.shape == (5000, 17)
    assert (makers.plants[firms, plants] > 0.0).all()
    assert (makers.category[firms] == np.arange(17)).all()
    beer = catalogue.categories.index("beer")
    henan = nation.names.index("Henan")
    local = plants[buyers % 31 == henan, beer] == henan
    assert local.mean() > catalogue.made_share[henan, beer]


def test_goods_come_as_far_at_every_scale(base, nation, catalogue):
    """Where they are made is data; how many firms make them is the miniature's."""
    lanes, buyers = find_lanes(nation, base.freight), np.arange(3100)
    drawn = [
        choose_makers(
            1, buyers, buyers % 31,
            found_makers(catalogue, nation, nation, base.population, scale), lanes.km, 900.0,
        )[1]
        for scale in (8000.0, 500.0)
    ]  # fmt: skip
    assert (drawn[0] == drawn[1]).mean() > 0.999  # but for the last bit of a sum


def test_no_produce_comes_from_where_it_does_not_grow(base, nation, catalogue):
    lanes = find_lanes(nation, base.freight)
    buyers = np.arange(310)
    sources = choose_source(1, buyers, buyers % 31, catalogue.grown_share, lanes.km, 900.0)
    assert (sources[:, catalogue.packaged] == NOWHERE).all()
    for product in catalogue.produce:
        assert (catalogue.grown_share[sources[:, product], product] > 0).all()
