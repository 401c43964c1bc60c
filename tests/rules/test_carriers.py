"""Parcels that are lost, and parcels that wait."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.carriers import capacity_next, late_of_today, lost_share, waiting_next

DAYS = st.lists(st.integers(0, 30), max_size=60)


def test_two_days_lose_what_is_left_by_the_first():
    one = lost_share(0.1, 1.0)
    assert one == pytest.approx(1.0 - np.exp(-0.1))
    assert lost_share(0.1, 2.0) == pytest.approx(one + (1.0 - one) * one)
    assert lost_share(0.0, 9.0) == 0.0


@given(sent=DAYS, capacity=st.integers(1, 20))
def test_parcels_leave_first_in_first_out_and_those_that_wait_a_night_are_late(sent, capacity):
    line, waiting = [], 0  # the days on which those in the line came
    for today, count in enumerate(sent):
        line += [today] * count
        gone, line = line[:capacity], line[capacity:]
        assert late_of_today(waiting, count, capacity) == count - gone.count(today)
        waiting = waiting_next(waiting, count, capacity)
        assert waiting == len(line)


@given(sent=DAYS, capacity=st.integers(1, 20))
def test_nights_waited_are_the_queues_of_all_evenings(sent, capacity):
    waiting, nights = 0, 0
    for count in [*sent, *[0] * 2000]:
        waiting = waiting_next(waiting, count, capacity)
        nights += waiting
    came = np.repeat(np.arange(len(sent)), sent)
    leaves = []
    for day in came:  # each leaves on the first day with room, after all before it
        first = max(day, leaves[-1] if leaves else 0)
        leaves.append(first + (leaves[-capacity:].count(first) == capacity))
    assert nights == sum(leaves) - came.sum()


def test_carriers_close_part_of_the_gap_each_month():
    assert capacity_next(300.0, 3.0, 100.0, 0.3) == 300.0
    assert capacity_next(300.0, 3.0, 200.0, 0.25) == 375.0
    assert capacity_next(300.0, 3.0, 50.0, 1.0) == 150.0
