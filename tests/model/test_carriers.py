"""Carriers: queues at Singles' Day, parcels that are late, and what buyers make of it."""

import numpy as np
import pytest

from tests.model.test_marketplace import books, small


def counted(model):
    """Outcomes of parcels, and the columns of which they are made."""
    outcomes = model.outcomes()
    return {name: outcomes[name].value for name in OUTCOMES}, model.state.online.parcels


OUTCOMES = ("delivery_days", "late_parcels_share", "lost_parcels_share")


def test_parcels_wait_at_singles_day_and_are_all_collected_some_days_later():
    model = small()
    waiting, zhejiang = [], model.state.province_names.index("Zhejiang")
    while model.running:
        before = books(model)
        model.step()
        after = books(model)
        posted = (after["Parcels.sent"] - before["Parcels.sent"]).sum(axis=1)
        capacity = before["Parcels.capacity"]
        expected = np.maximum(before["Parcels.waiting"] + posted - capacity, 0)
        assert np.array_equal(after["Parcels.waiting"], expected)
        waiting.append(int(expected[zhejiang]))  # luck alone makes a queue where few are sent
    singles_day = 3 + 17  # 3 days of warm-up, from 25 October on
    assert not any(waiting[:singles_day])
    assert all(waiting[singles_day : singles_day + 2])
    assert not any(waiting[singles_day + 7 :])
    outcomes, parcels = counted(model)
    # In this small country all days count but the first three.
    sent = np.asarray(parcels.sent).sum()
    assert 0.05 < outcomes["late_parcels_share"] < 0.4
    assert outcomes["late_parcels_share"] == pytest.approx(parcels.late.sum() / sent, rel=0.15)
    lanes = np.asarray(parcels.sent) * np.asarray(parcels.days)
    road = lanes.sum() / sent
    assert outcomes["delivery_days"] > road
    assert outcomes["delivery_days"] == pytest.approx(road + parcels.nights.sum() / sent, rel=0.1)
    assert 0.0 < outcomes["lost_parcels_share"] < 0.02


def test_capacity_follows_the_parcels_and_buyers_learn_how_long_they_waited():
    model = small(
        "online.carrier_room=0.9", "online.carrier_growth=0.5", "online.taste_growth=0.35"
    )
    opening = np.array(model.state.online.parcels.capacity)
    parcels = model.state.online.parcels
    assert np.allclose(opening, 0.9 * np.asarray(parcels.opening).sum(axis=1), atol=1.0)
    while not np.asarray(parcels.wait).any():
        model.step()
    waited = np.array(parcels.wait)
    assert (waited > 0.0).any()
    model.run()
    assert (np.asarray(parcels.capacity) != opening).any()


def test_with_room_for_all_and_nothing_lost_every_parcel_comes_in_time():
    sets = ("carrier_room=100", "parcel_loss=0", "food_loss=0")
    model = small(*(f"online.{each}" for each in sets)).run()
    outcomes, parcels = counted(model)
    assert outcomes["late_parcels_share"] == outcomes["lost_parcels_share"] == 0.0
    assert not np.asarray(parcels.waiting).any()
    assert np.array_equal(np.asarray(parcels.collected), np.asarray(parcels.sent).sum(axis=1))


def test_food_spoils_and_long_ways_lose_more():
    parcels = small().state.online.parcels
    loss, days = np.asarray(parcels.loss), np.asarray(parcels.days)
    assert (loss[1] > loss[0]).all()
    order = np.argsort(days.ravel())
    assert (np.diff(loss[0].ravel()[order]) >= 0.0).all()
