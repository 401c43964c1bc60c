"""A calibration from its targets to its result folder."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from sim.evidence.calibration.fit import Effort, Fit, fit
from sim.evidence.calibration.moments import answered, of_mean_field
from sim.evidence.calibration.problem import Problem
from sim.evidence.calibration.rivals import of_formulas, of_model
from sim.evidence.calibration.space import read_space
from sim.evidence.calibration.targets import read_targets
from sim.evidence.calibration.told import fitted_scenario, tables_of
from sim.experiments.own_files import POINTS
from sim.experiments.provenance import identity, manifest
from sim.experiments.results import write_result
from sim.scenario import Scenario

FITTED = "fitted.yaml"  # in the result folder


@dataclass(frozen=True)
class Calibration:
    """A fit, and the tables that tell it."""

    fit: Fit
    tables: dict[str, pd.DataFrame]
    unanswered: list[str]  # targets that the mean field has no outcome for

    def as_json(self) -> dict[str, Any]:
        """The numbers for a machine."""
        records = {
            name: table.astype(object).where(table.notna(), None).to_dict("records")
            for name, table in self.tables.items()
        }
        found = self.fit
        about = {"cost": found.cost, "alone": found.alone, "other_method": found.other_method}
        return {**about, "unanswered": self.unanswered, **records}


def problem_of(scenario: Scenario) -> tuple[Problem, list[str]]:
    """The targets that the mean field can answer, as a problem; and those that it can't."""
    targets = read_targets()
    asked = answered(targets, of_mean_field(scenario))
    rest = [name for name in targets if name not in asked]
    return Problem(scenario, read_space(), tuple(asked.values()), {}), rest


def folder_content(scenario: Scenario, seeds: Sequence[int]) -> dict[str, Any]:
    """What names a calibration's folder."""
    return identity("calibration", [scenario], seeds)


def calibrate(
    scenario: Scenario,
    effort: Effort,
    seeds: Sequence[int],
    folder: Path,
    workers: int,
    on_part: Callable[[int, int, str], None],
) -> Calibration:
    """Fit the free parameters, and write the result.

    seeds    of the engine's runs
    folder   of the result, where each part is stored as it finishes
    workers  processes, >= 1
    """
    start = time.perf_counter()

    def about(**more: Any) -> dict[str, Any]:
        timing = {"wall_s": time.perf_counter() - start}
        return manifest("calibration", [scenario], seeds, timing, **more)

    problem, unanswered = problem_of(scenario)
    found = fit(problem, effort, seeds, folder, workers, on_part, about)
    left_out = {each.target.id: each.moments for each in found.left_out}
    rivals = [*of_model(found.problem, found.best, left_out), *of_formulas(problem.targets)]
    tables = tables_of(found, rivals)
    done = Calibration(found, tables, unanswered)
    write_result(
        folder, tables, about(finished=True), csv=True,
        points=sorted((folder / POINTS).glob("*.json")), texts={FITTED: fitted_scenario(found)},
    )  # fmt: skip
    return done
