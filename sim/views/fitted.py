"""A fit against what was reported: how many standard errors of each figure the model is off."""

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from sim.views.provenance import Result, provenance
from sim.views.sheet import Caption, open_sheet
from sim.views.style import BLUE, INK, QUIET, SMALL_SIZE

MOST = 6.0  # standard errors at the end of the axis


def draw_fitted(result: Result) -> Figure | None:
    """A row a target that is a number; None without any."""
    table = result.tables["targets"]
    rows = table[table["reported"].notna()].reset_index(drop=True)
    if rows.empty:
        return None
    told = rows["engine"].where(rows["engine"].notna(), rows["mean_field"])
    off = _errors(rows, told)
    inside = int((np.abs(off) <= 2.0).sum())
    caption = Caption(
        title=f"{inside} of {len(rows)} fitted figures lie within two standard errors",
        subtitle="Model less report, in standard errors of the figure (published or assumed); "
        f"what is further off than {MOST:g} is drawn there. Left out: predicted by the others.",
        footer=footer(result, bool(rows["engine"].notna().any())),
    )
    signs = [(Line2D([], [], linestyle="", marker="o", color=BLUE), "fitted")]
    signs.append(
        (Line2D([], [], linestyle="", marker="D", color=INK, markerfacecolor="none"), "left out")
    )
    figure = open_sheet(caption, 0.27 * len(rows) + 0.5, signs)
    axes = figure.subplots()
    places = np.arange(len(rows))
    axes.axvspan(-2.0, 2.0, color=QUIET, alpha=0.12, linewidth=0)
    axes.axvline(0.0, color=QUIET, linewidth=0.8)
    axes.plot(_cut(off), places, linestyle="", marker="o", color=BLUE, zorder=3)
    unseen = _cut(_errors(rows, rows["left_out"]))
    axes.plot(unseen, places, linestyle="", marker="D", color=INK, markerfacecolor="none", zorder=3)
    axes.set_yticks(places, [name.replace("_", " ") for name in rows["target"]])
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.set_xlim(-MOST - 0.3, MOST + 0.3)
    axes.tick_params(axis="y", length=0, labelsize=SMALL_SIZE)
    axes.set_xlabel("standard errors")
    return figure


def footer(result: Result, engine: bool) -> str:
    """Where the numbers come from: runs of the engine, or the mean field, which has no seeds."""
    mean_field = "By the mean field of the online block, in which there is no chance."
    return provenance(result).footer() if engine else mean_field


def _errors(rows: pd.DataFrame, told: "pd.Series[float]") -> np.ndarray:
    """How far the model is off, in tolerances."""
    return np.asarray((told - rows["reported"]) / rows["tolerance"])


def _cut(off: np.ndarray) -> np.ndarray:
    cut: np.ndarray = np.clip(off, -MOST, MOST)
    return cut
