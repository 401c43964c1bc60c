"""A grid of scenarios at the same seeds: mean and interval of each outcome at each point."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from sim.experiments.ensembles import ALONE, Ensemble
from sim.experiments.false_discovery import few_seeds
from sim.experiments.limits import check_seeds, check_size
from sim.experiments.one_world import one_world
from sim.experiments.points import Point, points_of, run_missing
from sim.experiments.pool import Failure
from sim.experiments.provenance import identity, manifest
from sim.experiments.results import write_result
from sim.experiments.sweep_outcomes import check_declared, check_reported
from sim.experiments.sweep_tables import failure_table, sweep_tables
from sim.scenario import Sweep
from sim.scenario.catalogue import PARAMETERS

type OnPoint = Callable[[int, int, str], None]
"""Called with the number of runs done, of all runs, and what has just failed ("": nothing)."""


@dataclass(frozen=True)
class SweepResult:
    """Seeds and tables of a sweep, and how many of its runs were done before, now, and not."""

    seeds: list[int]
    tables: dict[str, pd.DataFrame]  # points, summary; break_even, failures where there are any
    found: int
    ran: int
    failures: list[tuple[Point, Failure]]

    def notes(self) -> list[str]:
        """How far to trust it."""
        return few_seeds(len(self.seeds))

    def as_json(self) -> dict[str, Any]:
        """The numbers for a machine."""
        records = {name: table.to_dict("records") for name, table in self.tables.items()}
        counts = {"found": self.found, "ran": self.ran, "failed": len(self.failures)}
        return {**counts, "seeds": self.seeds, **records, "notes": self.notes()}


def check(sweep: Sweep, seeds: Sequence[int]) -> None:
    """Raise what this sweep would raise before it runs anything."""
    check_declared(sweep)
    check_seeds(seeds, fewest=1)
    check_size({**{key: len(values) for key, values in sweep.vary.items()}, "seeds": len(seeds)})


def folder_content(sweep: Sweep, ensemble: Ensemble = ALONE) -> dict[str, Any]:
    """What names a sweep's folder: not its values and seeds, so that it can grow in place."""
    about = {**identity("sweep", [sweep.scenario], []), "vary": list(sweep.vary)}
    return {**about, **ensemble.content()}


def run_sweep(
    sweep: Sweep,
    seeds: Sequence[int],
    folder: Path,
    workers: int,
    on_point: OnPoint | None = None,
    ensemble: Ensemble = ALONE,
) -> SweepResult:
    """Run what is missing, store each run as it finishes, then write the tables into `folder`.

    workers   processes, >= 1
    ensemble  of whose sets each seed has one; intervals are then about one world (`one_world`)

    A run that fails is recorded in failures.csv and tried again by the next call.
    """
    check(sweep, seeds)
    start = time.perf_counter()
    points = points_of(sweep.scenario, sweep.points, seeds, folder, ensemble)
    found = sum(point.done for point in points)
    if on_point:
        on_point(found, len(points), "")
    failures: list[tuple[Point, Failure]] = []
    runs = run_missing(
        points, folder, workers,
        about=lambda: _about(sweep, seeds, start, ensemble),
        check=lambda outcomes: check_reported(sweep, [outcomes]),
    )  # fmt: skip
    for done, (point, failure) in enumerate(runs, found + 1):
        if failure:
            failures.append((point, failure))
        if on_point:
            on_point(done, len(points), f"{point}: {failure.error}" if failure else "")
    finished = [point for point in points if point.done]
    check_reported(sweep, [point.outcomes() for point in finished])
    with one_world(bool(ensemble)):
        tables = sweep_tables(sweep, finished)
    if failures:
        tables["failures"] = failure_table(sweep, failures)
    ran = len(points) - found - len(failures)
    result = SweepResult(list(seeds), tables, found, ran, failures)
    about = {
        **_about(sweep, seeds, start, ensemble),
        "warnings": result.notes(),
        "failed": len(failures),
        "finished": True,
    }
    files = [point.file for point in finished]
    write_result(folder, tables, about, csv=True, points=files)
    return result


def _about(sweep: Sweep, seeds: Sequence[int], start: float, ensemble: Ensemble) -> dict[str, Any]:
    timing = {"wall_s": time.perf_counter() - start}
    return manifest(
        "sweep",
        [sweep.scenario],
        seeds,
        timing,
        sweep={
            "title": sweep.scenario.title,
            "vary": {key: list(values) for key, values in sweep.vary.items()},
            "outcomes": list(sweep.outcomes),
            "break_even": sweep.break_even,
        },
        units={key: PARAMETERS[key].unit for key in sweep.vary},
        **ensemble.content(),
    )
