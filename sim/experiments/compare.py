"""Scenarios at the same seeds, each against its baseline."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from sim.experiments.by_month import outcomes_by_month
from sim.experiments.by_province import differences_by_province, of_province
from sim.experiments.differences import means_over_seeds, paired_differences
from sim.experiments.ensembles import ALONE, Ensemble
from sim.experiments.false_discovery import note_on, with_verdicts
from sim.experiments.limits import check_seeds, check_size
from sim.experiments.members import (
    EFFECTS,
    HOUSEHOLDS,
    MEMBERS,
    effects_on_members,
    members,
    sentences,
)
from sim.experiments.one_world import one_world
from sim.experiments.pairing import Against, against_first, check_kinds, in_pairs
from sim.experiments.points import Point, points_at, run_all
from sim.experiments.provenance import identity, manifest
from sim.experiments.results import write_result
from sim.experiments.run import RunResult
from sim.experiments.shop_users import shop_users
from sim.experiments.speeds import stockouts_by_speed
from sim.experiments.stock_costs import costs_by_speed
from sim.experiments.words import Change, changes, sentence
from sim.scenario import Scenario

# Tables of a run that a comparison keeps, as means over the seeds.
MEANS = ("by_product", "value_chain", "income", "tiers", "transaction_flows", "monthly")

PROVINCES, SHOPS = "outcomes_by_province", "shops"

type OnRun = Callable[[int, int, str], None]
"""Called with the number of runs done, those found included, of all runs, and what just failed."""


@dataclass(frozen=True)
class Comparison:
    """Paired differences against the baselines, with the tables that explain them."""

    scenarios: list[Scenario]
    against: Against
    pairs: bool  # one baseline a pair, and not one for all
    seeds: list[int]
    tables: dict[str, pd.DataFrame]
    timing: dict[str, float]
    points: list[Point]  # its runs, stored in the folder of the result
    found: int  # how many of them there were before
    ensemble: Ensemble = ALONE

    def changes(self, province: str | None = None) -> dict[str, list[Change]]:
        """What changes in the country, or in a province, by scenario."""
        differences = self._differences(province)
        return {name: changes(differences, name) for name in self.against}

    def sentences(self, province: str | None = None) -> dict[str, list[str]]:
        """What is clear and what is not, by scenario."""
        return {name: list(map(sentence, said)) for name, said in self.changes(province).items()}

    def on_members(self) -> dict[str, list[str]]:
        """What is done to those whom it is for, household by household, by scenario."""
        effects = self.tables.get(EFFECTS)
        if effects is None:
            return {}
        said = {name: sentences(effects, name) for name in self.against}
        return {name: lines for name, lines in said.items() if lines}

    def note(self) -> str:
        """How far to trust what is called clear."""
        return note_on(self.tables["differences"], len(self.seeds))

    def as_json(self, provinces: Sequence[str] = ()) -> dict[str, Any]:
        """The numbers and the words for a machine; `where` has those of provinces, if any."""
        where = {
            province: {
                "differences": self._differences(province).to_dict("records"),
                "sentences": self.sentences(province),
            }
            for province in provinces
        }
        return {
            "baseline": self.scenarios[0].name,
            "against": dict(self.against),
            "scenarios": [scenario.name for scenario in self.scenarios],
            "seeds": self.seeds,
            "differences": self.tables["differences"].to_dict("records"),
            "sentences": self.sentences(),
            "on_members": self.on_members(),
            "note": self.note(),
            "timing": self.timing,
            **({"where": where} if where else {}),
        }

    def _differences(self, province: str | None) -> pd.DataFrame:
        if province is None:
            return self.tables["differences"]
        return of_province(self.tables["differences_by_province"], province)

    def write(self, folder: str | Path) -> None:
        """Store it as a result folder of kind compare."""
        notes = [self.note()]
        about = manifest(
            "compare", self.scenarios, self.seeds, self.timing, notes, pairs=self.pairs,
            **self.ensemble.content(),
        )  # fmt: skip
        write_result(folder, self.tables, about, points=[point.file for point in self.points])


def compare(
    scenarios: Sequence[Scenario],
    seeds: Sequence[int],
    folder: Path,
    workers: int,
    on_run: OnRun | None = None,
    pairs: bool = False,
    ensemble: Ensemble = ALONE,
) -> Comparison:
    """Run every scenario at every seed and take paired differences against the first scenario.

    folder   of the result, where each run is stored as it finishes; one that is there is not redone
    workers  processes, >= 1
    pairs    the second is compared with the first, the fourth with the third, and so on
    ensemble  of whose sets each seed has one; intervals are then about one world (`one_world`)

    Raises NothingToCompareError, TooFewSeedsError, TooManyRunsError, or RunFailedError after all
    other runs.
    """
    against = check(scenarios, seeds, pairs)
    start = time.perf_counter()
    kept = (PROVINCES, SHOPS, *MEANS, HOUSEHOLDS)
    by_name = {scenario.name: scenario for scenario in scenarios}
    points = [
        point
        for scenario in scenarios
        for held in [ensemble.apart(scenario, by_name[against.get(scenario.name, scenario.name)])]
        for seed in seeds
        for point in points_at(ensemble.given(scenario, seed, held), [seed], folder, kept)
    ]

    def about() -> dict[str, Any]:
        wall = {"wall_s": time.perf_counter() - start}
        return manifest("compare", scenarios, seeds, wall, pairs=pairs, **ensemble.content())

    found = run_all(points, folder, workers, about, on_run)
    runs = [_run_of(point) for point in points]
    timing = {"wall_s": time.perf_counter() - start, **_summed_timing(runs)}
    with one_world(bool(ensemble)):
        tables = comparison_tables(runs, against)
    return Comparison(
        list(scenarios), against, pairs, list(seeds), tables, timing, points, found, ensemble
    )


def _run_of(point: Point) -> RunResult:
    """A stored run as it was when it had finished, with the tables that were kept."""
    outcomes, tables, timing = point.kept()
    return RunResult(point.scenario, point.seed, outcomes, {}, tables, dict(timing))


def check(scenarios: Sequence[Scenario], seeds: Sequence[int], pairs: bool = False) -> Against:
    """The baselines; raises what a comparison of these would raise before it runs anything."""
    against = in_pairs(scenarios) if pairs else against_first(scenarios)
    check_kinds(scenarios)
    check_seeds(seeds)
    check_size({"scenarios": len(scenarios), "seeds": len(seeds)})
    return against


def folder_content(
    scenarios: Sequence[Scenario],
    seeds: Sequence[int],
    pairs: bool = False,
    ensemble: Ensemble = ALONE,
) -> dict[str, Any]:
    """What names the folder of a comparison."""
    return {**identity("pairs" if pairs else "compare", scenarios, seeds), **ensemble.content()}


def comparison_tables(runs: Sequence[RunResult], against: Against) -> dict[str, pd.DataFrame]:
    """The tables of a comparison."""
    outcomes = _stacked(runs, _outcome_table)
    differences = with_verdicts(paired_differences(outcomes, against), ["scenario"])
    tables = {"outcomes": outcomes, "differences": differences}
    if all(PROVINCES in run.tables for run in runs):
        provinces = _stacked(runs, _table_called(PROVINCES))
        tables[PROVINCES] = provinces
        scenarios = {run.scenario.name: run.scenario for run in runs}
        tables["differences_by_province"] = differences_by_province(provinces, against, scenarios)
    if all("monthly" in run.tables for run in runs):
        months = outcomes_by_month(_stacked(runs, _table_called("monthly")))
        tables["outcomes_by_month"] = months
        by_month = paired_differences(months, against, ("month",))
        tables["differences_by_month"] = with_verdicts(by_month, ["scenario", "outcome"])
    if all(SHOPS in run.tables for run in runs):
        tables["shop_users"] = shop_users(_stacked(runs, _table_called(SHOPS)), against)
    if all(HOUSEHOLDS in run.tables for run in runs):
        by_seed = members(runs, against)
        if len(by_seed):
            every = len({run.seed for run in runs})
            tables |= {MEMBERS: by_seed, EFFECTS: effects_on_members(by_seed, every)}
    for name in MEANS:
        having = [run for run in runs if name in run.tables]
        if having:
            of_all = _stacked(having, _table_called(name))
            tables[name] = means_over_seeds(of_all)
            if name == "by_product":
                tables["stockouts_by_speed"] = stockouts_by_speed(of_all)
                interest = {run.scenario.name: run.scenario.credit.capital_cost for run in runs}
                tables["costs_by_speed"] = costs_by_speed(of_all, against, interest)
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
        name: sum(run.timing[name] for run in runs)
        for name in ("setup_s", "compile_s", "run_s", "shelf_days")
    }
    return {**total, "ns_per_shelf_day": 1e9 * total["run_s"] / max(1.0, total["shelf_days"])}
