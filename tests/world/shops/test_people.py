import numpy as np
import pytest

from sim.world.shops.people import (
    counts_by_cell,
    find_consumers,
    neighbourhood_counts,
    open_shops,
    real_shops,
)

SCALES = [1_000_000.0, 60_000.0, 7_000.0, 2000.0, 500.0]


@pytest.mark.parametrize("scale", SCALES)
def test_demand_of_all_shops_is_the_country_s(draw, scale):
    drawn = draw(scale)
    assert drawn.shops.demand.sum() * scale == pytest.approx(6.5e6, rel=1e-12)
    assert drawn.shops.persons.sum() * scale == pytest.approx(
        drawn.nation.population.sum(), rel=1e-12
    )


@pytest.mark.parametrize("scale", SCALES)
def test_demand_follows_consumption_in_every_province(draw, scale):
    drawn = draw(scale)
    demand = np.bincount(drawn.shops.province, drawn.shops.demand)
    spent = (drawn.country.persons * drawn.country.consumption).sum(axis=1)
    np.testing.assert_allclose(demand / demand.sum(), spent / spent.sum(), rtol=1e-12)


def test_demand_of_a_shop_is_in_proportion_to_consumption_per_head(draw):
    drawn = draw(500.0)
    shops, country = drawn.shops, drawn.country
    per_person = shops.demand / shops.persons
    consumption = country.consumption[shops.province, shops.cell]
    np.testing.assert_allclose(per_person / per_person[0], consumption / consumption[0], rtol=1e-12)
    shanghai, gansu = country.names.index("Shanghai"), country.names.index("Gansu")
    means = [shops.demand[shops.province == province].mean() for province in (shanghai, gansu)]
    assert 2.5 < means[0] / means[1] < 3.5


@pytest.mark.parametrize("scale", SCALES)
def test_shops_are_of_real_size_unless_a_floor_binds(draw, scale):
    drawn = draw(scale)
    quotas = real_shops(drawn.nation, drawn.scenario.population) / scale
    counts = np.diff(drawn.shops.first_of_province)
    bound = quotas < drawn.scenario.population.minimum_shops
    assert (counts[bound] == 3).all()
    assert (np.abs(counts - quotas)[~bound] <= 1.0).all()
    assert counts[~bound].sum() == np.floor(quotas[~bound].sum() + 0.5)
    people = drawn.nation.population / scale / counts
    real = drawn.nation.population.sum() / 6.5e6
    assert (people[bound] < real).all()


def test_default_number_of_shops(draw):
    assert len(draw(2000.0).shops) == 3250


def test_both_cells_have_a_shop_where_there_are_two():
    shops = np.array([1, 1, 2, 3, 10], dtype=np.int32)
    urban_share = np.array([0.4, 0.6, 0.99, 0.01, 0.25])
    counts = counts_by_cell(shops, urban_share)
    assert counts.tolist() == [[0, 1], [1, 0], [1, 1], [1, 2], [3, 7]]


def test_a_single_shop_serves_the_whole_province(draw):
    drawn = draw(1_000_000.0, minimum_shops=1)
    assert drawn.shops.demand.sum() * 1e6 == pytest.approx(6.5e6, rel=1e-12)
    assert drawn.shops.persons.sum() * 1e6 == pytest.approx(
        drawn.nation.population.sum(), rel=1e-12
    )


@pytest.mark.parametrize("size", [1, 2, 6, 64])
def test_neighbourhoods_are_contiguous_and_stay_within_a_cell(draw, size):
    shops = draw(2000.0, shops_per_neighbourhood=size).shops
    assert set(np.diff(shops.neighbourhood)) <= {0, 1}
    for column in (shops.province, shops.cell):
        lowest = np.full(shops.neighbourhood.max() + 1, 99)
        np.minimum.at(lowest, shops.neighbourhood, column)
        assert (lowest[shops.neighbourhood] == column).all()
    sizes = np.bincount(shops.neighbourhood)
    assert sizes.max() <= 1.5 * size + 1
    assert sizes[sizes > size / 2].mean() == pytest.approx(size, rel=0.25)


def test_no_shop_is_alone_that_has_another_in_its_cell():
    for size in range(2, 9):
        shops = np.arange(2, 200, dtype=np.int32)
        assert (shops // neighbourhood_counts(shops, size) >= 2).all()
    assert neighbourhood_counts(np.array([0, 1], dtype=np.int32), 6).tolist() == [0, 1]


def test_a_province_is_the_same_whichever_others_exist(draw):
    whole, part = draw(2000.0), draw(2000.0, provinces=("Gansu", "Tibet"))
    gansu, tibet = (whole.country.names.index(name) for name in ("Gansu", "Tibet"))
    assert part.country.names == ("Tibet", "Gansu")
    for number, province in enumerate((tibet, gansu)):
        mine, theirs = part.shops.province == number, whole.shops.province == province
        for column in ("cell", "persons", "demand"):
            assert np.array_equal(
                getattr(part.shops, column)[mine], getattr(whole.shops, column)[theirs]
            )


def test_consumers_are_people_divided_by_scale(nation):
    consumers = find_consumers(nation, 2000.0)
    assert consumers.persons.shape == (31, 2)
    assert consumers.persons.sum() * 2000 == pytest.approx(nation.population.sum())


def test_room_for_other_shops_is_spread_among_neighbourhoods_and_takes_nothing(base, draw):
    drawn = draw(2000.0)
    more = open_shops(drawn.nation, drawn.country, base.population, 2000.0, 0.2)
    none = open_shops(drawn.nation, drawn.country, base.population, 2000.0, 0.0)
    there = ~more.vacant
    assert len(none) == np.count_nonzero(there) and not none.vacant.any()
    assert np.count_nonzero(more.vacant) == pytest.approx(0.2 * len(none), abs=1.0)
    for column in ("province", "cell", "neighbourhood", "persons", "demand"):
        np.testing.assert_allclose(getattr(more, column)[there], getattr(none, column))
    assert not more.demand[more.vacant].any() and (more.usual[more.vacant] > 0.0).all()
    assert (np.diff(more.neighbourhood) >= 0).all()
    room = np.bincount(more.neighbourhood, more.vacant)
    assert room.max() <= 2 and (room > 0).mean() > 0.8
