"""The day: its phases in order, and the driver that runs them.

The first six work shop by shop, and are run together (shops_together.py).
"""

from sim.engine.phase import Phase
from sim.engine.schedule import Today
from sim.engine.state import State
from sim.model.rules import Rules
from sim.model.shops_together import TOGETHER, Crew
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
    adoption.PHASE,  # shops know what they will carry, and from whom they order it
)


def run_day(state: State, rules: Rules, today: Today, crew: Crew) -> None:
    """One day, shop phases together."""
    crew.work(state, rules, today)
    for phase in DAY:
        if phase.others:
            phase.others(state, rules, today)


def run_phase(phase: Phase, state: State, rules: Rules, today: Today, crew: Crew) -> None:
    """One phase alone: its shops chunk by chunk, then the rest."""
    if phase.chunk:
        crew.work(state, rules, today, TOGETHER.index(phase.name))
    if phase.others:
        phase.others(state, rules, today)
