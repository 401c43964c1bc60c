"""Phases of the day that go wrong once, on purpose."""

from sim.engine.phase import Act
from sim.model import day


def infected(culprit, number, fault):
    """The phases of the day, of which one calls `fault(state)` at its end on a day of the run."""

    def do(state, rules, today):
        fault(state)

    def when(state, rules, today):
        return today.day == number

    return tuple(
        phase._replace(steps=(*phase.steps, Act(do, when))) if phase.name == culprit else phase
        for phase in day.DAY
    )
