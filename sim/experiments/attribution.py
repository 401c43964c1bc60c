"""What each lever has of the effect of all: every subset of them is run at the same seeds."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

import pandas as pd

from sim.experiments.attribution_tables import attribution_tables, outcome_table
from sim.experiments.errors import NothingToAttributeError
from sim.experiments.false_discovery import note_on
from sim.experiments.limits import check_seeds, check_size
from sim.experiments.points import points_of, run_all
from sim.experiments.provenance import identity, manifest
from sim.experiments.results import write_result
from sim.scenario import Scenario
from sim.scenario.problems import nearest, shown
from sim.scenario.values import OFF

type OnRun = Callable[[int, int, str], None]
"""Called with the number of runs done, those found included, of all runs, and what just failed."""


@dataclass(frozen=True)
class Attribution:
    """The shares and interactions of levers, and how many runs were done before, and now."""

    scenario: Scenario
    levers: tuple[str, ...]
    seeds: list[int]
    tables: dict[str, pd.DataFrame]  # outcomes, effect, shares; interactions of two levers or more
    found: int
    ran: int

    def note(self) -> str:
        """How far to trust what is called clear."""
        return note_on(self.tables["shares"], len(self.seeds))

    def as_json(self) -> dict[str, Any]:
        """The numbers for a machine."""
        records = {
            name: table.to_dict("records")
            for name, table in self.tables.items()
            if name != "outcomes"
        }
        about = {"scenario": self.scenario.name, "levers": self.levers, "seeds": self.seeds}
        return {**about, **records, "note": self.note()}


def levers_of(scenario: Scenario, named: Sequence[str] = ()) -> tuple[str, ...]:
    """The levers that are on, or those of them that are named, in the scenario's order.

    Raises NothingToAttributeError where none is on, or one is named that is off or unknown.
    """
    levers = scenario.levers._asdict()
    on = [name for name, lever in levers.items() if lever.level > 0]
    if not on:
        raise NothingToAttributeError(
            f"no lever is on in {scenario.name}; --set levers.NAME=1 switches one on, "
            f"NAME among {', '.join(levers)}"
        )
    for name in named:
        if name not in on:
            wrong = (
                f"the lever {name} is off in" if name in levers else f"no lever {shown(name)} in"
            )
            near = nearest(name, levers) if name not in levers else ""
            meant = f"; did you mean {near}?" if near else ""
            raise NothingToAttributeError(
                f"--levers: {wrong} {scenario.name}; allowed, since they are on: "
                f"{', '.join(on)}{meant}"
            )
    return tuple(name for name in on if not named or name in named)


def check(levers: Sequence[str], seeds: Sequence[int]) -> None:
    """Raise what an attribution to these would raise before it runs anything."""
    check_seeds(seeds)
    check_size({"subsets of levers": 2 ** len(levers), "seeds": len(seeds)})


def folder_content(scenario: Scenario, levers: Sequence[str]) -> dict[str, Any]:
    """What names an attribution's folder: not its seeds, so that it can grow in place."""
    return {**identity("attribution", [scenario], []), "levers": list(levers)}


def attribute(
    scenario: Scenario,
    levers: Sequence[str],
    seeds: Sequence[int],
    folder: Path,
    workers: int,
    on_run: OnRun | None = None,
) -> Attribution:
    """Run what is missing of all subsets, store each run as it finishes, then write the tables.

    levers   that are on, as `levers_of` gives them; the others stay as the scenario has them
    folder   of the result
    workers  processes, >= 1

    Raises TooFewSeedsError, TooManyRunsError, or RunFailedError after all other runs.
    """
    check(levers, seeds)
    start = time.perf_counter()

    def about(**more: Any) -> dict[str, Any]:
        timing = {"wall_s": time.perf_counter() - start}
        return manifest("attribution", [scenario], seeds, timing, levers=list(levers), **more)

    points = points_of(scenario, _subsets(levers), seeds, folder)
    found = run_all(points, folder, workers, about, on_run)
    outcomes = outcome_table(levers, points)
    tables = {"outcomes": outcomes, **attribution_tables(levers, outcomes)}
    ran = len(points) - found
    attribution = Attribution(scenario, tuple(levers), list(seeds), tables, found, ran)
    notes = [attribution.note()]
    files = [point.file for point in points]
    write_result(folder, tables, about(warnings=notes, finished=True), csv=True, points=files)
    return attribution


def _subsets(levers: Sequence[str]) -> Iterator[dict[str, str]]:
    """The levers that are off in each subset; the first has all of them off, the last none."""
    for are_on in product((False, True), repeat=len(levers)):
        yield {f"levers.{lever}": OFF for lever, on in zip(levers, are_on, strict=True) if not on}
