"""Parcels get quicker month by month: by hand, where the lever reaches and from its day."""

from datetime import date
from types import SimpleNamespace

import numpy as np
import pytest

from sim.phases.online_logistics import Settings, improve_logistics, settings_of
from sim.rules.parcels import Carriage
from sim.scenario import read_scenario
from tests.phases.marketplace import DAY, copied, open_marketplace

CARRIAGE = Carriage(
    km_per_day=10.0,
    handling_days=0.4,
    mean_price=1270.0,
    distance_share=0.4,
    loss=0.001,
    food_loss=0.02,
)
SEASON = 33.0


def month(**changes):
    """A marketplace before and after a month's improvement of its first province."""
    terms = Settings(
        carriage=CARRIAGE, frontier_gain=0.1, catch_up=0.8, volume_effect=0.5, from_day=100,
        reach=np.array([0.75, 0.0]), room=3.0, growth=0.25,
    )._replace(**changes.pop("terms", {}))  # fmt: skip
    state = open_marketplace(logistics=terms)
    parcels = state.online.parcels
    parcels.slowness[:] = 1.5, 2.0
    parcels.through[:] = 4000, 700
    state.online.trade.season[:] = SEASON
    parcels.month_sent[:] = changes.pop("sent", parcels.month_sent)
    (was,) = copied(parcels)
    improve_logistics(state, None, DAY._replace(**changes))
    return parcels, was


def test_a_month_closes_part_of_the_gap_and_sets_days_and_prices():
    parcels, was = month()
    frontier = 0.9 ** ((DAY.counting_day - 100) / 365)
    usual = was.opening[0].sum() + was.opening[:, 0].sum()
    volume = 4000 / SEASON / usual
    first = frontier + (1.5 - frontier) * np.exp(-0.8 * 0.75 / 12 * np.sqrt(volume))
    slowness = np.array([first, 2.0])
    np.testing.assert_allclose(parcels.slowness, slowness)
    ends = 0.5 * (slowness[:, None] + slowness)
    np.testing.assert_allclose(parcels.days, ends * (0.8 + was.km / 10.0))
    hazard = np.array([0.001, 0.02])[:, None, None]
    np.testing.assert_allclose(parcels.loss, 1.0 - np.exp(-hazard * np.asarray(parcels.days)))
    km = was.km * (1.0 + was.dearer)
    price = 1270.0 * (0.6 * ends / was.mean[0] + 0.4 * km / was.mean[1])
    assert np.array_equal(parcels.price, np.floor(price + 0.5))
    assert not np.asarray(parcels.through).any()


@pytest.mark.parametrize(
    "changes", [{"counting_day": 100}, {"terms": {"reach": np.zeros(2)}}], ids=["day", "nowhere"]
)
def test_without_the_lever_only_the_count_of_the_month_begins_anew(changes):
    parcels, was = month(**changes)
    assert not np.asarray(parcels.through).any()
    for name in ("slowness", "days", "price"):
        assert np.array_equal(getattr(parcels, name), getattr(was, name))


@pytest.mark.parametrize("counting", [0, 1])
def test_carriers_fit_their_capacity_to_the_month_once_days_count(counting):
    parcels, was = month(counting=counting)
    wanted = was.capacity + 0.25 * (3.0 * was.month_sent / SEASON - was.capacity)
    expected = np.maximum(np.floor(wanted + 0.5), 1) if counting else was.capacity
    assert np.array_equal(parcels.capacity, expected)
    np.testing.assert_allclose(parcels.wait, was.month_nights / was.month_sent)
    assert not np.asarray(parcels.month_sent).any() and not np.asarray(parcels.month_nights).any()


def test_carriers_that_had_no_parcel_keep_room_for_one():
    parcels, _ = month(sent=0, terms={"growth": 1.0})
    assert np.asarray(parcels.capacity).tolist() == [1, 1]


def test_within_a_month_parcels_are_counted():
    parcels, was = month(first_of_month=0)
    assert np.array_equal(parcels.through, was.through)


def test_a_lever_reaches_its_provinces_from_its_day():
    lever = "levers.smart_logistics={level: 0.5, from: 2016-03-01, where: [Gansu]}"
    scenario = read_scenario("base", sets=[lever])
    terms = settings_of(scenario, ("Gansu", "Hainan"))
    assert terms.reach.tolist() == [0.5, 0.0]
    assert terms.from_day == (date(2016, 3, 1) - scenario.calendar.start).days
    for name in ("frontier_gain", "catch_up", "volume_effect"):
        assert getattr(terms, name) == getattr(scenario.online, name)
    assert (terms.room, terms.growth) == (
        scenario.online.carrier_room,
        scenario.online.carrier_growth,
    )
    money = scenario.online.parcel_price * scenario.grain.money
    assert terms.carriage.mean_price == pytest.approx(money)


def test_where_nobody_sells_online_nothing_improves():
    improve_logistics(SimpleNamespace(online=None), None, DAY)
