"""The runs of an experiment, each stored as one small file as soon as it has finished.

A file is named by all that its run depends on. So one that was interrupted, or that has got more
values or seeds since, does only what is missing.
"""

import json
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np

from sim.engine.sources import source_hash
from sim.experiments import warm_ups
from sim.experiments.ensembles import ALONE, Ensemble
from sim.experiments.errors import NoResultError, RunFailedError
from sim.experiments.manifests import write_json
from sim.experiments.own_files import POINTS
from sim.experiments.places import content_hash
from sim.experiments.pool import Failure, run_jobs
from sim.experiments.provenance import data_hash
from sim.experiments.results import Columns, mark_unfinished
from sim.experiments.run import Outcome, run_scenario
from sim.experiments.warm_ups import SharedWarmUps
from sim.experiments.warming import warm_up_all
from sim.experiments.what_moves import what_moves
from sim.experiments.writing import writing
from sim.scenario import Scenario, ScenarioErrors


def nothing_to_check(outcomes: Mapping[str, Outcome]) -> None:
    """All outcomes will do."""


class Kept(NamedTuple):
    """What is kept of a run."""

    outcomes: dict[str, Outcome]
    tables: Mapping[str, Columns]
    timing: Mapping[str, float]


class Point(NamedTuple):
    """One run."""

    values: dict[str, Any]  # of the keys in which it differs from the scenario asked for
    scenario: Scenario
    seed: int
    file: Path  # where what is kept of it is stored
    tables: tuple[str, ...] = ()  # that are kept, where the run has them
    warm_up: Path | None = None  # file of the warm-up that it shares with others

    @property
    def done(self) -> bool:
        """Whether it has run before."""
        return self.file.exists()

    def __str__(self) -> str:
        said = [f"{key}={value}" for key, value in self.values.items()] or [self.scenario.name]
        return ", ".join([*said, f"seed {self.seed}"])

    def store(self, kept: Kept) -> None:
        """Keep the finished run."""
        content: dict[str, Any] = {"parameters": self.values, "seed": self.seed}
        content |= {"outcomes": as_json(kept.outcomes), "timing": dict(kept.timing)}
        if self.tables:
            content["tables"] = {name: _listed(table) for name, table in kept.tables.items()}
        with writing(self.file):
            self.file.parent.mkdir(parents=True, exist_ok=True)
        write_json(self.file, content, indent=None)  # there can be many of them

    def kept(self) -> Kept:
        """What was kept of a run that is done.

        Raises NoResultError where its file is damaged.
        """
        try:
            content = json.loads(self.file.read_text("utf-8"))
            outcomes = {
                name: Outcome(math.nan if said["value"] is None else said["value"], said["unit"])
                for name, said in content["outcomes"].items()
            }
            tables = {
                name: {column: _numbers(values) for column, values in table.items()}
                for name, table in content.get("tables", {}).items()
            }
            return Kept(outcomes, tables, content["timing"])
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            raise NoResultError(
                f"{self.file}: this finished run is damaged; remove the file, "
                "and the same command does the run again"
            ) from None

    def outcomes(self) -> dict[str, Outcome]:
        """The outcomes of a run that is done."""
        return self.kept().outcomes


def points_of(
    scenario: Scenario,
    combinations: Iterable[dict[str, Any]],
    seeds: Sequence[int],
    folder: Path,
    ensemble: Ensemble = ALONE,
) -> list[Point]:
    """Every combination of values at every seed.

    combinations  values by dotted key, as `Scenario.with_values` takes them
    folder        the result folder

    Raises:
        ScenarioErrors: when values that are right by themselves clash at a point.
    """
    points = []
    for values in combinations:
        changed = scenario.with_values(values)
        for seed in seeds:
            given = ensemble.given(changed, seed, values)
            points += points_at(given, [seed], folder, values=values)
    return points


def points_at(
    scenario: Scenario,
    seeds: Sequence[int],
    folder: Path,
    tables: tuple[str, ...] = (),
    values: Mapping[str, Any] = MappingProxyType({}),
) -> list[Point]:
    """The runs of one scenario, whose files are named by all that they depend on.

    folder  the result folder
    tables  that are kept of each
    """
    settings = what_moves(scenario)
    points = []
    for seed in seeds:
        depends_on = [settings, seed, source_hash(), data_hash(), *tables]
        file = folder / POINTS / f"{content_hash(depends_on)[:20]}.json"
        points.append(Point(dict(values), scenario, seed, file, tables))
    return points


def run_missing(
    points: Sequence[Point],
    folder: Path,
    workers: int,
    about: Callable[[], dict[str, Any]],
    check: Callable[[Mapping[str, Outcome]], None] = nothing_to_check,
) -> Iterator[tuple[Point, Failure | None]]:
    """Run what is not done, store each run as it finishes, and yield its point.

    folder   the result's; it is known as one from the first finished run on
    workers  processes, >= 1
    about    the manifest as of now
    check    raises where the outcomes of the first run are not what was asked for
    """
    missing = [point for point in points if not point.done]
    warm_up_all(point.scenario for point in missing)
    marked = False
    with SharedWarmUps(workers, _warm_up_of) as shared:
        for job, result in run_jobs(run_point, shared.in_turn(missing), workers):
            point = shared.over(job)
            if isinstance(result, Failure):
                yield point, result
                continue
            if not marked:
                check(result.outcomes)
                mark_unfinished(folder, about())
                marked = True
            point.store(result)
            yield point, None


def _warm_up_of(point: Point) -> str:
    """What names the warm-up of a run; its own where it has none that others can share."""
    if warm_ups.days_of(point.scenario) == 0:
        return str(point.file)
    return content_hash([warm_ups.what_warms_up(point.scenario), point.seed])


def run_point(point: Point) -> Kept:
    """What is kept of a point's run; this runs in a worker."""
    run = run_scenario(point.scenario, point.seed, warm_up=point.warm_up)
    tables = {name: run.tables[name] for name in point.tables if name in run.tables}
    return Kept(run.outcomes, tables, run.timing)


def run_all(
    points: Sequence[Point],
    folder: Path,
    workers: int,
    about: Callable[[], dict[str, Any]],
    on_run: Callable[[int, int, str], None] | None = None,
) -> int:
    """Run what is missing of points that are all needed; how many there were before.

    on_run  called with the runs done, all runs, and what has just failed ("": nothing)

    Raises RunFailedError when runs failed, after all others were done and stored; ScenarioErrors
    where the user can mend it.
    """
    found = sum(point.done for point in points)
    if on_run:
        on_run(found, len(points), "")
    failures: list[tuple[Point, Failure]] = []
    for done, (point, failure) in enumerate(run_missing(points, folder, workers, about), found + 1):
        if failure:
            failures.append((point, failure))
        if on_run:
            on_run(done, len(points), f"{point}: {failure.error}" if failure else "")
    if failures:
        first, failure = failures[0]
        if failure.problems:
            raise ScenarioErrors(failure.problems)
        raise RunFailedError(str(first), failure, len(failures), len(points))
    return found


def as_json(outcomes: Mapping[str, Outcome]) -> dict[str, dict[str, Any]]:
    """Outcomes as JSON has them: a value that is not finite is null."""
    return {
        name: {"value": value if math.isfinite(value) else None, "unit": unit}
        for name, (value, unit) in outcomes.items()
    }


def _listed(table: Columns) -> dict[str, list[Any]]:
    """A table as JSON has it: columns are lists, and a number that is not finite is null."""
    columns = {name: np.asarray(table[name]).tolist() for name in table}
    return {
        name: [None if isinstance(x, float) and not math.isfinite(x) else x for x in column]
        for name, column in columns.items()
    }


def _numbers(column: list[Any]) -> list[Any]:
    """A column as it was: null is not a number."""
    return [math.nan if value is None else value for value in column]
