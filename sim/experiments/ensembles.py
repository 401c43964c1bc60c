"""Sets of parameters that fit about equally well, of which each seed gets one in turn.

Scenarios that are compared get the same set at the same seed, so that pairs stay pairs. Where a
scenario differs from its baseline, or where a sweep varies a key, that stays: a set says how the
world is, and not what is done in it.
"""

import csv
import math
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from sim.experiments.errors import EnsembleRefusedError
from sim.scenario import Scenario
from sim.scenario.catalogue import PARAMETERS
from sim.scenario.folders import REPOSITORY, find
from sim.scenario.problems import nearest, shown


class Ensemble(NamedTuple):
    """Parameter sets; without any, all seeds have the scenario's own values."""

    sets: tuple[Mapping[str, float], ...] = ()

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self.sets)

    def given(self, scenario: Scenario, seed: int, held: Collection[str] = ()) -> Scenario:
        """The scenario with the set of a seed; held: keys that stay as they are."""
        if not self.sets:
            return scenario
        values = self.sets[seed % len(self.sets)]
        return scenario.with_values({k: v for k, v in values.items() if k not in held})

    def apart(self, scenario: Scenario, baseline: Scenario) -> list[str]:
        """The keys of the sets in which a scenario differs from its baseline."""
        keys = self.sets[0] if self.sets else ()
        return [k for k in keys if scenario.settings[k].value != baseline.settings[k].value]

    def content(self) -> dict[str, Any]:
        """What a result with it depends on beside its scenarios; nothing without it."""
        return {"ensemble": [dict(each) for each in self.sets]} if self.sets else {}


ALONE = Ensemble()


def read_ensemble(file: str | None, asked: Sequence[str] = ()) -> Ensemble:
    """The sets of a CSV file: a column a parameter, a row a set.

    file   a path from here, or in the repository; without any, all seeds are alike
    asked  assignments KEY=VALUE of the user's, which a set would undo

    Raises EnsembleRefusedError where it is no such file.
    """
    if file is None:
        return ALONE
    path = find(file, Path(), REPOSITORY)
    if path is None:
        raise EnsembleRefusedError(f"--ensemble: there is no file {shown(file)}")
    try:
        with path.open(encoding="utf-8", newline="") as opened:
            rows = list(csv.DictReader(opened))
    except (OSError, ValueError, csv.Error):
        raise EnsembleRefusedError(f"--ensemble: {file} can't be read as CSV") from None
    if not rows:
        raise EnsembleRefusedError(f"--ensemble: {file} has no row; a row is a set of parameters")
    for key in map(str, rows[0]):  # None where a row has more cells than the header
        if key not in PARAMETERS:
            near = nearest(key, PARAMETERS)
            meant = f"; did you mean {near}?" if near else ""
            raise EnsembleRefusedError(f"--ensemble: {file}: {shown(key)} is no parameter{meant}")
        if key in {each.partition("=")[0] for each in asked}:
            raise EnsembleRefusedError(
                f"--set {key}: {file} has values of it; leave one of them out"
            )
    return Ensemble(tuple(_numbers(file, line, row) for line, row in enumerate(rows, 2)))


def _numbers(file: str, line: int, row: Mapping[str, Any]) -> dict[str, float]:
    numbers = {}
    for key, text in row.items():
        try:
            value = float(text)
        except (TypeError, ValueError):
            value = math.nan
        if not math.isfinite(value):
            raise EnsembleRefusedError(
                f"--ensemble: {file}:{line}: {key}: {shown(text)} is no number"
            )
        numbers[key] = value
    return numbers
