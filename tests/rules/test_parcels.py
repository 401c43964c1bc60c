"""Days and price of a parcel."""

import numpy as np
import pytest

from sim.engine.columns import allocate, as_this_process_runs
from sim.engine.online_tables import Parcels
from sim.rules.parcels import (
    Carriage,
    carriage_of,
    delivery_days,
    parcel_price,
    post_terms,
    slowness_next,
)
from sim.scenario import read_scenario


def test_half_of_the_work_and_of_the_way_falls_to_each_end():
    assert delivery_days(1.0, 1.0, 1400.0, 700.0, 0.4) == pytest.approx(2.8)
    assert delivery_days(1.0, 2.5, 1400.0, 700.0, 0.4) == pytest.approx(1.4 + 2.5 * 1.4)


def test_a_gap_closes_by_its_rate_and_never_opens():
    assert slowness_next(2.0, 1.0, 0.5, 1.0, 1.0, 0.5) == pytest.approx(1.0 + np.exp(-0.5))
    twelve = 2.0
    for _ in range(12):
        twelve = slowness_next(twelve, 1.0, 0.5, 1.0 / 12.0, 1.0, 0.5)
    assert twelve == pytest.approx(1.0 + np.exp(-0.5))
    assert slowness_next(2.0, 1.0, 0.5, 1.0, 4.0, 0.5) == pytest.approx(1.0 + np.exp(-1.0))
    assert slowness_next(2.0, 1.0, 0.0, 1.0, 4.0, 0.5) == 2.0


def test_parcels_of_the_mean_way_have_the_mean_price():
    km, sent = np.array([10.0, 800.0, 3000.0]), np.array([5.0, 3.0, 1.0])
    slowness = np.array([1.0, 1.3, 2.0])
    mean_km, mean_slowness = ((terms * sent).sum() / sent.sum() for terms in (km, slowness))
    price = parcel_price(12.7, 0.4, slowness, km, mean_slowness, mean_km)
    assert (price * sent).sum() / sent.sum() == pytest.approx(12.7)
    assert parcel_price(12.7, 0.4, 1.2, 0.0, 1.2, mean_km) == pytest.approx(12.7 * 0.6)


def test_every_way_has_days_and_price_of_its_two_ends():
    luck, square = np.random.default_rng(2), (3, 3)
    shapes = dict.fromkeys(("km", "days", "price", "dearer"), square)
    parcels = as_this_process_runs(allocate(Parcels, 3, **shapes, loss=(2, 3, 3), mean=(2,)))
    parcels.slowness[:] = luck.uniform(1, 2, 3)
    parcels.km[:] = luck.uniform(100, 3000, square)
    parcels.mean[:] = 1.3, 900.0
    parcels.dearer[0] = 0.5
    parcels.saved[:] = 0.0, 130.4, 1e6  # of the last more than a parcel costs
    post_terms(parcels, Carriage(700.0, 0.4, 1270.0, 0.25, 0.001, 0.02))
    np.testing.assert_allclose(parcels.loss[0], 1.0 - np.exp(-0.001 * np.asarray(parcels.days)))
    np.testing.assert_allclose(parcels.loss[1], 1.0 - np.exp(-0.02 * np.asarray(parcels.days)))
    ends = (parcels.slowness[:, None] + parcels.slowness) / 2
    np.testing.assert_allclose(parcels.days, ends * (0.8 + parcels.km / 700.0))
    price = 1270.0 * (0.75 * ends / 1.3 + 0.25 * parcels.km * (1.0 + parcels.dearer) / 900.0)
    left = np.maximum(price - parcels.saved, 0.0)
    assert np.array_equal(parcels.price, np.floor(left + 0.5))
    assert (np.asarray(parcels.price)[:, 2] == 0).all()


def test_a_scenario_says_what_carriage_costs():
    online = read_scenario("base").online
    terms = carriage_of(online, 1000)
    assert terms.mean_price == pytest.approx(1000 * online.parcel_price)
    assert terms.distance_share == online.parcel_distance_share
    assert (terms.loss, terms.food_loss) == (online.parcel_loss, online.food_loss)
    assert (terms.km_per_day, terms.handling_days) == (
        online.express_km_per_day,
        online.handling_days,
    )
