"""Scenarios at the same seeds, each against the first of them."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

import pandas as pd

from sim.experiments.differences import means_over_seeds, paired_differences
from sim.experiments.errors import NothingToCompareError, RunFailedError, TooFewSeedsError
from sim.experiments.pool import Failure, run_jobs
from sim.experiments.provenance import identity, manifest
from sim.experiments.results import write_result
from sim.experiments.run import RunResult, run_job
from sim.experiments.warming import warm_up
from sim.experiments.words import by_chance, changes, sentence
from sim.scenario import Scenario

# Tables of a run that a comparison keeps, as means over the seeds.
MEANS = ("by_product", "value_chain", "income", "tiers", "transaction_flows")

type OnRun = Callable[[int, int], None]
"""Called after each run with the number of runs done and of all runs."""


@dataclass(frozen=True)
class Comparison:
    """Paired differences against the first scenario, with the tables that explain them."""

    scenarios: list[Scenario]
    seeds: list[int]
    tables: dict[str, pd.DataFrame]
    timing: dict[str, float]

    def sentences(self) -> dict[str, list[str]]:
        """What is clear and what is not, by scenario."""
        differences = self.tables["differences"]
        return {
            scenario.name: [sentence(change) for change in changes(differences, scenario.name)]
            for scenario in self.scenarios[1:]
        }

    def note(self) -> str:
        """What many differences at once mean for trusting one of them."""
        return by_chance(self.tables["differences"])

    def as_json(self) -> dict[str, Any]:
        """The numbers and the words for a machine."""
        return {
            "baseline": self.scenarios[0].name,
            "scenarios": [scenario.name for scenario in self.scenarios],
            "seeds": self.seeds,
            "differences": self.tables["differences"].to_dict("records"),
            "sentences": self.sentences(),
            "note": self.note(),
            "timing": self.timing,
        }

    def write(self, folder: Path) -> None:
        """Store it as a result folder of kind compare."""
        about = manifest("compare", self.scenarios, self.seeds, self.timing, [self.note()])
        write_result(folder, self.tables, about)


def compare(
    scenarios: Sequence[Scenario],
    seeds: Sequence[int],
    workers: int,
    on_run: OnRun | None = None,
) -> Comparison:
    """Run every scenario at every seed and take paired differences against the first scenario.

    workers  processes, >= 1

    Raises NothingToCompareError, TooFewSeedsError, or RunFailedError at the first run that fails.
    """
    check(scenarios, seeds)
    start = time.perf_counter()
    warm_up(scenarios[0])
    jobs = list(product(scenarios, seeds))
    runs: dict[tuple[str, int], RunResult] = {}
    for done, ((scenario, seed), result) in enumerate(run_jobs(run_job, jobs, workers), 1):
        if isinstance(result, Failure):
            raise RunFailedError(f"{scenario.name}, seed {seed}", result)
        runs[scenario.name, seed] = result
        if on_run:
            on_run(done, len(jobs))
    in_order = [runs[scenario.name, seed] for scenario, seed in jobs]
    timing = {"wall_s": time.perf_counter() - start, **_summed_timing(in_order)}
    return Comparison(list(scenarios), list(seeds), comparison_tables(in_order), timing)


def check(scenarios: Sequence[Scenario], seeds: Sequence[int]) -> None:
    """Raise what a comparison of these would raise before it runs anything."""
    names = [scenario.name for scenario in scenarios]
    if len(names) < 2:
        raise NothingToCompareError("a comparison needs two or more scenarios")
    if len(set(names)) < len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise NothingToCompareError(
            f"two of the scenarios are called {twice}; give one another name"
        )
    if len(seeds) < 2:
        raise TooFewSeedsError("an interval needs at least two seeds")


def folder_content(scenarios: Sequence[Scenario], seeds: Sequence[int]) -> dict[str, Any]:
    """What names the folder of a comparison."""
    return identity("compare", scenarios, seeds)


def comparison_tables(runs: Sequence[RunResult]) -> dict[str, pd.DataFrame]:
    """The tables of a comparison; the first run belongs to the baseline."""
    baseline = runs[0].scenario.name
    outcomes = _stacked(runs, _outcome_table)
    tables = {"outcomes": outcomes, "differences": paired_differences(outcomes, baseline)}
    if all("outcomes_by_province" in run.tables for run in runs):
        provinces = _stacked(runs, _table_called("outcomes_by_province"))
        tables["outcomes_by_province"] = provinces
        tables["differences_by_province"] = paired_differences(provinces, baseline, ("province",))
    for name in MEANS:
        having = [run for run in runs if name in run.tables]
        if having:
            tables[name] = means_over_seeds(_stacked(having, _table_called(name)))
    return tables


def _stacked(runs: Sequence[RunResult], table: Callable[[RunResult], pd.DataFrame]) -> pd.DataFrame:
    """One table of all runs under each other, with scenario and seed in front."""
    parts = []
    for run in runs:
        part = table(run)
        part.insert(0, "scenario", run.scenario.name)
        part.insert(1, "seed", run.seed)
        parts.append(part)
    return pd.concat(parts, ignore_index=True)


def _table_called(name: str) -> Callable[[RunResult], pd.DataFrame]:
    return lambda run: pd.DataFrame(run.tables[name])


def _outcome_table(run: RunResult) -> pd.DataFrame:
    rows = [(name, *outcome) for name, outcome in run.outcomes.items()]
    return pd.DataFrame(rows, columns=["outcome", "value", "unit"])


def _summed_timing(runs: Sequence[RunResult]) -> dict[str, float]:
    """Setup, run time and shelf-days over all runs."""
    total = {
        name: sum(run.timing[name] for run in runs) for name in ("setup_s", "run_s", "shelf_days")
    }
    return {**total, "ns_per_shelf_day": 1e9 * total["run_s"] / max(1.0, total["shelf_days"])}
