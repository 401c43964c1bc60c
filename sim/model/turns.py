"""The compiled code of days: the steps of each, and between two a count of goods and money."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.engine.machine.barrier import begin_section, end_section, restart_tasks
from sim.engine.machine.compiling import compiled, compiled_part
from sim.engine.machine.dispatch import dispatched
from sim.engine.machine.steps import run_steps
from sim.engine.schedule import day_of
from sim.engine.tables.state import State
from sim.model.checks import conservation, stocktaking
from sim.model.checks.stocktaking import Counts
from sim.phases.entry import exits


@compiled_part
def may_go_on(tables, insolvent, room):
    """Whether the night needs nobody: all agrees, nobody closes, and there is room for orders."""
    book = tables.book
    fits = book.lines[0] + len(tables.shelves.stock) <= len(book.shelf)
    return fits and insolvent.how_many[0] == 0 and conservation.all_agrees(room)


@dispatched
@compiled
def play(team, kept, steps, days):
    """Some days, of which each is counted but the last; or some steps of one day.

    days  int64 (days, fields of Today)
    Returns how many were played: after some nights somebody has to look.
    """
    called, stock_parts, insolvent, go_on = kept.parts
    begin_section(team)
    played, goes_on = 0, 1
    while goes_on:
        run_steps(team, called, day_of(days, played), steps)
        played += 1
        goes_on = 0
        if played < len(days):
            restart_tasks(team)
            stocktaking.count(team, *stock_parts)
            if team.rank == 0:
                go_on[0] = may_go_on(stock_parts[0], insolvent, stock_parts[-1])
            restart_tasks(team)
            goes_on = go_on[0]
    end_section(team)
    return played


def parts_of(state: State, opening: Counts) -> tuple[Any, ...]:
    """What `play` is handed in every thread, besides what it calls.

    opening  money by sector before the first day
    """
    return (
        stocktaking.parts_of(state, opening), state.once(exits.nobody_insolvent),
        state.once(_go_on),
    )  # fmt: skip


def _go_on(state: State) -> NDArray[np.int64]:
    """Where the first thread says whether there is another day."""
    return np.zeros(1, np.int64)
