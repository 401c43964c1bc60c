"""Predictions of what was no target, over the ensemble of fits and over seeds."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from sim.evidence.calibration.moments import marketplace_of
from sim.evidence.calibration.predictions import ANALYTICS, World, intervals_of, of_world
from sim.evidence.calibration.rural_sellers import RuralSellers
from sim.experiments.ensembles import Ensemble
from sim.experiments.limits import check_size
from sim.experiments.points import Point, points_at, run_all
from sim.experiments.provenance import identity, manifest
from sim.experiments.results import write_result
from sim.scenario import Scenario
from sim.world.country.provinces import read_country

KIND = "prediction"
TABLE = "out_of_sample"
TABLES = ("monthly", "outcomes_by_province", "shops")
# What runs of each world: history, and two others of the same luck.
VARIANTS: tuple[dict[str, Any], ...] = (
    {},
    {f"levers.{ANALYTICS}": "off"},
    {"calendar.end": "2016-12-31"},
)


@dataclass(frozen=True)
class Prediction:
    """The table, and how many of its runs there were before."""

    table: pd.DataFrame
    points: list[Point]
    found: int

    def as_json(self) -> dict[str, Any]:
        """The numbers for a machine."""
        return {"out_of_sample": self.table.to_dict("records")}


def folder_content(scenario: Scenario, seeds: Sequence[int], ensemble: Ensemble) -> dict[str, Any]:
    """What names a prediction's folder."""
    return {**identity(KIND, [scenario], seeds), **ensemble.content()}


def predict(
    scenario: Scenario,
    ensemble: Ensemble,
    seeds: Sequence[int],
    folder: Path,
    workers: int,
    on_run: Callable[[int, int, str], None],
) -> Prediction:
    """Run every world, of which each seed is one, and write the table into the folder.

    workers  processes, >= 1

    Raises TooManyRunsError, or RunFailedError after all other runs.
    """
    check_size({"runs of a world": len(VARIANTS), "seeds": len(seeds)})
    start = time.perf_counter()

    def about(**more: Any) -> dict[str, Any]:
        timing = {"wall_s": time.perf_counter() - start}
        return manifest(
            KIND, [scenario], seeds, timing, provinces=list(read_country().names),
            **ensemble.content(), **more,
        )  # fmt: skip

    fitted = [ensemble.given(scenario, seed) for seed in seeds]
    points = [
        point
        for values in VARIANTS
        for seed, given in zip(seeds, fitted, strict=True)
        for point in points_at(given.with_values(values), [seed], folder, TABLES, values)
    ]
    found = run_all(points, folder, workers, about, on_run)
    kept = [point.kept() for point in points]
    count = len(seeds)
    worlds = [
        of_world(World(kept[n], kept[count + n], kept[2 * count + n], rural_sales(given)))
        for n, given in enumerate(fitted)
    ]
    table = intervals_of(worlds)
    files = [point.file for point in points]
    write_result(folder, {TABLE: table}, about(finished=True), csv=True, points=files)
    return Prediction(table, points, found)


def rural_sales(scenario: Scenario) -> dict[str, "pd.Series[float]"]:
    """What rural merchants sell by month and province, in RMB, in the mean field."""
    country, market = marketplace_of(scenario)
    field = RuralSellers(scenario, country, market)
    field.play()
    real = scenario.scale / scenario.grain.money
    return {month: pd.Series(sold * real, country.names) for month, sold in field.sales.items()}
