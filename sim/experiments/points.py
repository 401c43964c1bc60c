"""The runs of a sweep or an attribution, each stored as one small file as soon as it has finished.

A file is named by all that its run depends on. So one that was interrupted, or that has got more
values or seeds since, does only what is missing.
"""

import json
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from sim.engine.sources import source_hash
from sim.experiments.places import content_hash
from sim.experiments.pool import Failure, run_jobs
from sim.experiments.provenance import data_hash
from sim.experiments.results import POINTS, mark_unfinished, write_json
from sim.experiments.run import Outcome, run_scenario
from sim.experiments.warming import warm_up_all
from sim.scenario import Scenario

SAID = ("name", "title", "question")  # parts of a scenario that move no number


def nothing_to_check(outcomes: Mapping[str, Outcome]) -> None:
    """All outcomes will do."""


class Point(NamedTuple):
    """One run."""

    values: dict[str, Any]  # of the keys in which it differs from the scenario asked for
    scenario: Scenario
    seed: int
    file: Path  # where its outcomes are stored

    @property
    def done(self) -> bool:
        """Whether it has run before."""
        return self.file.exists()

    def __str__(self) -> str:
        return ", ".join([*(f"{k}={v}" for k, v in self.values.items()), f"seed {self.seed}"])

    def store(self, outcomes: Mapping[str, Outcome]) -> None:
        """Keep the outcomes of the finished run."""
        content = {"parameters": self.values, "seed": self.seed, "outcomes": as_json(outcomes)}
        self.file.parent.mkdir(parents=True, exist_ok=True)
        write_json(self.file, content)

    def outcomes(self) -> dict[str, Outcome]:
        """The outcomes of a run that is done."""
        outcomes = json.loads(self.file.read_text("utf-8"))["outcomes"]
        return {
            name: Outcome(math.nan if said["value"] is None else said["value"], said["unit"])
            for name, said in outcomes.items()
        }


def points_of(
    scenario: Scenario,
    combinations: Iterable[dict[str, Any]],
    seeds: Sequence[int],
    folder: Path,
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
        settings = {key: value for key, value in changed.resolved.items() if key not in SAID}
        for seed in seeds:
            depends_on = [settings, seed, source_hash(), data_hash()]
            file = folder / POINTS / f"{content_hash(depends_on)[:20]}.json"
            points.append(Point(values, changed, seed, file))
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
    for point, result in run_jobs(run_point, missing, workers):
        if isinstance(result, Failure):
            yield point, result
            continue
        if not marked:
            check(result)
            mark_unfinished(folder, about())
            marked = True
        point.store(result)
        yield point, None


def run_point(point: Point) -> dict[str, Outcome]:
    """All outcomes of a point; this runs in a worker."""
    return run_scenario(point.scenario, point.seed).outcomes


def as_json(outcomes: Mapping[str, Outcome]) -> dict[str, dict[str, Any]]:
    """Outcomes as JSON has them: a value that is not finite is null."""
    return {
        name: {"value": value if math.isfinite(value) else None, "unit": unit}
        for name, (value, unit) in outcomes.items()
    }
