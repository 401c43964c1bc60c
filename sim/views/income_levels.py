"""Income by kind in one run: a dot a province, a line for the country."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter

from sim.views.numbers import rmb, tick
from sim.views.provenance import Result, provenance, rows_of
from sim.views.sheet import Caption, open_sheet
from sim.views.style import BLUE, INK, SMALL_SIZE, number_axis
from sim.views.tilemap import province_name
from sim.views.vocabulary import KINDS, listed

JITTER = 0.24  # dots are spread over this much height on either side, so that they don't hide


def draw_income_levels(result: Result) -> Figure | None:
    """Four panels, one a kind, each with its own axis; None without incomes."""
    source = provenance(result)
    table = rows_of(result.tables["income"], source.baseline)
    table = table[table["income_rmb_per_year"].notna() & (table["agents"] > 0)]
    kinds = [kind for kind in KINDS if (table["kind"] == kind).any()]
    if not kinds:
        return None
    outcomes = rows_of(result.tables["outcomes"], source.baseline)
    values = outcomes.groupby("outcome")["value"].mean()
    means = {kind: float(values[f"income.{kind}"]) for kind in kinds}
    earned = [f"{KINDS[kind].lower()} {rmb(means[kind])}" for kind in kinds]
    caption = Caption(
        title=f"Mean income a year: {listed(earned)}",
        subtitle="Each dot is a province's mean, the line the country's; "
        "RMB a year per person or firm.",
        footer=source.footer(),
    )
    figure = open_sheet(caption, 0.85 * len(kinds))
    panels = figure.subplots(len(kinds), 1, squeeze=False)[:, 0]
    for axes, kind in zip(panels, kinds):
        _draw_strip(axes, table[table["kind"] == kind], means[kind])
        axes.set_ylabel(KINDS[kind], rotation=0, ha="right", va="center", color=INK)
    return figure


def _draw_strip(axes: Axes, table: pd.DataFrame, mean: float) -> None:
    incomes = table["income_rmb_per_year"].to_numpy(dtype=float)
    heights = JITTER * np.cos(np.pi * np.arange(len(incomes)))  # alternates: the same every time
    axes.scatter(incomes, heights, s=26, color=BLUE, alpha=0.6, linewidth=0)
    axes.axvline(mean, color=INK, linewidth=2)
    for position in (int(incomes.argmin()), int(incomes.argmax())):
        axes.annotate(
            province_name(table["province"].iloc[position]),
            (incomes[position], heights[position]),
            xytext=(0, 5 if heights[position] > 0 else -5),
            textcoords="offset points",
            ha="center",
            va="bottom" if heights[position] > 0 else "top",
            size=SMALL_SIZE,
        )
    if incomes.min() == incomes.max():
        axes.set_xlim(mean - 1, mean + 1)
    axes.set_ylim(-0.95, 0.95)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    number_axis(axes, "x", FuncFormatter(lambda value, _: tick(value)), ticks=6)
