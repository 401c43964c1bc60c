"""A break-even in words: the sum, the place, and from where to where it can be."""

import math

import pandas as pd

from sim.views.numbers import plain, tick
from sim.views.sweep_table import BreakEven, SweepTable


def place_of(found: BreakEven, values: "pd.Series[float]") -> str:
    """0.19 (0.17 to 0.22); an end that lies beyond the values is named by the last of them."""
    if found.seeds < 2:
        return plain(found.at)
    low = f"under {tick(values.min())}" if math.isnan(found.low) else plain(found.low)
    high = f"over {tick(values.max())}" if math.isnan(found.high) else plain(found.high)
    return f"{plain(found.at)} ({low} to {high})"


def sum_of(sweep: SweepTable, outcome: str) -> str:
    """The sum that the outcome has to exceed: zero, or RMB 500 a year."""
    total = sweep.total_of(outcome)
    if total == 0:
        return "zero"
    how = sweep.measure_of(outcome)
    return f"{how.text(total)}{' a year' if how.unit == 'RMB a year' else ''}"
