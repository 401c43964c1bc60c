"""Parcels that travel together go sooner, by hand; technology saves time where it reaches."""

from datetime import date
from types import SimpleNamespace

import numpy as np
import pytest

from sim.phases.online.logistics import LOGISTICS, Settings, logistics_improve, settings_of
from sim.rules.parcels import Carriage
from sim.scenario import read_scenario
from tests.phases.acts import perform
from tests.phases.marketplace import DAY, copied, online_rules, open_marketplace

CARRIAGE = Carriage(
    km_per_day=10.0,
    handling_days=0.4,
    waiting_share=0.25,
    consolidation=0.5,
    mean_price=1270.0,
    distance_share=0.4,
    vehicle_share=0.2,
    loss=0.001,
    food_loss=0.02,
)
SEASON = 33.0


def month(**changes):
    """A marketplace before and after a month's improvement of its first province."""
    terms = Settings(
        carriage=CARRIAGE, frontier_gain=0.1, technology_day=100, reach=np.array([0.75, 0.0]),
        carrier_room=3.0, carrier_growth=0.25,
    )._replace(**changes.pop("terms", {}))  # fmt: skip
    state = open_marketplace()
    parcels = state.online.parcels
    parcels.slowness[:] = 1.5, 2.0
    parcels.through[:] = changes.pop("through", (4000, 700))
    state.online.trade.season[:] = SEASON
    parcels.month_sent[:] = changes.pop("sent", parcels.month_sent)
    (was,) = copied(parcels)
    perform(LOGISTICS, state, online_rules(logistics=terms), DAY._replace(**changes))
    return parcels, was


def flows_of(was):
    """Parcels to and from each province on a mean day of the opening."""
    return was.opening.sum(axis=0) + was.opening.sum(axis=1)


def test_a_month_moves_departures_and_technology_and_sets_days_and_prices():
    parcels, was = month()
    slowness = np.array([1.5 * 0.9 ** (0.75 / 12), 2.0])
    np.testing.assert_allclose(parcels.slowness, slowness)
    seen = np.array([4000, 700]) / SEASON / flows_of(was)
    volume = was.volume + 0.25 * (seen - was.volume)
    np.testing.assert_allclose(parcels.volume, volume)
    ends = 0.5 * (slowness[:, None] + slowness)
    now = was.headway / np.sqrt(volume)
    headway = 0.5 * (now[:, None] + now)
    waiting = 0.25 * 0.8 * was.mean[0] * headway
    np.testing.assert_allclose(parcels.days, ends * (0.6 + was.km / 10.0) + waiting)
    hazard = np.array([0.001, 0.02])[:, None, None]
    np.testing.assert_allclose(parcels.loss, 1.0 - np.exp(-hazard * np.asarray(parcels.days)))
    km = was.km * (1.0 + was.dearer)
    at_ends = 0.6 * (0.8 * ends / was.mean[0] + 0.2 * headway)
    price = 1270.0 * (at_ends + 0.4 * km / was.mean[1])
    assert np.array_equal(parcels.price, np.floor(price + 0.5))
    assert not np.asarray(parcels.through).any()


@pytest.mark.parametrize("season", [20.0, 45.0], ids=["low", "high"])
def test_four_times_the_parcels_wait_half_as_long_for_others_whatever_the_season(season):
    """Two provinces, one lane: parcels go from the first to the second alone."""
    terms = Settings(CARRIAGE, 0.1, 100, np.zeros(2), 3.0, 1.0)
    state = open_marketplace()
    parcels = state.online.parcels
    parcels.slowness[:] = parcels.volume[:] = parcels.headway[:] = parcels.mean[0] = 1.0
    parcels.opening[:] = [[0.0, 8.0], [0.0, 0.0]]
    found = []
    for each in (1, 4):
        parcels.through[:] = round(each * 8 * season)
        state.online.trade.season[:] = season
        perform(LOGISTICS, state, online_rules(logistics=terms), DAY)
        found.append((float(parcels.days[0, 1]), int(parcels.price[0, 1])))
    (days, price), (days_of_four, price_of_four) = found
    km = float(parcels.km[0, 1])
    waiting, vehicles = 0.25 * 0.8, 1270.0 * 0.6 * 0.2
    assert days == pytest.approx(0.75 * 0.8 + km / 10.0 + waiting)
    assert days - days_of_four == pytest.approx(waiting / 2)
    assert price - price_of_four == pytest.approx(vehicles / 2, abs=1)


def test_a_province_without_parcels_keeps_its_departures_for_one():
    parcels, was = month(through=(0, 0), terms={"carrier_growth": 1.0})
    np.testing.assert_allclose(parcels.volume, 1.0 / SEASON / flows_of(was))
    assert np.isfinite(parcels.days).all()


def test_in_the_warm_up_departures_stay_and_only_the_count_of_the_month_begins_anew():
    parcels, was = month(counting=0, counting_day=-60)
    assert not np.asarray(parcels.through).any()
    for name in ("slowness", "volume"):
        assert np.array_equal(getattr(parcels, name), getattr(was, name))


@pytest.mark.parametrize(
    "changes", [{"counting_day": 100}, {"terms": {"reach": np.zeros(2)}}], ids=["day", "nowhere"]
)
def test_without_the_lever_technology_stays(changes):
    parcels, was = month(**changes)
    assert np.array_equal(parcels.slowness, was.slowness)
    assert not np.array_equal(parcels.volume, was.volume)


def test_of_the_lever_s_first_month_only_its_days_count():
    parcels, _ = month(counting_day=110)
    assert parcels.slowness[0] == pytest.approx(1.5 * 0.9 ** (0.75 * 10 / 365))


@pytest.mark.parametrize("counting", [0, 1])
def test_carriers_fit_their_capacity_to_the_month_once_days_count(counting):
    parcels, was = month(counting=counting)
    wanted = was.capacity + 0.25 * (3.0 * was.month_sent / SEASON - was.capacity)
    expected = np.maximum(np.floor(wanted + 0.5), 1) if counting else was.capacity
    assert np.array_equal(parcels.capacity, expected)
    np.testing.assert_allclose(parcels.wait, was.month_nights / was.month_sent)
    assert not np.asarray(parcels.month_sent).any() and not np.asarray(parcels.month_nights).any()


def test_carriers_that_had_no_parcel_keep_room_for_one():
    parcels, _ = month(sent=0, terms={"carrier_growth": 1.0})
    assert np.asarray(parcels.capacity).tolist() == [1, 1]


def test_within_a_month_parcels_are_counted():
    parcels, was = month(first_of_month=0)
    assert np.array_equal(parcels.through, was.through)


def test_a_lever_reaches_its_provinces_from_its_day():
    lever = "levers.smart_logistics={level: 0.5, from: 2016-03-01, where: [Gansu]}"
    scenario = read_scenario("base", sets=[lever])
    terms = settings_of(scenario, ("Gansu", "Hainan"))
    assert terms.reach.tolist() == [0.5, 0.0]
    assert terms.technology_day == (date(2016, 3, 1) - scenario.calendar.start).days
    assert terms.frontier_gain == scenario.online.frontier_gain
    assert (terms.carrier_room, terms.carrier_growth) == (
        scenario.online.carrier_room,
        scenario.online.carrier_growth,
    )
    money = scenario.online.parcel_price * scenario.grain.money
    assert terms.carriage.mean_price == pytest.approx(money)


def test_where_nobody_sells_online_nothing_improves():
    assert not logistics_improve(SimpleNamespace(online=None), None, DAY)
