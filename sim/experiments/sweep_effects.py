"""What a sweep varies, what a lever that is swept off and on changes, and where that breaks even.

Where a lever is swept off and on beside other parameters, what counts is its effect: the paired
difference of on and off at the same seed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sim.experiments.break_even import break_evens

FALLS, RISES, ABOVE, BELOW = "falls below", "rises above", "always above", "never above"


@dataclass(frozen=True)
class Varied:
    """The parameters of a sweep that take two or more values."""

    keys: list[str]  # but for the lever, where it is only off and on
    lever: str | None  # swept off and on beside them, fully or in several degrees


def varied_in(table: pd.DataFrame, keys: Sequence[str]) -> Varied:
    """Which of the keys vary in a sweep's table of points."""
    several = [key for key in keys if table[key].nunique() > 1]
    levers = [key for key in several if key.startswith("levers.") and _begins_off(table[key])]
    lever = levers[0] if len(levers) == 1 and len(several) > 1 else None
    return Varied([key for key in several if key != lever or table[key].nunique() > 2], lever)


def is_numeric(values: pd.Series) -> bool:
    """Whether a parameter's values stand on a scale (names and yes or no don't)."""
    return pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values)


def gains(points: pd.DataFrame, keys: Sequence[str], outcomes: Sequence[str]) -> pd.DataFrame:
    """The outcomes at each point and seed, or a lever's effect on them: keys, outcome, seed, value.

    Of a lever in several degrees, the effect of each.
    points  a row a run: keys, seed, a column an outcome
    """
    runs = points.melt([*keys, "seed"], list(outcomes), "outcome", "value")
    lever = varied_in(points, keys).lever
    if lever is None:
        return runs
    others = [key for key in keys if key != lever]
    by_run = runs.set_index([*others, "outcome", "seed", lever])["value"].unstack(lever)
    effects = by_run.drop(columns=0).sub(by_run[0], axis="index").reset_index()
    by_level = effects.melt([*others, "outcome", "seed"], var_name=lever, value_name="value")
    by_level[lever] = by_level[lever].astype(float)
    return by_level if by_level[lever].nunique() > 1 else by_level.drop(columns=lever)


def break_even_table(
    points: pd.DataFrame, keys: Sequence[str], units: Mapping[str, str], total: float | None
) -> pd.DataFrame:
    """Where the mean gain meets a sum, along each parameter that is a number.

    units  of the outcomes, in their order
    total  the sum, in the unit of the first outcome; None: zero, as for the others

    Returns the other keys that vary, outcome, unit, parameter, sum, found (which way the mean
    crosses the sum, or on which side of it it stays), at, low, high, seeds. An empty low or high
    lies beyond the values swept. An outcome that is no effect and that no sum was stated for is
    there only where it changes its sign.
    """
    varied = varied_in(points, keys)
    of_all = gains(points, keys, list(units))
    rows: list[dict[str, object]] = []
    for number, (outcome, unit) in enumerate(units.items()):
        stated = total if number == 0 else None
        runs = of_all[of_all["outcome"] == outcome]
        to_exceed = 0.0 if stated is None else stated
        first: dict[str, object] = {"outcome": outcome, "unit": unit, "sum": to_exceed}
        found = [first | row for row in _along_each(runs, varied.keys, to_exceed)]
        if (
            stated is not None
            or varied.lever
            or any(row["found"] in (FALLS, RISES) for row in found)
        ):
            rows += found
    columns = ["outcome", "unit", "parameter", "sum", "found", "at", "low", "high", "seeds"]
    table = pd.DataFrame(rows, columns=[*varied.keys, *columns])
    return table.drop(columns=varied.keys) if len(varied.keys) == 1 else table


def _along_each(
    runs: pd.DataFrame, keys: Sequence[str], total: float
) -> Iterator[dict[str, object]]:
    """The break-evens of one outcome along each key that is a number, the others held."""
    for key in keys:
        if not is_numeric(runs[key]):
            continue
        others = [other for other in keys if other != key]
        parts = runs.groupby(others, sort=False) if others else [((), runs)]
        for held, part in parts:
            by_value = part.pivot(index=key, columns="seed", values="value").sort_index()
            by_value = by_value.dropna()  # where a run failed or has no value
            place = dict(zip(others, held, strict=True)) | {"parameter": key}
            yield from (place | row for row in _told(by_value, total))


def _told(by_value: pd.DataFrame, total: float) -> Iterator[dict[str, object]]:
    """A row a break-even; one without a place where the mean stays on one side."""
    if len(by_value) < 2:
        return
    above = by_value.to_numpy(dtype=float) - total
    found = break_evens(by_value.index.astype(float).tolist(), above)
    seeds = above.shape[1]
    for one in found:
        way = FALLS if one.falls else RISES
        yield {"found": way, "at": one.at, "low": one.low, "high": one.high, "seeds": seeds}
    if not found:
        side = ABOVE if np.mean(above[0]) > 0 else BELOW
        yield {"found": side, "at": np.nan, "low": np.nan, "high": np.nan, "seeds": seeds}


def _begins_off(values: pd.Series) -> bool:
    return is_numeric(values) and bool(values.min() == 0)
