"""From the phases of a day to what is run: what is fused, where threads meet, where Python comes.

Shops are worked on a few at a time, by all parts that follow each other in the day, so that their
shelves stay in the processor's cache; other firms have their turn beside them. What stands between
such parts is put off until they are done, as long as it shares no column with those that overtake
it. All else is a step of its own, after which threads meet.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np

from sim.engine.machine.handles import handle
from sim.engine.machine.steps import Steps
from sim.engine.phase import Act, Bounds, Over, Part, Phase, Step, Tiers, apart
from sim.engine.pieces import PIECES, SHARED
from sim.engine.tables.state import State

type Work = Callable[..., None]
ANYBODY, LEADER = -1, 0


class Task(NamedTuple):
    """Functions to be called on a piece, one after another."""

    worker: int
    works: tuple[Work, ...]
    piece: Bounds


@dataclass
class Run:
    """Steps of compiled code with no Python between them, and what it does beside the first."""

    steps: list[list[Task]] = field(default_factory=list)
    beside: list[Act] = field(default_factory=list)
    coded: Any = None  # Steps

    def code(self, place_of: dict[Work, int]) -> Any:
        """As compiled code reads it; place_of: of each function among those that it calls."""
        if self.coded is None:
            self.coded = self._code(place_of)
        return self.coded

    def _code(self, place_of: dict[Work, int]) -> Any:
        steps: list[tuple[int, ...]] = []
        tasks: list[tuple[int, ...]] = []
        calls: list[int] = []
        for step in self.steps:
            ordered = sorted(step, key=lambda task: task.worker == ANYBODY)
            free = sum(task.worker != ANYBODY for task in step)
            steps.append((len(tasks), len(tasks) + free, len(tasks) + len(step)))
            for task in ordered:
                first = len(calls)
                calls += [place_of[work] for work in task.works]
                tasks.append((task.worker, first, len(calls), *task.piece))
        parts = (
            np.array(steps, np.int64).reshape(-1, 3),
            np.array(tasks, np.int64).reshape(-1, 3 + len(Bounds._fields)),
            np.array(calls, np.int64),
        )
        return handle(Steps, parts)


def _each(step: Act | tuple[Part, ...]) -> tuple[Part | Act, ...]:
    """What a step consists of."""
    return (step,) if isinstance(step, Act) else step


type Item = Run | Act
type Leveled = tuple[Step, int]  # a step, and the level of its tier


def steps_of(phases: Iterable[Phase], state: State, rules: Any) -> list[Leveled]:
    """All steps that a scenario needs, tier by tier."""
    steps: list[Leveled] = []
    for phase in phases:
        for step in phase.steps:
            steps += _leveled(step, state, rules)
    return steps


def _leveled(step: Step, state: State, rules: Any) -> Iterator[Leveled]:
    """A step, or those of all tiers."""
    if isinstance(step, Tiers):
        levels = range(1, state.n_levels)
        for level in levels if step.upwards else reversed(levels):
            for part in step.parts:
                yield part, level
    elif isinstance(step, Act):
        yield step, 0
    else:
        together = (step,) if isinstance(step, Part) else step
        needed = tuple(part for part in together if part.needed(state, rules))
        if needed:
            yield needed[0] if len(needed) == 1 else needed, 0


def works_of(steps: Iterable[Leveled]) -> dict[Work, frozenset[str]]:
    """Every function of some steps once, and the tables of which it declares columns."""
    works: dict[Work, frozenset[str]] = {}
    for step, _ in steps:
        if not isinstance(step, Act | Tiers):
            works |= tables_of((step,) if isinstance(step, Part) else step)
    return works


def tables_of(parts: Iterable[Part]) -> dict[Work, frozenset[str]]:
    """The function of each part, and the tables of which it declares columns."""
    return {part.work: part.tables for part in parts}


class Planner:
    """Puts steps together.

    sums  what adds up each kind of sum once the last part has added to it
    """

    def __init__(self, state: State, workers: int, sums: dict[str, Part]) -> None:
        self.state, self.workers, self.sums = state, workers, sums
        self.items: list[Item] = []
        self.fused: dict[Over, list[Part]] = {Over.FIRMS: [], Over.SHOPS: []}
        self.waiting: list[tuple[Act | tuple[Part, ...], int]] = []
        self.beside: list[Act] = []

    def plan(self, steps: Collection[Leveled], due: Collection[Act]) -> list[Item]:
        """What is run on a day on which Python has so much to do."""
        left = [step for step, _ in steps if isinstance(step, Part)]
        for step, level in steps:
            if isinstance(step, Act):
                if step in due or step.at_night:
                    self._act(step)
                continue
            if isinstance(step, Part):
                left.remove(step)
            self._add(step, level)
            for name in step.adds if isinstance(step, Part) else ():
                if not any(name in later.adds for later in left):
                    self.waiting.append(((self.sums[name],), 0))
        self._flush()
        return self.items

    def _act(self, act: Act) -> None:
        """Before what it shares nothing with; it overtakes nothing else that Python does."""
        before = [part for parts in self.fused.values() for part in parts]
        waiting = [each for step, _ in self.waiting for each in _each(step)]
        waits = act.at_night or any(isinstance(each, Act) for each in waiting)
        if act.beside:
            self.beside.append(act)
        elif act.ahead or (not waits and all(apart(act, other) for other in (*before, *waiting))):
            self.items.append(act)
        else:
            self.waiting.append((act, 0))

    def _add(self, step: Step, level: int) -> None:
        assert not isinstance(step, Act | Tiers)
        together = (step,) if isinstance(step, Part) else step
        if isinstance(step, Part) and step.over in self.fused:
            waiting = (each for before, _ in self.waiting for each in _each(before))
            if not all(each.waits or apart(each, step) for each in waiting):
                self._flush()
            self.fused[step.over].append(step)
        elif any(self.fused.values()):
            self.waiting.append((together, level))
        else:
            self._emit(together, level)

    def _flush(self) -> None:
        """The shops' parts so far, the other firms' beside them, and what has waited for them.

        What Python does beside is the last thread's, and other firms come after it.
        """
        firms = self.workers - 1 if self.beside else ANYBODY
        tasks = [
            Task(firms if over == Over.FIRMS else ANYBODY, tuple(p.work for p in parts), piece)
            for over, parts in self.fused.items()
            if parts
            for piece in PIECES[over](self.state, 0, self.workers)
        ]
        self.fused = {over: [] for over in self.fused}
        if tasks or self.beside:
            run = self._run(self.beside)
            run.steps.append(tasks)
            self.beside = []
        waiting, self.waiting = self.waiting, []
        for each, level in waiting:
            if isinstance(each, Act):
                self.items.append(each)
            else:
                self._emit(each, level)

    def _run(self, beside: Collection[Act] = ()) -> Run:
        """The run that is being written."""
        if beside or not self.items or isinstance(self.items[-1], Act):
            self.items.append(Run(beside=list(beside)))
        run = self.items[-1]
        assert isinstance(run, Run)
        return run

    def _emit(self, together: tuple[Part, ...], level: int) -> None:
        """A step of its own; or it goes on with the last, if one thread does both alone."""
        tasks = [
            Task(self._who(part, piece, len(together) == 1), (part.work,), piece)
            for part in together
            for piece in PIECES[part.over](self.state, level, self.workers)
        ]
        run = self._run()
        last = run.steps[-1] if run.steps else [Task(ANYBODY, (), tasks[0].piece)]
        if all(task.worker == LEADER for task in (*last, *tasks)):
            last += tasks
        else:
            run.steps.append(tasks)

    def _who(self, part: Part, piece: Bounds, alone: bool) -> int:
        """Whose the task is."""
        if part.over in SHARED:
            return piece.number
        return LEADER if alone and part.over == Over.WHOLE else ANYBODY
