"""The day: its phases in order, and the driver that runs them."""

from collections.abc import Iterable
from itertools import takewhile

import numpy as np

from sim.engine.phase import Act, Phase
from sim.engine.plan import Run
from sim.engine.schedule import Days, Today
from sim.engine.tables.state import State
from sim.model.checks.stocktaking import Room
from sim.model.rules import Rules
from sim.model.workers import Workers
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


def run_days(state: State, rules: Rules, days: Days, workers: Workers) -> int:
    """Play days until Python has something to do: how many have been played, at least one.

    All agrees after each but the last, which has not been looked at.
    """
    state.make_room_in_book()
    todays = [Today(*numbers) for numbers in days.tolist()]
    acts, alike = workers.prepared(state, rules, DAY).acts, 1
    due_first = due(acts, state, rules, todays[0])
    if not due_first:
        free = takewhile(lambda today: not due(acts, state, rules, today), todays[1:])
        alike += len(list(free))
    return _run(DAY, state, rules, days[:alike], workers, due_first)


def run_phase(phase: Phase, state: State, rules: Rules, today: Today, workers: Workers) -> None:
    """One phase alone."""
    state.make_room_in_book()
    run_phases((phase,), state, rules, np.array([today], np.int64), workers)


def run_phases(
    phases: tuple[Phase, ...], state: State, rules: Rules, days: Days, workers: Workers
) -> int:
    """Some phases of a day, or of some on which Python has nothing to do before the last night."""
    acts = workers.prepared(state, rules, DAY).acts
    first = due(acts, state, rules, Today(*days[0].tolist()))
    return _run(phases, state, rules, days, workers, first)


def _run(
    phases: tuple[Phase, ...],
    state: State,
    rules: Rules,
    days: Days,
    workers: Workers,
    due_first: list[Act],
) -> int:
    """The same, when it is known what Python has to do on the first day."""
    handed, played = workers.prepared(state, rules, DAY), 1
    for item in handed.plan(state, rules, phases, due_first):
        today = Today(*days[played - 1].tolist())
        if isinstance(item, Run):
            played = workers.run(state, rules, handed, item, days)
        elif not item.at_night or item.when(state, rules, today):
            item.do(state, rules, today)
    return played


def take_stock(state: State, rules: Rules, days: Days, workers: Workers) -> Room:
    """Count everything at the end of a day, the first of some."""
    return workers.take_stock(state, rules, workers.prepared(state, rules, DAY), days[:1])


def due(acts: Iterable[Act], state: State, rules: Rules, today: Today) -> list[Act]:
    """What Python has to do today, as far as the morning knows."""
    return [act for act in acts if not act.at_night and act.when(state, rules, today)]
