"""The compiled code of a day: three turns, of which Python asks for one, or for all at once."""

from typing import Any

from sim.engine.compiling import compiled
from sim.engine.doors import door
from sim.engine.meetings import begin_section, end_section, share_anew
from sim.engine.phase import EVERY
from sim.engine.state import State
from sim.model import by_day, closing, evening
from sim.model.adding_up import Share
from sim.model.rules import Rules

TURNS = (by_day.PHASES, evening.PHASES, closing.PHASES)


@door
@compiled
def take_turns(team, kept, today, turn, only):
    """One turn of the day, or all three, shared by threads.

    turn  its place in TURNS, or EVERY; only: place in it of the one phase to run, or EVERY
    """
    by_day_parts, evening_parts, closing_parts = kept.parts
    begin_section(team)
    if turn in (EVERY, 0):
        by_day.work(team, today, only, *by_day_parts)
    share_anew(team)
    if turn in (EVERY, 1):
        evening.work(team, today, only, *evening_parts)
    share_anew(team)
    if turn in (EVERY, 2):
        closing.work(team, today, only, *closing_parts)
    end_section(team)


def parts_of(share: Share, state: State, rules: Rules) -> tuple[tuple[Any, ...], ...]:
    """What the turns are handed in one thread."""
    return tuple(turn.parts_of(share, state, rules) for turn in (by_day, evening, closing))
