"""One parameter: the mean of an outcome as a line, its interval as a band."""

import math

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from sim.experiments.break_even import is_logarithmic
from sim.experiments.sweep_effects import is_numeric
from sim.views.numbers import tick
from sim.views.sheet import HALF_INCHES, panel_title, wrapped
from sim.views.style import BLUE, INK, QUIET, SMALL_SIZE, number_axis
from sim.views.sweep_table import SweepTable
from sim.views.sweep_words import place_of, sum_of
from sim.views.vocabulary import listed

TICK_ROOM = 0.07  # least distance of two ticks, in axis lengths


def draw_band(axes: Axes, sweep: SweepTable, outcome: str) -> None:
    """A line with a band where the parameter is a number, dots with whiskers where it is a name."""
    key = sweep.keys[0]
    shown = sweep.measure_of(outcome)
    rows = sweep.of(outcome)
    columns = ["mean", "low", "high"]
    rows[columns] *= shown.factor
    if is_numeric(rows[key]):
        _draw_line(axes, rows, key)
        _mark_break_evens(axes, sweep, outcome)
    else:
        _draw_dots(axes, rows, key)
    values = rows[columns].to_numpy(dtype=float)
    total = shown.factor * sweep.total_of(outcome)
    lowest, highest = float(np.nanmin(values)), float(np.nanmax(values))
    if total:
        axes.axhline(total, color=QUIET, linewidth=1, linestyle=(0, (4, 3)), zorder=1)
    if lowest <= 0 <= highest:
        axes.axhline(0, color=QUIET, linewidth=1, zorder=1)
    if lowest == highest:
        axes.set_ylim(lowest - 1, highest + 1)
    number_axis(axes, "y", FuncFormatter(lambda value, _: tick(value)))
    axes.set_title(panel_title(shown.title()))
    axes.set_xlabel(sweep.axis(key))


def _draw_line(axes: Axes, rows: pd.DataFrame, key: str) -> None:
    at = [float(value) for value in rows[key]]
    axes.fill_between(at, rows["low"], rows["high"], color=BLUE, alpha=0.2, linewidth=0)
    axes.plot(at, rows["mean"], color=BLUE, marker="o", markersize=5)
    if is_logarithmic(at):
        axes.set_xscale("log")
    shown_at = _with_room(at)
    axes.set_xticks(shown_at, [tick(value) for value in shown_at])
    axes.minorticks_off()


def _draw_dots(axes: Axes, rows: pd.DataFrame, key: str) -> None:
    places = range(len(rows))
    axes.vlines(places, rows["low"], rows["high"], color=BLUE)
    axes.plot(places, rows["mean"], color=BLUE, marker="o", markersize=6, linestyle="")
    names = [str(value).replace("_", " ") for value in rows[key]]
    room = HALF_INCHES / len(names)
    axes.set_xticks(places, [wrapped(name, SMALL_SIZE + 0.5, inches=room) for name in names])
    axes.set_xlim(-0.5, len(names) - 0.5)


def _with_room(at: list[float]) -> list[float]:
    """The values whose ticks don't run into the one before."""
    places = [math.log(value) if is_logarithmic(at) else value for value in at]
    kept = [0]
    for number, place in enumerate(places):
        if place - places[kept[-1]] > TICK_ROOM * (places[-1] - places[0]):
            kept.append(number)
    return [at[number] for number in kept]


def _mark_break_evens(axes: Axes, sweep: SweepTable, outcome: str) -> None:
    """A diamond and its interval on the sum, told in the corner that the curve leaves free."""
    found = sweep.break_evens_of(outcome)
    values = sweep.of(outcome)[sweep.keys[0]]
    height = sweep.measure_of(outcome).factor * sweep.total_of(outcome)
    for one in found:
        if one.seeds > 1:
            ends = [
                values.min() if math.isnan(one.low) else one.low,
                values.max() if math.isnan(one.high) else one.high,
            ]
            axes.plot(ends, [height] * 2, color=INK, linewidth=2.4, zorder=5)
        axes.plot([one.at], [height], marker="D", markersize=7, color=INK, zorder=6)
    if found:
        told = listed([place_of(one, values) for one in found])
        is_money = sweep.measure_of(outcome).unit.startswith("RMB")
        no_sum = "break-even" if is_money else "zero"
        what = sum_of(sweep, outcome) if outcome in sweep.totals else no_sum
        axes.annotate(
            f"\u25c6 {what}\nat {told}",
            (0.98, 0.95 if found[0].falls else 0.05),
            xycoords="axes fraction",
            ha="right",
            va="top" if found[0].falls else "bottom",
            size=SMALL_SIZE + 0.5,
            weight="bold",
        )
