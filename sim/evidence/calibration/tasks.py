"""The parts of a calibration that run side by side, each stored as soon as it has finished.

A part's file is named by all that it depends on, so that what was interrupted goes on where it was.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.sources import source_hash
from sim.evidence.calibration.ensemble import profile, walk
from sim.evidence.calibration.problem import Problem
from sim.evidence.calibration.search import (
    STEP,
    Log,
    Points,
    Tried,
    cross_check,
    downhill,
    settle,
    slopes,
)
from sim.experiments.errors import NoResultError, RunFailedError
from sim.experiments.manifests import write_json
from sim.experiments.own_files import POINTS
from sim.experiments.places import content_hash
from sim.experiments.pool import Failure, run_jobs
from sim.experiments.provenance import data_hash
from sim.experiments.what_moves import what_moves
from sim.experiments.writing import writing


class Task(NamedTuple):
    """One part: what is done (a name of KINDS), to which problem, from which points."""

    kind: str
    problem: Problem
    points: tuple[tuple[float, ...], ...] = ()
    number: int = 0  # of a parameter, of rounds, of draws: what the kind takes
    seed: int = 0  # of what it leaves to chance, where several of a kind do

    def file(self, folder: Path) -> Path:
        """Where what it finds is stored."""
        scenario, *rest = self.problem
        depends_on = [self.kind, what_moves(scenario), rest, self.points, self.number, self.seed]
        name = content_hash([*depends_on, source_hash(), data_hash()])[:20]
        return folder / POINTS / f"{name}.json"

    def __str__(self) -> str:
        return f"{self.kind} {self.number}".removesuffix(" 0")


class Found(NamedTuple):
    """What a part found: all that it tried, and what the kind asks for."""

    tried: Tried
    told: Mapping[str, Any]


def task_at(kind: str, problem: Problem, points: Points, number: int = 0, seed: int = 0) -> Task:
    """A part that begins at points."""
    return Task(kind, problem, tuple(tuple(row) for row in points.tolist()), number, seed)


def find(task: Task) -> dict[str, Any]:
    """Do one part; this runs in a worker."""
    log = Log(task.problem.residuals)
    told = KINDS[task.kind](log, task, np.array(task.points))
    tried = log.tried()
    return {"points": tried.points.tolist(), "costs": tried.costs.tolist(), "told": told}


def find_all(
    tasks: Sequence[Task], folder: Path, workers: int, on_task: Callable[[str], None]
) -> list[Found]:
    """Do what is missing of the parts, and tell what each found, in their order.

    on_task  called after each with what has failed ("": nothing)
    """
    files = {task.file(folder): task for task in tasks}
    missing = [task for file, task in files.items() if not file.exists()]
    for _ in range(len(tasks) - len(missing)):
        on_task("")
    failures: list[tuple[Task, Failure]] = []
    for task, result in _run(missing, workers):
        if isinstance(result, Failure):
            failures.append((task, result))
            on_task(f"{task}: {result.error}")
            continue
        file = task.file(folder)
        with writing(file):
            file.parent.mkdir(parents=True, exist_ok=True)
        write_json(file, result, indent=None)
        on_task("")
    if failures:
        first, failure = failures[0]
        raise RunFailedError(str(first), failure, len(failures), len(files))
    return [_found(task.file(folder)) for task in tasks]


def _run(tasks: Sequence[Task], workers: int) -> Iterator[tuple[Task, dict[str, Any] | Failure]]:
    yield from run_jobs(find, tasks, workers) if tasks else ()


def _found(file: Path) -> Found:
    try:
        stored = json.loads(file.read_text("utf-8"))
        tried = Tried(np.array(stored["points"]), np.array(stored["costs"]))
        return Found(tried, stored["told"])
    except (OSError, ValueError, KeyError, TypeError):
        raise NoResultError(
            f"{file}: this finished part is damaged; remove the file, "
            "and the same command does it again"
        ) from None


def _try(log: Log, task: Task, points: NDArray[np.float64]) -> dict[str, Any]:
    log(points)
    return {}


def _descend(log: Log, task: Task, points: NDArray[np.float64]) -> dict[str, Any]:
    """From the point, with ever smaller steps; number: of the parts of the usual step."""
    at = downhill(log, points[0], STEP / max(task.number, 1))
    return {"at": at.tolist()}


def _go_on(log: Log, task: Task, points: NDArray[np.float64]) -> dict[str, Any]:
    """A little further from a point near the best; number: turns."""
    at, _ = settle(log, points[0], slopes(log, points[0]), task.number)
    return {"at": at.tolist()}


def _differ(log: Log, task: Task, points: NDArray[np.float64]) -> dict[str, Any]:
    """Differential evolution; number: rounds."""
    return {"least": cross_check(log, len(task.problem.space), task.number, seed=2)}


def _profile(log: Log, task: Task, points: NDArray[np.float64]) -> dict[str, Any]:
    """Of the parameter with that number, away from the point."""
    found = profile(log, task.problem.space, task.number, points[0])
    lists = {"values": found.values.tolist(), "costs": found.costs.tolist()}
    return {**found._asdict(), **lists}


def _walk(log: Log, task: Task, points: NDArray[np.float64]) -> dict[str, Any]:
    """At random from the point, among those that fit; number: steps."""
    return {"places": walk(log, points[0], task.number, task.seed).tolist()}


KINDS: dict[str, Callable[[Log, Task, NDArray[np.float64]], dict[str, Any]]] = {
    "try": _try,
    "descend": _descend,
    "go on": _go_on,
    "differ": _differ,
    "profile": _profile,
    "walk": _walk,
}
