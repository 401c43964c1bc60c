"""A sweep as the pictures read it: parameters, outcomes, units, means with intervals.

Where a lever is swept off and on beside other parameters, the pictures show what it changes: the
paired difference of on and off at the same seed, so that a line crosses zero at the break-even.
"""

import math
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd

from sim.experiments.differences import intervals
from sim.scenario.declaration import CHOICE
from sim.views.provenance import Provenance, Result, provenance
from sim.views.sheet import KEY_SIZE, wrapped
from sim.views.vocabulary import Measure, capital, measure, parameter_words

LOG_RANGE = 8.0  # largest over smallest value from which a positive axis is logarithmic
AXIS_INCHES = 2.4  # room for the name of an axis
NOT_PARAMETERS = {"seed", "outcome", "unit", "value", "mean", "low", "high", "seeds"}


@dataclass(frozen=True)
class SweepTable:
    """Means and intervals by the values of the varied parameters."""

    keys: list[str]  # parameters that take two or more values, but for the lever
    outcomes: list[str]
    lever: str | None  # the outcomes are its effect, on less off
    parameter_units: dict[str, str]
    summary: pd.DataFrame  # keys, outcome, unit, mean, low, high
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

    def turns(self, outcome: str) -> bool:
        """Whether the outcome takes both signs."""
        means = self.of(outcome)["mean"]
        return bool(means.min() < 0 < means.max())

    def fades(self, outcome: str) -> bool:
        """Whether a lever's effect is clear at some values and not at others."""
        clear = is_clear(self.of(outcome))
        return self.lever is not None and bool(clear.any() and not clear.all())

    def axis(self, key: str) -> str:
        """A parameter's name with its unit, for an axis."""
        unit, name = self.parameter_units.get(key, ""), parameter_words(key)
        named = f"{name} ({unit})" if unit not in ("", "-", "1", CHOICE) else name
        return wrapped(named, KEY_SIZE, inches=AXIS_INCHES)


def sweep_table(result: Result) -> SweepTable:
    """Read a sweep's tables and manifest."""
    points, summary = result.tables["points"], result.tables["summary"]
    keys = [str(name) for name in summary if name not in NOT_PARAMETERS]
    varied = [key for key in keys if summary[key].nunique() > 1]
    levers = [key for key in varied if key.startswith("levers.") and _is_off_and_on(summary[key])]
    lever = levers[0] if len(levers) == 1 and len(varied) > 1 else None
    outcomes = list(dict.fromkeys(summary["outcome"]))
    if lever:
        varied.remove(lever)
        summary = _effects(points, summary, lever, keys)
    summary = summary[np.isfinite(summary["mean"])]
    return SweepTable(
        keys=varied or keys,
        outcomes=[outcome for outcome in outcomes if (summary["outcome"] == outcome).any()],
        lever=lever,
        parameter_units={key: str(unit) for key, unit in result.manifest.get("units", {}).items()},
        summary=summary,
        source=provenance(result),
    )


def is_numeric(values: pd.Series) -> bool:
    """Whether a parameter's values stand on a scale (names and yes or no don't)."""
    return pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values)


def is_clear(rows: pd.DataFrame) -> pd.Series:
    """Whether the interval leaves out zero."""
    return (rows["low"] > 0) | (rows["high"] < 0)


def last_clear(at: list[float], low: list[float], high: list[float]) -> float | None:
    """Where the end of the interval that is nearer to zero first meets it, from the first value on.

    None where the effect is not clear at the first value, or is clear all along.
    """
    near = low if low[0] > 0 else [-end for end in high]
    if not near[0] > 0:
        return None
    return next(iter(zero_crossings(at, near)), None)


def is_logarithmic(at: list[float]) -> bool:
    """Whether values spread so far that they are drawn, and read between, on a logarithmic axis."""
    return min(at) > 0 and max(at) / min(at) >= LOG_RANGE


def zero_crossings(at: list[float], values: list[float]) -> list[float]:
    """Where the line as it is drawn through the points, in rising order, meets zero."""
    logarithmic = is_logarithmic(at)
    places = [math.log(value) if logarithmic else value for value in at]
    found = [
        left + (right - left) * low / (low - high)
        for (left, low), (right, high) in pairwise(zip(places, values))
        if low * high < 0
    ]
    return [math.exp(place) if logarithmic else place for place in found]


def _is_off_and_on(values: pd.Series) -> bool:
    return is_numeric(values) and values.nunique() == 2 and bool(values.min() == 0)


def _effects(
    points: pd.DataFrame, summary: pd.DataFrame, lever: str, keys: list[str]
) -> pd.DataFrame:
    """The summary of what the lever changes, seed by seed."""
    units = dict(zip(summary["outcome"], summary["unit"]))
    others = [key for key in keys if key != lever]
    runs = points.melt([*keys, "seed"], list(units), "outcome", "value")
    by_run = runs.set_index([*others, "outcome", "seed", lever])["value"].unstack(lever)
    effect = (by_run[by_run.columns.max()] - by_run[0]).rename("value").reset_index()
    effect["unit"] = effect["outcome"].map(units)
    return intervals(effect, [*others, "outcome", "unit"])
