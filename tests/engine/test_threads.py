"""Threads: results in order, errors where the work was asked for, an end with their owner."""

import gc
import weakref
from functools import partial

import pytest

from sim.engine.threads import Threads


@pytest.mark.parametrize("count", [1, 2, 4])
def test_results_come_in_the_order_of_the_works(count):
    threads = Threads(count)
    for _ in range(3):
        assert threads.run([partial(pow, 2, n) for n in range(count)]) == [
            2**n for n in range(count)
        ]


@pytest.mark.parametrize("at", [0, 1])
def test_an_error_is_raised_where_the_work_was_asked_for(at):
    threads = Threads(2)
    works = [partial(int, "1"), partial(int, "2")]
    works[at] = partial(int, "one")
    with pytest.raises(ValueError, match="one"):
        threads.run(works)
    assert threads.run([partial(int, "1"), partial(int, "2")]) == [1, 2]  # it goes on


class Table:
    """Something large."""


def test_threads_end_with_their_owner_and_hold_on_to_nothing():
    threads, table = Threads(3), Table()
    gone, started = weakref.ref(table), [mate.thread for mate in threads.mates]
    threads.run([partial(id, table)] * 3)
    del table
    gc.collect()
    assert gone() is None
    assert all(thread.is_alive() for thread in started)
    del threads
    gc.collect()
    for thread in started:
        thread.join(timeout=10)
        assert not thread.is_alive()
