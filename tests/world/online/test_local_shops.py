"""What local shops lack: few are in reach where people live apart, and goods from far are dear."""

import numpy as np
import pytest

from sim.engine.tables.online import SERVICES, URBAN_BUYER
from sim.rules.online_choice import choosing_of
from sim.scenario import read_scenario
from sim.world.country.catalogue import read_catalogue
from sim.world.online.local_shops import lack_in_shops, price_level, shops_in_reach
from sim.world.online.nation import money_sold, odds_of_places, open_market
from sim.world.online.sides import MID_2016


def at(nation, name):
    return nation.names.index(name)


def test_goods_are_dearer_where_they_come_from_far(base, nation):
    level = price_level(read_catalogue(), nation, base.freight)
    assert np.average(level, weights=nation.population) == pytest.approx(1.0)
    assert level[at(nation, "Tibet")] > level[at(nation, "Gansu")] > level[at(nation, "Henan")]
    assert 0.9 < level.min() < level.max() < 1.2
    free = base.with_values({"freight.per_kg": 0.0, "freight.per_kg_km": 0.0})
    np.testing.assert_allclose(price_level(read_catalogue(), nation, free.freight), 1.0)


def test_shops_lie_as_densely_as_people_live(nation):
    reach = shops_in_reach(nation)
    tibet, shanghai = at(nation, "Tibet"), at(nation, "Shanghai")
    people = nation.persons[:, URBAN_BUYER]
    dense = people / nation.land_area
    assert reach[shanghai, 0] - reach[tibet, 0] == pytest.approx(
        np.log(dense[shanghai] / dense[tibet])
    )
    assert np.average(reach[:, 0], weights=people) == pytest.approx(0.0, abs=1e-12)


def test_shops_are_weighed_as_offers_online_are(base, nation):
    lack = lack_in_shops(base.online, base.freight, nation)
    dearer = np.log(price_level(read_catalogue(), nation, base.freight))
    online = base.online
    worth = online.price_weight * dearer[:, None] - online.variety_weight * shops_in_reach(nation)
    np.testing.assert_allclose(lack, online.lack_weight * online.nest * worth)
    assert lack[at(nation, "Tibet")].min() > 0.0 > lack[at(nation, "Shanghai")].max()


def spent_by_people(scenario, nation):
    """Online by the people of each province in the base year over what they spend in all."""
    market = open_market(scenario.online, scenario.demand, scenario.freight, nation, 100)
    from_all = money_sold(market, choosing_of(scenario.online, scenario.demand), MID_2016).sum(
        axis=1
    )
    by_province = from_all[:SERVICES].sum(axis=0).reshape(-1, 3)[:, :2].sum(axis=1)
    return by_province / (nation.persons * nation.consumption).sum(axis=1)


def test_who_lacks_shops_spends_more_of_its_money_online_and_the_nation_no_more(nation):
    without, with_it = (
        spent_by_people(read_scenario("base", sets=[f"online.lack_weight={weight}"]), nation)
        for weight in (0, 1)
    )
    more = with_it / without
    assert (
        more[at(nation, "Tibet")] > more[at(nation, "Gansu")] > 1.0 > more[at(nation, "Shanghai")]
    )
    money = (nation.persons * nation.consumption).sum(axis=1)
    assert with_it @ money == pytest.approx(without @ money, rel=1e-6)


def test_firms_and_government_do_not_go_to_such_shops(base, nation):
    added = odds_of_places(base.online, base.freight, nation).reshape(-1, 3)
    assert (added[:, 2] == 0.0).all()
    np.testing.assert_array_equal(added[:, :2], lack_in_shops(base.online, base.freight, nation))
