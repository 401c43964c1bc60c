"""One parameter: the mean of an outcome as a line, its interval as a band."""

import math

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from sim.views.numbers import plain, tick
from sim.views.sheet import wrapped
from sim.views.style import BLUE, INK, QUIET, SMALL_SIZE, number_axis
from sim.views.sweep_table import (
    SweepTable,
    is_logarithmic,
    is_numeric,
    last_clear,
    zero_crossings,
)
from sim.views.vocabulary import Measure

TICK_ROOM = 0.07  # least distance of two ticks, in axis lengths
PANEL_INCHES = 3.4


def draw_band(axes: Axes, sweep: SweepTable, outcome: str) -> None:
    """A line with a band where the parameter is a number, dots with whiskers where it is a name."""
    key = sweep.keys[0]
    shown = sweep.measure_of(outcome)
    rows = sweep.of(outcome)
    columns = ["mean", "low", "high"]
    rows[columns] *= shown.factor
    if is_numeric(rows[key]):
        _draw_line(axes, rows, key, shown, is_effect=sweep.lever is not None)
    else:
        _draw_dots(axes, rows, key)
    values = rows[columns].to_numpy(dtype=float)
    lowest, highest = float(np.nanmin(values)), float(np.nanmax(values))
    if lowest <= 0 <= highest:
        axes.axhline(0, color=QUIET, linewidth=1, zorder=1)
    if lowest == highest:
        axes.set_ylim(lowest - 1, highest + 1)
    number_axis(axes, "y", FuncFormatter(lambda value, _: tick(value)))
    axes.set_title(shown.title())
    axes.set_xlabel(sweep.axis(key))


def _draw_line(axes: Axes, rows: pd.DataFrame, key: str, shown: Measure, is_effect: bool) -> None:
    at = [float(value) for value in rows[key]]
    axes.fill_between(at, rows["low"], rows["high"], color=BLUE, alpha=0.2, linewidth=0)
    axes.plot(at, rows["mean"], color=BLUE, marker="o", markersize=5)
    means = rows["mean"].tolist()
    crossings = zero_crossings(at, means)
    fades = None if crossings else last_clear(at, rows["low"].tolist(), rows["high"].tolist())
    if len(crossings) == 1:
        is_money = shown.unit.startswith("RMB")
        _mark(axes, crossings[0], "break-even at" if is_money else "zero at", means[0] > 0)
    elif is_effect and fades is not None:
        _mark(axes, fades, "no clear effect from", means[0] > 0)
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
    room = PANEL_INCHES / len(names)
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


def _mark(axes: Axes, at: float, what: str, falls: bool) -> None:
    """A diamond on the zero line, explained in the corner that the curve leaves free."""
    axes.plot([at], [0], marker="D", markersize=7, color=INK, zorder=5)
    axes.annotate(
        f"\u25c6 {what} {plain(at)}",
        (0.98, 0.95 if falls else 0.05),
        xycoords="axes fraction",
        ha="right",
        va="top" if falls else "bottom",
        size=SMALL_SIZE + 0.5,
        weight="bold",
    )
