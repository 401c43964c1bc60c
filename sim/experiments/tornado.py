"""What an effect hangs on: every guess at both ends of its range, one at a time, paired by seed."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from sim.experiments.errors import NothingToCompareError
from sim.experiments.false_discovery import few_seeds
from sim.experiments.limits import check_seeds, check_size
from sim.experiments.pairing import check_kinds
from sim.experiments.points import Point, points_at, run_all
from sim.experiments.provenance import identity, manifest
from sim.experiments.results import write_result
from sim.experiments.tornado_tables import HERE, tornado_tables
from sim.experiments.what_moves import what_moves
from sim.scenario import Scenario
from sim.scenario.guesses import End
from sim.scenario.problems import ScenarioErrors

type OnRun = Callable[[int, int, str], None]
"""Called with the number of runs done, those found included, of all runs, and what just failed."""


@dataclass(frozen=True)
class Tornado:
    """How an effect shifts with each guess, and how many runs were done before, and now."""

    scenario: Scenario
    baseline: Scenario
    seeds: list[int]
    tables: dict[str, pd.DataFrame]  # effects, shifts; refused where ends make no scenario
    found: int
    ran: int

    def notes(self) -> list[str]:
        """How far to trust it."""
        return few_seeds(len(self.seeds))

    def as_json(self) -> dict[str, Any]:
        """The numbers for a machine."""
        records = {name: table.to_dict("records") for name, table in self.tables.items()}
        about = {"scenario": self.scenario.name, "baseline": self.baseline.name}
        return {**about, "seeds": self.seeds, **records, "notes": self.notes()}


def check(
    scenario: Scenario, baseline: Scenario, ends: Sequence[End], seeds: Sequence[int]
) -> None:
    """Raise what a tornado of this size would raise before it runs anything."""
    if what_moves(scenario) == what_moves(baseline):
        raise NothingToCompareError(f"{scenario.name} asks for what {baseline.name} does")
    check_kinds([baseline, scenario])
    if not ends:
        raise NothingToCompareError(
            "no guess has a range; allowed: what `sim explain` calls assumed and gives a range"
        )
    check_seeds(seeds)
    check_size({"scenarios": 2, "ends": len(ends) + 1, "seeds": len(seeds)})


def folder_content(scenario: Scenario, baseline: Scenario) -> dict[str, Any]:
    """What names a tornado's folder: not its guesses and seeds, so that it can grow in place."""
    return identity("tornado", [baseline, scenario], [])


def tornado(
    scenario: Scenario,
    baseline: Scenario,
    ends: Sequence[End],
    seeds: Sequence[int],
    folder: Path,
    workers: int,
    on_run: OnRun | None = None,
) -> Tornado:
    """Run what is missing of both scenarios at each end, then write the tables.

    folder   of the result
    workers  processes, >= 1

    An end that clashes with the rest of a scenario is no run, and stands in the table `refused`.
    Raises what `check` does, or RunFailedError after all other runs.
    """
    check(scenario, baseline, ends, seeds)
    start = time.perf_counter()

    def about(**more: Any) -> dict[str, Any]:
        timing = {"wall_s": time.perf_counter() - start}
        return manifest("tornado", [baseline, scenario], seeds, timing, **more)

    cases: list[tuple[End, bool, Point]] = []  # whether it is of the scenario, not the baseline
    refused = []
    for end in (HERE, *ends):
        try:
            changed = [one.with_values(end.values) for one in (baseline, scenario)]
        except ScenarioErrors as error:
            refused.append((end.guess, end.end, end.at, error.problems[0].wrong))
            continue
        for is_scenario, one in enumerate(changed):
            found_here = points_at(one, seeds, folder, values=end.values)
            cases += [(end, bool(is_scenario), point) for point in found_here]
    points = [point for _, _, point in cases]
    found = run_all(points, folder, workers, about, on_run)
    tables = tornado_tables(cases)
    if refused:
        columns = ["guess", "end", "at", "why"]
        tables["refused"] = pd.DataFrame(refused, columns=columns)
    done = Tornado(scenario, baseline, list(seeds), tables, found, len(points) - found)
    files = [point.file for point in points]
    write_result(
        folder, tables, about(warnings=done.notes(), finished=True), csv=True, points=files
    )
    return done
