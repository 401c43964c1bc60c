"""Parcels that wait for carriers, against a queue that is served once a day."""

from itertools import product

import pytest
from scipy import stats

from sim.evidence.answers.day_queue import day_queue
from tests.textbook.playing import assert_agrees, play

TWO = {
    "marketplace__price": "[88, 88]",
    "marketplace__km": "[500, 500]",
    "marketplace__merchants": "[1, 1]",
    "marketplace__appeal": "[0, 0.3]",
    "marketplace__budget": "1600",
}


@pytest.mark.parametrize("mean", [0.3, 0.6])
def test_in_the_long_run_it_is_pollaczeks_and_khinchines(mean):
    """With room for one, the queue before each evening is that of M/D/1 at its departures."""
    early, late = (day_queue([mean] * days, 1).waiting.mean for days in (300, 400))
    assert (late - early) / 100 == pytest.approx(mean**2 / (2 * (1 - mean)), rel=1e-9)


def test_three_days_parcel_by_parcel():
    means, room = [1.0, 3.0, 0.5], 2
    sums = []
    for each in product(range(25), repeat=3):
        chance = stats.poisson.pmf(each, means).prod()
        queue, waiting, late = 0, 0, 0
        for parcels in each:
            after = max(queue + parcels - room, 0)
            late += parcels - min(parcels, max(room - queue, 0))
            waiting, queue = waiting + after, after
        sums.append((chance, waiting, late))
    found = day_queue(means, room)
    for total, place in ((found.waiting, 1), (found.late, 2)):
        mean = sum(row[0] * row[place] for row in sums)
        square = sum(row[0] * row[place] ** 2 for row in sums)
        assert total.mean == pytest.approx(mean, abs=1e-9)
        assert total.variance == pytest.approx(square - mean**2, abs=1e-8)


def test_a_queue_that_never_ends_is_refused():
    with pytest.raises(ValueError, match="longer than"):
        day_queue([5.0] * 200, 2)


def test_the_case_as_shipped():
    assert_agrees("carrier_queue")


@pytest.mark.parametrize(
    "sets",
    [
        {"online__carrier_room": 1.4, "calendar__start": "2012-01-01"},
        {"online__singles_day": 0.04, "calendar__warmup_days": 40},
        {"online__month_index": "[1,1,1,1,1,1,1,1,1,1,1,1]", "online__carrier_room": 1.2},
        TWO,
    ],
)
def test_other_room_and_other_seasons(sets):
    assert_agrees("carrier_queue", sharp=0.05, **sets)


def test_with_room_for_all_nobody_waits():
    played = play("carrier_queue", online__carrier_room=100, calendar__end="2001-12-31")
    assert played.outcomes["waiting_parcels"] == played.outcomes["late_parcels"] == 0.0
    assert played.outcomes["online_orders.province1"] == pytest.approx(8.0, rel=0.1)
