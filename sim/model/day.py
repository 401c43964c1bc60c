"""The day: its phases in order, and the driver that runs them."""

from collections.abc import Sequence

from sim.engine.phase import EVERY, Phase
from sim.engine.schedule import Today
from sim.engine.state import State
from sim.model.crew import Crew
from sim.model.rules import Rules
from sim.model.turns import TURNS
from sim.phases import (
    accounting,
    adoption,
    arrivals,
    demand,
    forecasting,
    harvest,
    market,
    ordering,
    sales,
    shipping,
    spoilage,
)

DAY: tuple[Phase, ...] = (
    arrivals.PHASE,  # what arrives is on the shelf
    demand.PHASE,  # every shelf knows who asks
    sales.PHASE,  # customers have bought, gone on, or will be back
    spoilage.PHASE,  # nothing on the shelf is too old
    forecasting.PHASE,  # every keeper knows what it expects
    ordering.PHASE,  # every order is written, and on its way or due
    shipping.PHASE,  # what could leave has left, and is paid or owed
    harvest.PHASE,  # what was cut today is sold, stored or on offer
    market.PHASE,  # tomorrow's prices stand
    accounting.PHASE,  # debts and costs are paid, books are closed
    adoption.PHASE,  # shops know what they will carry, and from whom; the insolvent have left
)


FIRST = {
    phase.name: next(turn for turn, names in enumerate(TURNS) if phase.name in names)
    for phase in DAY
}  # the turn in which each begins


def run_day(state: State, rules: Rules, today: Today, crew: Crew) -> None:
    """One day: all turns at once, unless something has to come between."""
    interrupted = any(
        phase.interrupts(state, rules, today) for phase in DAY if phase.interrupts is not None
    )
    if not interrupted:
        take_turn(EVERY, EVERY, DAY, state, rules, today, crew)
        return
    for turn in range(len(TURNS)):
        new = [phase for phase in DAY if FIRST[phase.name] == turn]
        take_turn(turn, EVERY, new, state, rules, today, crew)


def run_phase(phase: Phase, state: State, rules: Rules, today: Today, crew: Crew) -> None:
    """One phase alone, in each of its turns."""
    for turn, names in enumerate(TURNS):
        if phase.name in names:
            new = [phase] if FIRST[phase.name] == turn else []
            take_turn(turn, names.index(phase.name), new, state, rules, today, crew)


def take_turn(
    turn: int,
    only: int,
    new: Sequence[Phase],
    state: State,
    rules: Rules,
    today: Today,
    crew: Crew,
) -> None:
    """A turn, or all, or one phase of a turn; and what Python does before, beside and after.

    new  the phases that begin with it
    """
    for phase in new:
        if phase.before:
            phase.before(state, rules, today)
    crew.work(state, rules, today, turn, only, new)
    for phase in new:
        if phase.others:
            phase.others(state, rules, today)
