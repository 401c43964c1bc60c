"""A sweep as the pictures read it: parameters, outcomes, units, means with intervals.

Where a lever is swept off and on beside other parameters, the pictures show what it changes: the
paired difference of on and off at the same seed, so that a line crosses zero at the break-even.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd

from sim.experiments.differences import intervals
from sim.experiments.one_world import one_world
from sim.experiments.sweep_effects import (
    FALLS,
    RISES,
    break_even_table,
    gains,
    is_numeric,
    varied_in,
)
from sim.scenario.declaration import CHOICE
from sim.views.provenance import Provenance, Result, provenance
from sim.views.sheet import KEY_SIZE, wrapped
from sim.views.vocabulary import Measure, capital, measure, parameter_words

AXIS_INCHES = 2.4  # room for the name of an axis
NOT_PARAMETERS = {"seed", "outcome", "unit", "value", "mean", "low", "high", "seeds"}


class BreakEven(NamedTuple):
    """A row of the break-evens: where the mean meets the sum, and where it may."""

    falls: bool  # above the sum before, and not after
    at: float
    low: float  # nan: below the values
    high: float  # nan: above the values
    seeds: int  # with one there is no interval


@dataclass(frozen=True)
class SweepTable:
    """Means and intervals by the values of the varied parameters."""

    keys: list[str]  # parameters that take two or more values, but for the lever
    outcomes: list[str]
    lever: str | None  # the outcomes are its effect, on less off
    parameter_units: dict[str, str]
    summary: pd.DataFrame  # keys, outcome, unit, mean, low, high
    break_evens: pd.DataFrame  # as `break_even_table` gives them
    totals: dict[str, float]  # that an outcome has to exceed, where one was stated
    source: Provenance

    def of(self, outcome: str) -> pd.DataFrame:
        """Mean, low and high by the first two parameters, averaged over the others."""
        rows = self.summary[self.summary["outcome"] == outcome]
        first = self.keys[:2]
        means = rows.groupby(first, sort=False)[["mean", "low", "high"]].mean().reset_index()
        numbers = [key for key in first if is_numeric(means[key])]
        return means.sort_values(numbers, kind="stable") if numbers else means

    def measure_of(self, outcome: str) -> Measure:
        """How the outcome, or its change, is called and shown."""
        units = self.summary.loc[self.summary["outcome"] == outcome, "unit"]
        return measure(outcome, str(units.iloc[0]), is_change=self.lever is not None)

    @property
    def lever_name(self) -> str:
        """The lever in words: levers.direct_ordering is Direct ordering; "" without one."""
        return capital((self.lever or "").removeprefix("levers.").replace("_", " "))

    def total_of(self, outcome: str) -> float:
        """The sum that the outcome has to exceed, in its own unit; zero where none was stated."""
        return self.totals.get(outcome, 0.0)

    def breaks_even(self, outcome: str) -> bool:
        """Whether there are values at which the mean meets that sum, and others."""
        means = self.of(outcome)["mean"]
        return bool(means.min() <= self.total_of(outcome) < means.max())

    def break_evens_of(self, outcome: str) -> list[BreakEven]:
        """Those of an outcome in a sweep of one parameter."""
        rows = self.break_evens[self.break_evens["outcome"] == outcome]
        rows = rows[rows["found"].isin([FALLS, RISES])]
        rows = rows.assign(falls=rows["found"] == FALLS)
        return [BreakEven(*row) for row in rows[list(BreakEven._fields)].itertuples(index=False)]

    def axis(self, key: str) -> str:
        """A parameter's name with its unit, for an axis."""
        unit, name = self.parameter_units.get(key, ""), parameter_words(key)
        named = f"{name} ({unit})" if unit not in ("", "-", "1", CHOICE) else name
        return wrapped(named, KEY_SIZE, inches=AXIS_INCHES)


def sweep_table(result: Result) -> SweepTable:
    """Read a sweep's tables and manifest."""
    points, summary = result.tables["points"], result.tables["summary"]
    keys = [str(name) for name in summary if name not in NOT_PARAMETERS]
    varied = varied_in(points, keys)
    units = dict(zip(summary["outcome"], summary["unit"]))
    total = result.manifest.get("sweep", {}).get("break_even")
    totals = {} if total is None else {next(iter(units)): total}
    with one_world("ensemble" in result.manifest):
        break_evens = break_even_table(points, keys, units, total)
        if varied.lever or totals:
            effects = gains(points, keys, list(units))
            effects["unit"] = effects["outcome"].map(units)
            to_exceed = effects["outcome"].map(totals).astype(float)
            others = [key for key in keys if key != varied.lever or key in varied.keys]
            summary = intervals(
                effects,
                [*others, "outcome", "unit"],
                to_exceed.fillna(0.0) if varied.lever else to_exceed,
            )
    summary = summary[np.isfinite(summary["mean"])]
    return SweepTable(
        keys=varied.keys or keys,
        outcomes=[outcome for outcome in units if (summary["outcome"] == outcome).any()],
        lever=varied.lever,
        parameter_units={key: str(unit) for key, unit in result.manifest.get("units", {}).items()},
        summary=summary,
        break_evens=break_evens,
        totals=totals,
        source=provenance(result),
    )
