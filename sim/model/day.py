"""The day: its phases in order, and the driver that runs them."""

from collections.abc import Iterator
from itertools import groupby

from sim.engine.phase import Phase
from sim.engine.schedule import Today
from sim.engine.state import State
from sim.model.crew import Crew
from sim.model.rules import Rules
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


def turns() -> Iterator[tuple[Phase, ...]]:
    """The day in turns: phases that work shop by shop and follow each other take one together."""
    for _, turn in groupby(DAY, key=lambda phase: phase.chunk is not None):
        yield tuple(turn)


def run_day(state: State, rules: Rules, today: Today, crew: Crew) -> None:
    """One day, turn by turn."""
    for turn in turns():
        take_turn(turn, state, rules, today, crew)


def take_turn(
    phases: tuple[Phase, ...], state: State, rules: Rules, today: Today, crew: Crew
) -> None:
    """What comes before the shops, the shops chunk by chunk, and all that is left."""
    for phase in phases:
        if phase.before:
            phase.before(state, rules, today)
    if phases[0].chunk:
        crew.work(state, rules, today, phases)
    for phase in phases:
        if phase.others:
            phase.others(state, rules, today)
