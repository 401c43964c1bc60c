"""Barriers: how threads wait for each other inside compiled code, which takes a microsecond.

Waking a thread that sleeps takes some sixty. So a worker that has finished its part of a section
stays awake for a while, outside Python's lock, until the leader has begun the next.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.machine.atomics import fetch_add, load_acquire, sched_yield, store_release
from sim.engine.machine.compiling import compiled_part

# Counters: the last section begun (leader) or finished (the others); barriers; tasks taken.
SECTION, BARRIERS, TAKEN = 0, 1, 2
A_CACHE_LINE = 8  # counters; two threads do not write to one
LOOKS = 256  # between two offers of the processor to others
OFFERS = 2000  # before a worker goes to sleep: about a millisecond
FOR_EVER = 1 << 40


class Team(NamedTuple):
    """One thread's place among those that work on a section."""

    rank: int  # 0 is the leader
    size: int
    section: int  # number of the section
    counters: NDArray[np.int64]  # (ranks, A_CACHE_LINE)


def new_counters(size: int) -> NDArray[np.int64]:
    """The counters of a team before its first section."""
    return np.zeros((size, A_CACHE_LINE), np.int64)


@compiled_part
def wait_for(counters, rank, counter, least, offers):
    """Wait until a thread has counted at least so far, or for so many offers."""
    looks = 0
    while load_acquire(counters, rank, counter) < least and looks < offers * LOOKS:
        looks += 1
        if looks % LOOKS == 0:
            sched_yield()


@compiled_part
def begin_section(team):
    """What all threads run begins here, when the leader has come."""
    if team.rank == 0:
        store_release(team.counters, 0, TAKEN, 0)
        store_release(team.counters, 0, SECTION, team.section)
    else:
        wait_for(team.counters, 0, SECTION, team.section, FOR_EVER)


@compiled_part
def next_task(team):
    """Number of the next task of a section that nobody has taken; they count from 0."""
    return fetch_add(team.counters, 0, TAKEN)


@compiled_part
def barrier(team):
    """Go on when all have come here."""
    if team.size > 1:
        here = team.counters[team.rank, BARRIERS] + 1
        store_release(team.counters, team.rank, BARRIERS, here)
        for other in range(team.size):
            wait_for(team.counters, other, BARRIERS, here, FOR_EVER)


@compiled_part
def restart_tasks(team):
    """A barrier, after which the tasks count from 0."""
    barrier(team)
    if team.rank == 0:
        store_release(team.counters, 0, TAKEN, 0)
    barrier(team)


@compiled_part
def end_section(team):
    """The leader goes on when all have finished; the others stay awake for the next section."""
    if team.size == 1:
        return
    if team.rank == 0:
        for other in range(1, team.size):
            wait_for(team.counters, other, SECTION, team.section, FOR_EVER)
    else:
        store_release(team.counters, team.rank, SECTION, team.section)
        wait_for(team.counters, 0, SECTION, team.section + 1, OFFERS)
