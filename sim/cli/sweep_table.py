"""The table of `sim sweep`: a line a point of the grid, a column an outcome."""

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from rich import box
from rich.table import Table

from sim.cli.counting import counted
from sim.cli.result_tables import level, shown_in
from sim.experiments.words import decimals, label, number

if TYPE_CHECKING:
    from sim.experiments.sweep import SweepResult
    from sim.scenario import Sweep

POINTS_SHOWN = 40
WIDE = 18  # letters of a column, so that headings break


def sweep_table(sweep: "Sweep", result: "SweepResult") -> Table:
    """Mean and interval of each outcome that is watched, by what was varied."""
    summary, keys = result.tables["summary"], list(sweep.vary)
    units = dict(zip(summary["outcome"], summary["unit"], strict=True))
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False)
    table.add_column(", ".join(keys))
    for name, unit in units.items():
        heading = ", ".join(filter(None, (label(name), shown_in(unit)[1])))
        table.add_column(heading, justify="right", max_width=WIDE)
    points = list(summary.groupby(keys, sort=False))
    for values, rows in points[:POINTS_SHOWN]:
        by_outcome = {row["outcome"]: row for row in rows.to_dict("records")}
        cells = [_cell(by_outcome[name]) if name in by_outcome else "" for name in units]
        table.add_row(", ".join(map(_value, values)), *cells)
    seeds = int(summary["seeds"].max() if len(summary) else 0)
    table.caption = " ".join([_legend(len(points), seeds), *result.notes()])
    table.caption_justify = "left"
    return table


def _cell(row: Mapping[Any, Any]) -> str:
    """A mean with half of its interval, where there is one."""
    factor, _ = shown_in(row["unit"])
    mean, half = factor * row["mean"], factor * (row["high"] - row["low"]) / 2
    if math.isnan(half):
        return level(mean)
    digits = min(decimals(half), decimals(mean, significant=4))
    return f"{number(mean, digits)} ±{number(half, digits)}"


def _value(value: Any) -> str:
    """A value that was varied, as a file has it."""
    return str(value) if isinstance(value, str) else f"{value:.10g}"


def _legend(points: int, seeds: int) -> str:
    told = f"Means over {counted(seeds, 'seeds')}; ±: 95 % interval."
    more = points - POINTS_SHOWN
    if more <= 0:
        return told
    return f"{told} Of {counted(points, 'points')} the others are in summary.csv of the result."
