"""Threads: sections run by all, errors where the work was asked for, an end with their owner."""

import gc
import time
import weakref

import numpy as np
import pytest

from sim.engine.machine.barrier import barrier, begin_section, end_section, next_task
from sim.engine.machine.compiling import compiled
from sim.engine.machine.dispatch import dispatched
from sim.engine.machine.workers import WorkerPool


@dispatched
@compiled
def relay(team, numbers, rounds):
    """Each thread adds its number to the next one's, round after round."""
    begin_section(team)
    for _ in range(rounds):
        got = numbers[team.rank]
        barrier(team)
        numbers[(team.rank + 1) % team.size] += got
        barrier(team)
    end_section(team)
    return team.rank


@pytest.mark.parametrize("count", [1, 2, 4])
def test_threads_meet_in_every_round(count):
    threads, numbers = WorkerPool(count), np.arange(1, count + 1)
    turned = np.eye(count, dtype=int) + np.roll(np.eye(count, dtype=int), 1, axis=0)
    for rounds in (1, 3, 10):
        expected = np.linalg.matrix_power(turned, rounds) @ numbers
        if count == 1:
            expected = numbers * 2**rounds
        assert threads.run(relay, *[(numbers, rounds)] * count) == 0
        assert (numbers == expected).all()


@dispatched
@compiled
def take_parts(team, times, order):
    """Note who took each part of the work, and how often it was taken."""
    begin_section(team)
    part = next_task(team)
    while part < len(times):
        times[part] += 1
        order[team.rank] += 1
        part = next_task(team)
    end_section(team)


@pytest.mark.parametrize("count", [1, 2, 4])
def test_every_part_of_the_work_is_taken_once(count):
    threads, by_whom = WorkerPool(count), np.zeros(count, np.int64)
    for parts in (0, 1, 50, 20_000):
        times, by_whom[:] = np.zeros(parts, np.int64), 0
        threads.run(take_parts, *[(times, by_whom)] * count)
        assert (times == 1).all()
        assert by_whom.sum() == parts


def test_a_mate_that_fell_asleep_wakes_up():
    threads, numbers = WorkerPool(2), np.ones(2, np.int64)
    threads.run(relay, *[(numbers, 1)] * 2)
    used = time.process_time()
    time.sleep(0.5)
    assert time.process_time() - used < 0.4  # nobody waits awake for long
    threads.run(relay, *[(numbers, 1)] * 2)
    assert numbers.tolist() == [4, 4]


@pytest.mark.parametrize("at", [0, 1])
def test_an_error_is_raised_where_the_work_was_asked_for(at):
    threads, numbers = WorkerPool(2), np.ones(2, np.int64)
    each = [(numbers, 1), (numbers, 1)]
    each[at] = (numbers, "once")
    with pytest.raises(Exception, match="range"):
        threads.run(relay, *each)
    numbers[:] = 1
    threads.run(relay, *[(numbers, 1)] * 2)  # it goes on
    assert numbers.tolist() == [2, 2]


def test_after_an_error_nobody_works_on():
    def late(team, numbers):
        if team.rank == 0:
            raise ValueError("at once")
        time.sleep(0.2)
        numbers[team.rank] = 2

    threads, numbers = WorkerPool(2), np.ones(2, np.int64)
    with pytest.raises(ValueError, match="at once"):
        threads.run(late, *[(numbers,)] * 2)
    assert numbers.tolist() == [1, 2]


def test_after_an_error_nobody_takes_a_part():
    def unless_first(team, times, by_whom):
        if team.rank == 0:
            raise ValueError("at once")
        take_parts(team, times, by_whom)

    threads, times, by_whom = WorkerPool(4), np.zeros(9, np.int64), np.zeros(4, np.int64)
    with pytest.raises(ValueError, match="at once"):
        threads.run(unless_first, *[(times, by_whom)] * 4)
    assert not times.any()
    assert not by_whom.any()


def test_threads_end_with_their_owner_and_hold_on_to_nothing():
    threads, table = WorkerPool(3), np.ones(3, np.int64)
    gone, started = weakref.ref(table), [worker.thread for worker in threads.workers]
    threads.run(relay, *[(table, 1)] * 3)
    del table
    deadline = time.monotonic() + 10
    while gone() is not None and time.monotonic() < deadline:
        gc.collect()
        time.sleep(0.001)  # without a pause the others hardly come to let go
    assert gone() is None
    assert all(thread.is_alive() for thread in started)
    del threads
    gc.collect()
    for thread in started:
        thread.join(timeout=10)
        assert not thread.is_alive()
