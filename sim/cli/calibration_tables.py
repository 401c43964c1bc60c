"""What `sim calibrate` prints: parameters, targets and rivals."""

import math
from typing import TYPE_CHECKING

from rich import box
from rich.table import Table

if TYPE_CHECKING:
    from sim.evidence.calibration.calibrating import Calibration


def fit_table(result: "Calibration") -> Table:
    """A line a parameter, with what the targets leave open."""
    made = _table("parameter", "fitted", "before", "90 %", "the targets")
    for row in result.tables["fit"].to_dict("records"):
        ends = f"{row['low']:.3g} to {row['high']:.3g}"
        told = "identify it" if row["identified"] else "leave it open"
        made.add_row(
            str(row["parameter"]), _number(row["value"]), _number(row["prior"]), ends, told
        )
    return made


def targets_table(result: "Calibration") -> Table:
    """A line a target: reported, fitted, and predicted where it was left out."""
    made = _table("target", "reported", "mean field", "engine", "left out", "cost", "")
    for row in result.tables["targets"].to_dict("records"):
        cells = (row["reported"], row["mean_field"], row["engine"], row["left_out"])
        cost = f"{row['cost']:.2f}"
        made.add_row(str(row["target"]), *(_number(cell) for cell in cells), cost, str(row["says"]))
    return made


def rivals_table(result: "Calibration") -> Table:
    """A line an explanation of growth."""
    made = _table("growth explained by", "parameters", "cost", "Gansu", "unseen", "first")
    for row in result.tables["rivals"].to_dict("records"):
        cells = (f"{row['cost']:.2f}", _number(row["gansu"]), _number(row["gansu_left_out"]))
        made.add_row(str(row["name"]), str(row["parameters"]), *cells, str(row["first"]))
    return made


def _table(*columns: str) -> Table:
    made = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False)
    for place, column in enumerate(columns):
        made.add_column(column, justify="left" if place in (0, len(columns) - 1) else "right")
    return made


def _number(value: float) -> str:
    """Four digits; nothing where there is no number."""
    return "" if math.isnan(value) else f"{value:,.4g}"
