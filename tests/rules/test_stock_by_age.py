"""Stock by last day of sale, against a list of batches that is kept in order."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.stock_by_age import (
    add,
    days_of_next,
    expire,
    lost_on_the_way,
    ring_days,
    take,
    take_oldest,
)

LIFE = 5
DAYS = st.lists(
    st.tuples(
        st.lists(st.tuples(st.integers(-1, LIFE - 1), st.integers(0, 20)), max_size=3),
        st.integers(0, 30),
    ),
    max_size=25,
)


@given(DAYS, st.integers(0, 100))
def test_oldest_first_and_nothing_lost(days, first_day):
    row = np.zeros(int(ring_days(np.array([LIFE]))[0]), np.int32)
    batches: dict[int, int] = {}
    for today, (arrivals, wanted) in enumerate(days, start=first_day):
        for more_days, quantity in arrivals:
            refused = add(row, today, today + more_days, quantity)
            assert refused == (quantity if more_days < 0 else 0)
            if more_days >= 0:
                batches[today + more_days] = batches.get(today + more_days, 0) + quantity

        wanted = min(wanted, sum(batches.values()))
        day_sum, left = 0, wanted
        for last_day in sorted(batches):
            taken = min(left, batches[last_day])
            batches[last_day] -= taken
            left -= taken
            day_sum += taken * last_day
        assert take_oldest(row, today, wanted) == day_sum

        assert expire(row, today) == batches.pop(today, 0)
        assert row.sum() == sum(batches.values())
        assert all(row[last_day % len(row)] == held for last_day, held in batches.items())


def test_a_last_day_beyond_the_ring_is_the_ring_s_last():
    row = np.zeros(4, np.int32)
    assert add(row, 10, 99, 5) == 0
    assert expire(row, 11) == expire(row, 12) == 0
    assert expire(row, 13) == 5


@pytest.mark.parametrize("today", [8, 10, 15])
def test_what_leaves_next_is_the_oldest_or_the_youngest(today):
    row = np.zeros(8, np.int32)
    assert days_of_next(row, today, 0) == days_of_next(row, today, 1) == 0
    add(row, today, today + 2, 5)
    assert days_of_next(row, today, 0) == days_of_next(row, today, 1) == 3
    add(row, today, today, 1)
    add(row, today, today + 7, 1)
    assert (days_of_next(row, today, 0), days_of_next(row, today, 1)) == (1, 8)


RINGS = st.sampled_from([1, 2, 4, 8]).flatmap(
    lambda days: st.lists(st.integers(0, 9), min_size=days, max_size=days)
)


@given(RINGS, st.integers(0, 60), st.integers(0, 40))
def test_youngest_first_leaves_what_oldest_first_takes(held, wanted, today):
    """Taking some youngest first leaves the units that taking the rest oldest first would take."""
    wanted = min(wanted, sum(held))
    youngest, oldest = (np.array(np.roll(held, today), np.int32) for _ in range(2))
    days = [today + k for k in range(len(held))]
    all_days = sum(day * units for day, units in zip(days, held, strict=True))
    taken = take(youngest, today, wanted, 1)
    rest = take(oldest, today, sum(held) - wanted, 0)
    assert taken + rest == all_days
    assert (youngest + oldest == np.roll(held, today)).all()


def test_the_shelf_s_order_of_issue():
    """Five of 2, 3 and 4 units that may be sold until day 4, 5 and 6."""
    for youngest_first, days, left in (
        (0, 4 * 2 + 5 * 3, [0, 0, 4, 0]),
        (1, 6 * 4 + 5, [2, 2, 0, 0]),
    ):
        row = np.array([2, 3, 4, 0], np.int32)
        assert take(row, 4, 5, youngest_first) == days
        assert row.tolist() == left


@given(st.lists(st.integers(1, 60), min_size=1, max_size=20))
def test_a_ring_has_room_for_every_day_of_sale_and_is_a_power_of_two(lives):
    for life, days in zip(lives, ring_days(np.array(lives, np.int32)), strict=True):
        assert life <= days < 2 * life
        assert f"{days:b}".count("1") == 1


def test_a_day_on_the_way_loses_its_part_of_what_is_left():
    left = 1.0
    for day in range(400):
        assert lost_on_the_way(0.03, day) == pytest.approx(1.0 - left, abs=1e-12)
        left -= 0.03 * left
    assert lost_on_the_way(0.0, 400) == 0.0
    assert lost_on_the_way(0.03, 400) < 1.0  # else what arrives would cost less than nothing
