"""The tables of a sweep, made from its stored runs."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from sim.experiments.differences import intervals
from sim.experiments.points import Point
from sim.experiments.pool import Failure
from sim.experiments.sweep_effects import break_even_table
from sim.scenario import Sweep


def sweep_tables(sweep: Sweep, done: Sequence[Point]) -> dict[str, pd.DataFrame]:
    """The finished runs, a row each, the mean and interval over seeds, and where gains are used up.

    points      the keys that vary, seed, and a column an outcome
    summary     the keys that vary, outcome, unit, mean, low, high, seeds
    break_even  as `break_even_table` gives it, where there is any
    """
    wide, long = [], []
    for point in done:
        outcomes = point.outcomes()
        values = cells(point.values)
        chosen = {name: outcomes[name] for name in sweep.outcomes if name in outcomes}
        numbers = {name: outcome.value for name, outcome in chosen.items()}
        wide.append({**values, "seed": point.seed, **numbers})
        for name, outcome in chosen.items():
            long.append({**values, "outcome": name, **outcome._asdict()})
    keys = list(sweep.vary)
    points = _table(wide, keys, ["seed", *sweep.outcomes])
    summary = intervals(
        _table(long, keys, ["outcome", "unit", "value"]), [*keys, "outcome", "unit"]
    )
    tables = {"points": points, "summary": summary}
    units = dict(zip(summary["outcome"], summary["unit"], strict=True))
    told = {name: units[name] for name in sweep.outcomes if name in units}
    break_even = break_even_table(points, keys, told, sweep.break_even)
    return tables if break_even.empty else {**tables, "break_even": break_even}


def failure_table(sweep: Sweep, failures: Sequence[tuple[Point, Failure]]) -> pd.DataFrame:
    """The runs that failed: the keys that vary, seed, error."""
    rows = [
        {**cells(point.values), "seed": point.seed, "error": failure.error}
        for point, failure in failures
    ]
    return _table(rows, list(sweep.vary), ["seed", "error"])


def cells(values: Mapping[str, Any]) -> dict[str, Any]:
    """Varied values as a table holds them: a lever that is off has the level 0, a list is text."""

    def cell(key: str, value: Any) -> Any:
        if key.startswith("levers.") and value == "off":
            return 0.0
        return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value

    return {key: cell(key, value) for key, value in values.items()}


def _table(rows: Sequence[Mapping[str, Any]], keys: list[str], others: list[str]) -> pd.DataFrame:
    """A table in which a key with numbers and words among its values is a column of words."""
    table = pd.DataFrame(rows, columns=[*keys, *others])
    mixed = [key for key in keys if table[key].dtype == object]
    return table.assign(**{key: table[key].astype(str) for key in mixed})
