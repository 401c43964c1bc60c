"""Where a result comes from: its scenarios, seeds and scale, read from the manifest."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import pandas as pd

from sim.experiments.false_discovery import few_seeds
from sim.scenario.by_hand import SCALE, changed_in_words, title_with
from sim.views.numbers import plain

# The scenario that a comparison's titles speak of; in a comparison without it, the last one.
ARTICLE_SCENARIO = "with_direct_ordering"

WITHOUT_INTERVALS = ("run", "calibration")  # a calibration's are not over the seeds


class Result(Protocol):
    """What a picture needs of a result: the manifest and the tables (`sim.experiments.results`)."""

    @property
    def manifest(self) -> Mapping[str, Any]:
        """What was run, and how."""

    @property
    def tables(self) -> Mapping[str, pd.DataFrame]:
        """The numbers, by name of the table."""


@dataclass(frozen=True)
class Provenance:
    """Scenarios in the order given (the first is the baseline), seeds and scale."""

    titles: Mapping[str, str]  # by the scenario's name
    seeds: int
    scale: float | None  # None: the population is given outright, as in a textbook case
    has_intervals: bool = True  # over the seeds
    changed: str = ""  # what --set changed of the scenarios, in words

    @property
    def names(self) -> list[str]:
        """Names of the scenarios, baseline first."""
        return list(self.titles)

    @property
    def baseline(self) -> str:
        """The scenario that the others are compared with."""
        return self.names[0]

    @property
    def headline(self) -> str:
        """The scenario that titles speak of."""
        return ARTICLE_SCENARIO if ARTICLE_SCENARIO in self.titles else self.names[-1]

    def footer(self, *notes: str) -> str:
        """The line under a picture: the scenario or baseline, seeds, what else to know, scale."""
        what = "Scenario" if len(self.titles) == 1 else "Baseline"
        return self._foot(f"{what}: {self.titles[self.baseline]}", *self._seeds(), *notes)

    def footer_of_pairs(self, *notes: str) -> str:
        """The line under a picture of pairs, each of which has a baseline of its own."""
        return self._foot(f"Pairs: {len(self.titles) // 2}", *self._seeds(), *notes)

    def _seeds(self) -> list[str]:
        """How many, and a warning where intervals rest on too few."""
        warning = few_seeds(self.seeds) if self.has_intervals else []
        return warning or [self.seeds_in_words()]

    def _foot(self, *parts_given: str) -> str:
        parts = list(filter(None, [*parts_given, self.changed]))
        if self.scale is not None:
            parts.append(f"Scale: one agent stands for {plain(self.scale)} real ones")
        return " ".join(part if part.endswith((".", "?", "!")) else f"{part}." for part in parts)

    def seeds_in_words(self) -> str:
        """1 seed, 5 seeds."""
        return f"{self.seeds} seed" + ("" if self.seeds == 1 else "s")


def rows_of(table: pd.DataFrame, scenario: str) -> pd.DataFrame:
    """One scenario's rows; a run's table has no such column, since all of it is of one."""
    return table[table["scenario"] == scenario] if "scenario" in table else table


def provenance(result: Result) -> Provenance:
    """Read the manifest of a run, a comparison or a sweep."""
    scenarios = result.manifest["scenarios"]
    changes = result.manifest.get("set", {})
    titles = {
        str(one["name"]): title_with(str(one.get("title") or one["name"]), changes)
        for one in scenarios
    }
    is_miniature = scenarios[0].get("population", {}).get("kind") != "explicit"
    varied = "scale" in result.manifest.get("sweep", {}).get("vary", {})
    scale = scenarios[0].get("scale") if is_miniature and not varied else None
    told = {key: value for key, value in changes.items() if scale is None or key != SCALE}
    has_intervals = result.manifest["kind"] not in WITHOUT_INTERVALS
    seeds = len(result.manifest["seeds"])
    return Provenance(titles, seeds, scale, has_intervals, changed_in_words(told))
