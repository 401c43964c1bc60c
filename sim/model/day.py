"""The day: its phases in order, and the driver that runs them."""

from itertools import takewhile

import numpy as np

from sim.engine.phase import EVERY, Phase
from sim.engine.schedule import Days, Today
from sim.engine.tables.state import State
from sim.model.rules import Rules
from sim.model.turns import TURNS
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


FIRST = {
    phase.name: next(turn for turn, names in enumerate(TURNS) if phase.name in names)
    for phase in DAY
}  # the turn in which each begins


def run_days(state: State, rules: Rules, days: Days, workers: Workers) -> int:
    """Play days until Python has something to do: how many have been played, at least one.

    All agrees after each but the last, which has not been looked at.
    """
    state.make_room_in_book()
    todays = [Today(*numbers) for numbers in days.tolist()]
    if phases_with_more(state, rules, todays[0]):
        for turn in range(len(TURNS)):
            take_turn(turn, EVERY, state, rules, todays[0], workers)
        return 1
    alike = takewhile(lambda today: not phases_with_more(state, rules, today), todays[1:])
    played = workers.work(state, rules, days[: 1 + len(list(alike))])
    last = todays[played - 1]
    for phase in phases_with_more(state, rules, last):  # somebody is insolvent
        if phase.others:
            phase.others(state, rules, last)
    return played


def run_phase(phase: Phase, state: State, rules: Rules, today: Today, workers: Workers) -> None:
    """One phase alone, in each of its turns."""
    state.make_room_in_book()
    for turn, names in enumerate(TURNS):
        if phase.name in names:
            take_turn(turn, names.index(phase.name), state, rules, today, workers)


def phases_with_more(state: State, rules: Rules, today: Today) -> list[Phase]:
    """Those that have something to do today which is not in the compiled code."""
    return [phase for phase in DAY if phase.when and phase.when(state, rules, today)]


def take_turn(
    turn: int, only: int, state: State, rules: Rules, today: Today, workers: Workers
) -> None:
    """A turn, or one phase of it; and what Python does before, beside and after."""

    def beside() -> None:
        for phase in beginning(turn, only, state, rules, today):
            if phase.beside:
                phase.beside(state, rules, today)

    for phase in beginning(turn, only, state, rules, today):
        if phase.before:
            phase.before(state, rules, today)
    workers.work(state, rules, np.array([today], np.int64), turn, only, beside)
    for phase in beginning(turn, only, state, rules, today):
        if phase.others:
            phase.others(state, rules, today)


def beginning(turn: int, only: int, state: State, rules: Rules, today: Today) -> list[Phase]:
    """The phases that begin with a turn, of those that have more to do today."""
    names = TURNS[turn] if only == EVERY else TURNS[turn][only : only + 1]
    return [
        phase
        for phase in phases_with_more(state, rules, today)
        if phase.name in names and FIRST[phase.name] == turn
    ]
