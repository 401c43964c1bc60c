"""Threads that run a list of steps: each task once, and no step before the last one is over."""

from collections import namedtuple

import numpy as np
import pytest

from sim.engine.machine.barrier import begin_section, end_section
from sim.engine.machine.compiling import compiled
from sim.engine.machine.dispatch import dispatched, entries_of
from sim.engine.machine.handles import handle, placed
from sim.engine.machine.keeping import keep
from sim.engine.machine.steps import Steps, run_steps
from sim.engine.machine.workers import WorkerPool
from sim.engine.phase import Bounds
from sim.engine.schedule import Today

Tables = namedtuple("Tables", "done before")
Own = namedtuple("Own", "sums")
TODAY, PIECE = Today(*range(7)), Bounds(*[0] * 8)
TASKS = 40  # of a step


def note(tables, own, rules, today, piece):
    """Say that a piece is done, and how many of the step before were done by then."""
    tables.done[piece.level, piece.number] += 1
    if piece.level > 0:
        tables.before[piece.level, piece.number] = tables.done[piece.level - 1].sum()


def add(tables, own, rules, today, piece):
    """Add to a sum of this thread's own."""
    own.sums[0] += rules * today.day


@dispatched
@compiled
def run(team, kept, steps):
    begin_section(team)
    run_steps(team, kept.parts, TODAY, steps)
    end_section(team)


def steps_of(count, workers):
    """As many steps: a task for each worker, and some for whoever is free."""
    steps, tasks = [], []
    for step in range(count):
        first = len(tasks)
        own = [(rank, 0, 2, rank, step, *[0] * 6) for rank in range(workers)]
        free = [(-1, 0, 2, number, step, *[0] * 6) for number in range(workers, TASKS)]
        tasks += own + free
        steps.append((first, first + workers, len(tasks)))
    return handle(Steps, (np.array(steps), np.array(tasks), np.array([0, 1])))


@pytest.mark.parametrize("threads", [1, 3])
def test_each_task_is_done_once_and_each_step_after_the_other(threads):
    pool, count = WorkerPool(threads), 25
    tables = Tables(*(np.zeros((count, TASKS), np.int64) for _ in range(2)))
    owns = [Own(np.zeros(1, np.int64)) for _ in range(threads)]
    shown = placed(tables)
    entries = entries_of(
        dict.fromkeys((note, add), frozenset()), (shown, placed(owns[0]), 3, TODAY, PIECE)
    )
    steps = steps_of(count, threads)
    hands = [(keep((entries, shown, placed(own), 3)), steps) for own in owns]
    for _ in range(4):
        tables.done[:], tables.before[:] = 0, 0
        pool.run(run, *hands)
        assert (tables.done == 1).all()
        assert (tables.before[1:] == TASKS).all()
    assert sum(own.sums[0] for own in owns) == 4 * count * TASKS * 3 * TODAY.day
