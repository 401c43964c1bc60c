"""Days and price of a parcel."""

import numpy as np
import pytest

from sim.engine.tables.columns import allocate, as_this_process_runs
from sim.engine.tables.online import Parcels
from sim.rules.parcels import (
    Carriage,
    carriage_of,
    delivery_days,
    headway_at,
    parcel_price,
    post_terms,
    slowness_next,
)
from sim.scenario import read_scenario


def test_half_of_the_work_and_of_the_way_falls_to_each_end():
    assert delivery_days(1.0, 1.0, 1400.0, 700.0, 0.4, 0.0) == pytest.approx(2.8)
    assert delivery_days(1.0, 2.5, 1400.0, 700.0, 0.4, 0.0) == pytest.approx(1.4 + 2.5 * 1.4)
    assert delivery_days(1.0, 1.0, 1400.0, 700.0, 0.4, 0.3) == pytest.approx(2.8 + 0.3)


@pytest.mark.parametrize("volume", [0.25, 1.0, 4.0])
def test_departures_are_those_that_cost_least(volume):
    """Vehicles and waiting: what a search over all numbers of departures finds, the law says."""
    cost, value, usual = 90.0, 2.0, 50.0  # RMB a departure, RMB a day and parcel, parcels a day

    def cheapest(parcels):
        departures = np.linspace(0.05, 5.0, 200_001)
        paid = cost * departures + value * parcels / (2.0 * departures)
        return departures[paid.argmin()]

    now, then = cheapest(volume * usual), cheapest(usual)
    assert headway_at(1.0 / then, volume, 0.5) == pytest.approx(1.0 / now, rel=1e-3)
    of_vehicles = cost * now / (volume * usual)
    assert of_vehicles == pytest.approx(
        cost * then / usual * headway_at(1.0, volume, 0.5), rel=1e-3
    )
    assert of_vehicles == pytest.approx(value / (2.0 * now), rel=1e-3)  # as much as waiting costs


def test_without_consolidation_departures_stay_as_they_are():
    assert headway_at(3.0, 4.0, 0.0) == 3.0
    assert headway_at(3.0, 4.0, 0.5) == 1.5


def test_technology_saves_the_same_share_each_year_where_it_reaches():
    assert slowness_next(2.0, 0.1, 1.0, 2.0) == pytest.approx(2.0 * 0.81)
    twelve = 2.0
    for _ in range(12):
        twelve = slowness_next(twelve, 0.1, 0.5, 1.0 / 12.0)
    assert twelve == pytest.approx(2.0 * np.sqrt(0.9))
    assert slowness_next(2.0, 0.1, 0.0, 5.0) == slowness_next(2.0, 0.1, 1.0, 0.0) == 2.0


def test_parcels_of_the_mean_way_have_the_mean_price():
    km, sent = np.array([10.0, 800.0, 3000.0]), np.array([5.0, 3.0, 1.0])
    slowness, headway = np.array([1.0, 1.3, 2.0]), np.array([0.5, 1.0, 3.5])
    assert (headway * sent).sum() == sent.sum()
    mean_km, mean_slowness = ((terms * sent).sum() / sent.sum() for terms in (km, slowness))
    price = parcel_price(12.7, 0.4, 0.2, slowness, km, headway, mean_slowness, mean_km)
    assert (price * sent).sum() / sent.sum() == pytest.approx(12.7)
    alone = parcel_price(12.7, 0.4, 0.2, 1.2, 0.0, 0.0, 1.2, mean_km)
    assert alone == pytest.approx(12.7 * 0.6 * 0.8)


def test_every_way_has_days_and_price_of_its_two_ends():
    luck, square = np.random.default_rng(2), (3, 3)
    shapes = dict.fromkeys(("km", "days", "price", "dearer"), square)
    parcels = as_this_process_runs(allocate(Parcels, 3, **shapes, loss=(2, 3, 3), mean=(2,)))
    parcels.slowness[:] = luck.uniform(1, 2, 3)
    parcels.headway[:] = luck.uniform(0.3, 3, 3)
    parcels.volume[:] = 1.0, 4.0, 0.25
    parcels.km[:] = luck.uniform(100, 3000, square)
    parcels.mean[:] = 1.3, 900.0
    parcels.dearer[0] = 0.5
    parcels.saved[:] = 0.0, 130.4, 1e6  # of the last more than a parcel costs
    post_terms(parcels, Carriage(700.0, 0.4, 0.25, 0.5, 1270.0, 0.25, 0.2, 0.001, 0.02))
    np.testing.assert_allclose(parcels.loss[0], 1.0 - np.exp(-0.001 * np.asarray(parcels.days)))
    np.testing.assert_allclose(parcels.loss[1], 1.0 - np.exp(-0.02 * np.asarray(parcels.days)))
    ends = (parcels.slowness[:, None] + parcels.slowness) / 2
    now = np.asarray(parcels.headway) * [1.0, 0.5, 2.0]
    headway = (now[:, None] + now) / 2
    waiting = 0.25 * 0.8 * 1.3 * headway
    np.testing.assert_allclose(parcels.days, ends * (0.6 + parcels.km / 700.0) + waiting)
    of_ends = 0.75 * (0.8 * ends / 1.3 + 0.2 * headway)
    price = 1270.0 * (of_ends + 0.25 * parcels.km * (1.0 + parcels.dearer) / 900.0)
    left = np.maximum(price - parcels.saved, 0.0)
    assert np.array_equal(parcels.price, np.floor(left + 0.5))
    assert (np.asarray(parcels.price)[:, 2] == 0).all()


def test_a_scenario_says_what_carriage_costs():
    online = read_scenario("base").online
    terms = carriage_of(online, 1000)
    assert terms.mean_price == pytest.approx(1000 * online.parcel_price)
    assert terms.distance_share == online.parcel_distance_share
    assert (terms.loss, terms.food_loss) == (online.parcel_loss, online.food_loss)
    for name in ("handling_days", "waiting_share", "vehicle_share", "consolidation"):
        assert getattr(terms, name) == getattr(online, name)
    assert terms.km_per_day == online.express_km_per_day
