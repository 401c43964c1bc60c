"""A thing broken on purpose, and the ways to break one where Python hands over to compiled code.

So nothing is compiled anew, and nothing broken gets into the cache of compiled code: a setting
keeps its type, a column keeps its dtype, and what is replaced is plain Python.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
import pytest

from sim.engine.phase import Act
from sim.engine.schedule import Today
from sim.evidence.finding import AGREES
from sim.evidence.verifying import findings_of
from sim.model import day, trade_model
from sim.model.checks.conservation import BreachError
from sim.phases import adoption

type Break = Callable[[pytest.MonkeyPatch], None]


class Fault(NamedTuple):
    """What is broken, how, and the checks of `sim verify` of which each must find it."""

    part: str  # KIND NAME: a phase, a rule, a lever, ...
    said: str
    how: Break
    checks: tuple[str, ...]  # `fingerprints/` in front is left out

    @property
    def name(self) -> str:
        """Of both, since a part may have several."""
        return f"{self.part}: {self.said}"


def noticed(check: str) -> bool:
    """Whether a check of `sim verify` says that something is wrong, or goods or money are lost."""
    try:
        return any(finding.verdict != AGREES for finding in findings_of(check))
    except BreachError:
        return True


def setting(module: Any, **changes: Callable[[Any], Any]) -> Break:
    """Other settings of a phase: of each field named, what a function makes of it."""
    real = module.settings_of

    def settings_of(*asked: Any, **named: Any) -> Any:
        settings = real(*asked, **named)
        for field, change in changes.items():
            right = getattr(settings, field)
            wrong = change(right)
            assert type(wrong) is type(right), f"{field} has another type: it would be compiled"
            assert repr(wrong) != repr(right), f"{field} is {right} as before"
            settings = settings._replace(**{field: wrong})
        return settings

    return lambda patch: patch.setattr(module, "settings_of", settings_of)


def times(factor: float) -> Callable[[Any], Any]:
    """A number so many times as large, of the same type."""
    return lambda right: type(right)(right * factor)


def plus(more: float) -> Callable[[Any], Any]:
    """A number larger by so much, of the same type."""
    return lambda right: type(right)(right + more)


def opening(change: Callable[[Any], None]) -> Break:
    """Other tables on the first day: a function writes into the columns of a state."""
    real = trade_model.build_state

    def build_state(*asked: Any) -> Any:
        state = real(*asked)
        change(state)
        return state

    return lambda patch: patch.setattr(trade_model, "build_state", build_state)


def column(table: str, name: str, change: Callable[[Any], Any]) -> Break:
    """Another column on the first day; the table as `levels`, or `farm.bazaar`."""

    def write(state: Any) -> None:
        for part in table.split("."):
            state = getattr(state, part)
        cells = getattr(state, name)
        right = np.array(cells)
        cells[:] = change(right)
        assert (np.asarray(cells) != right).any(), f"{table}.{name} is as before"

    return opening(write)


def instead(module: Any, name: str, make: Callable[[Any], Any]) -> Break:
    """Another function of plain Python in a module: what `make` makes of the right one."""
    real = getattr(module, name)
    return lambda patch: patch.setattr(module, name, make(real))


def left_out(module: Any, name: str) -> Break:
    """A function of plain Python that does nothing."""
    return instead(module, name, lambda real: lambda *asked: None)


def never_done(act: str) -> Break:
    """What Python does in a phase, left out: on every day, and on the eve of the first."""
    phases = tuple(
        phase._replace(
            steps=tuple(
                step
                for step in phase.steps
                if not (isinstance(step, Act) and step.do.__name__ == act)
            )
        )
        for phase in day.DAY
    )
    assert phases != day.DAY, f"nothing is called {act}"

    def leave_out(patch: pytest.MonkeyPatch) -> None:
        patch.setattr(day, "DAY", phases)
        if hasattr(adoption, act):
            left_out(adoption, act)(patch)

    return leave_out


def left_out_on_the_first(phase: str) -> Break:
    """A phase that does not take place on the first of a month."""
    real = day.run_days

    def run_days(state: Any, rules: Any, days: Any, workers: Any) -> int:
        today = Today(*days[0].tolist())
        if not today.first_of_month:
            return real(state, rules, days, workers)
        for each in day.DAY:
            if each.name != phase:
                day.run_phase(each, state, rules, today, workers)
        return 1

    return lambda patch: patch.setattr(day, "run_days", run_days)
