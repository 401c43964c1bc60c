from math import ceil, sqrt

import numpy as np
import pytest

from sim.world.country.lanes import find_lanes, great_circle_km


@pytest.fixture
def lanes(base, nation):
    return find_lanes(nation, base.freight)


def test_lanes_are_the_same_both_ways(lanes):
    for table in (lanes.km, lanes.cost_per_kg):
        np.testing.assert_allclose(table, table.T, rtol=1e-12)
    assert (lanes.days == lanes.days.T).all()


def test_a_known_distance(base, nation, lanes):
    beijing, shanghai = nation.names.index("Beijing"), nation.names.index("Shanghai")
    straight = great_circle_km(nation.latitude, nation.longitude)[beijing, shanghai]
    assert straight == pytest.approx(1068, rel=0.01)
    road = straight * base.freight.detour
    assert lanes.km[beijing, shanghai] == pytest.approx(road)
    days = base.freight.handling_days + road / base.freight.km_per_day
    assert lanes.days[beijing, shanghai] == ceil(days)
    cost = base.freight.per_kg + base.freight.per_kg_km * road / 1000
    assert lanes.cost_per_kg[beijing, shanghai] == pytest.approx(cost)


def test_inside_a_province_the_way_follows_its_area(base, nation, lanes):
    tibet = nation.names.index("Tibet")
    assert lanes.km[tibet, tibet] == pytest.approx(base.freight.within_km * sqrt(1_228_400))


def test_no_lane_takes_less_than_a_day(base, nation):
    quick = base.freight._replace(handling_days=0.0, km_per_day=5000.0)
    days = find_lanes(nation, quick).days
    assert days.min() == 1
    assert (find_lanes(nation, base.freight).days >= days).all()


def test_lanes_of_a_choice_are_those_of_the_country(base, nation, lanes):
    chosen = nation.choose(["Gansu", "Zhejiang"])
    few = find_lanes(chosen, base.freight)
    np.testing.assert_allclose(few.km, lanes.km[np.ix_(chosen.rows, chosen.rows)], atol=1e-9)
