"""The compiled code of days: the steps of each, and between two a count of goods and money."""

from sim.engine.machine.barrier import begin_section, end_section, restart_tasks
from sim.engine.machine.compiling import compiled
from sim.engine.machine.dispatch import dispatched
from sim.engine.machine.steps import run_steps
from sim.engine.phase import Over, Phase, part
from sim.engine.schedule import day_of
from sim.model.checks import stocktaking
from sim.model.checks.conservation import all_agrees


@part(Over.WHOLE, reads="book: lines shelf; shelves: stock")
def may_go_on(tables, own, rules, today, piece):
    """Whether the night needs nobody: all agrees, nobody closes, and there is room for orders."""
    book, room = tables.book, own.room
    fits = book.lines[0] + len(tables.shelves.stock) <= len(book.shelf)
    agrees = all_agrees(room.stocktaking)
    room.stocktaking.agrees[0] = agrees
    room.stocktaking.goes_on[0] = fits and room.insolvent.how_many[0] == 0 and agrees


BETWEEN = Phase("stocktaking", stocktaking.__doc__ or "", steps=(*stocktaking.STEPS, may_go_on))


@dispatched
@compiled
def play(team, kept, steps, days):
    """Some days, of which each is counted but the last; or some steps of one day.

    days  int64 (days, fields of Today)
    Returns how many were played: after some nights somebody has to look.
    """
    called, between = kept.parts
    own = called[2]
    begin_section(team)
    played, goes_on = 0, 1
    while goes_on:
        today = day_of(days, played)
        run_steps(team, called, today, steps)
        played += 1
        goes_on = 0
        if played < len(days):
            restart_tasks(team)
            run_steps(team, called, today, between)
            restart_tasks(team)
            goes_on = own.room.stocktaking.goes_on[0]
    end_section(team)
    return played
