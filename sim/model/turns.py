"""The compiled code of days: of each three turns, and the count of all goods and money."""

from typing import Any

import numpy as np

from sim.engine.machine.barrier import begin_section, end_section, restart_tasks
from sim.engine.machine.compiling import compiled, compiled_part
from sim.engine.machine.dispatch import dispatched
from sim.engine.phase import EVERY
from sim.engine.schedule import day_of
from sim.engine.tables.state import State
from sim.model import by_day, closing, evening
from sim.model.checks import conservation, stocktaking
from sim.model.checks.stocktaking import Counts
from sim.model.reduction import Share
from sim.model.rules import Rules
from sim.phases.entry import exits

TURNS = (by_day.PHASES, evening.PHASES, closing.PHASES)


@compiled_part
def work(team, parts, today, turn, only):
    """One turn of a day, or all three, shared by threads.

    turn  its place in TURNS, or EVERY; only: place in it of the one phase to run, or EVERY
    """
    by_day_parts, evening_parts, closing_parts = parts
    if turn in (EVERY, 0):
        by_day.work(team, today, only, *by_day_parts)
    restart_tasks(team)
    if turn in (EVERY, 1):
        evening.work(team, today, only, *evening_parts)
    restart_tasks(team)
    if turn in (EVERY, 2):
        closing.work(team, today, only, *closing_parts)


@compiled_part
def may_go_on(tables, insolvent, room):
    """Whether the night needs nobody: all agrees, nobody closes, and there is room for orders."""
    book = tables.book
    fits = book.lines[0] + len(tables.shelves.stock) <= len(book.shelf)
    return fits and insolvent.how_many[0] == 0 and conservation.all_agrees(room)


@dispatched
@compiled
def play(team, kept, days, turn, only):
    """Some days, of which each is counted but the last; or one turn of one day.

    days  int64 (days, fields of Today); the rest as in `work`
    Returns how many were played: after some nights somebody has to look.
    """
    parts, stock_parts, insolvent, go_on = kept.parts
    tables, room = stock_parts[0], stock_parts[-1]
    begin_section(team)
    work(team, parts, day_of(days, 0), turn, only)
    played = 1
    while played < len(days):
        restart_tasks(team)
        stocktaking.count(team, *stock_parts)
        if team.rank == 0:
            go_on[0] = may_go_on(tables, insolvent, room)
        restart_tasks(team)
        if not go_on[0]:
            break
        work(team, parts, day_of(days, played), turn, only)
        played += 1
    end_section(team)
    return played


def parts_of(share: Share, state: State, rules: Rules, opening: Counts) -> tuple[Any, ...]:
    """What `play` is handed in one thread.

    opening  money by sector before the first day
    """
    turns = tuple(turn.parts_of(share, state, rules) for turn in (by_day, evening, closing))
    return (
        turns, stocktaking.parts_of(state, opening), state.once(exits.nobody_insolvent),
        state.once(_go_on),
    )  # fmt: skip


def _go_on(state: State) -> Any:
    """Where the first thread says whether there is another day."""
    return np.zeros(1, np.int64)
