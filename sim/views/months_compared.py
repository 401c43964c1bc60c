"""Month by month without and with: stockouts, online sales and incomes of the country."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from matplotlib.ticker import FuncFormatter

from sim.views.lines import ScenarioLine, scenario_lines
from sim.views.numbers import tick
from sim.views.provenance import Result, provenance
from sim.views.sheet import Caption, open_sheet
from sim.views.style import number_axis
from sim.views.vocabulary import compact, lower, measure

PANELS = (
    "stockout_rate.goods", "stockout_rate.produce",
    "shelf_audit_rate.goods", "online_sales",
    "income.farmer", "income.shop_owner",
    "income.middleman", "income.manufacturer",
)  # fmt: skip
IN_TITLE = ("stockout_rate.goods", "income.shop_owner")
PANEL_INCHES = 1.75
MOST_TICKS = 5
BAND = 0.22  # opacity
ON_TOP = {"marker": "", "linewidth": 1.3, "zorder": 6.5}  # thin, so that equal lines show both


def draw_months_compared(result: Result) -> Figure | None:
    """Two lines a panel, the baseline's and the headline's; None for less than two months.

    The band about the headline's line is the interval of the paired difference, so that a change is
    clear where the band leaves out the baseline's line. Intervals of the levels would say less:
    what seeds share is not in a difference.
    """
    source = provenance(result)
    table = result.tables["differences_by_month"]
    table = table[table["scenario"] == source.headline]
    panels = {name: _finite(table[table["outcome"] == name]) for name in PANELS}
    panels = {name: rows for name, rows in panels.items() if len(rows) > 1}
    if not panels:
        return None
    lines = scenario_lines([source.baseline, source.headline], source)
    lines[0] = replace(lines[0], look=lines[0].look | ON_TOP)
    told = [_finding(name, panels[name]) for name in IN_TITLE if name in panels]
    caption = Caption(
        title=f"{source.titles[source.headline]}: {'; '.join(told)}",
        subtitle="The country by month. Filled dots: the change is clear (false discoveries over "
        "the months held to 5\u00a0%).",
        footer=source.footer(),
    )
    band = Patch(color=str(lines[1].look["color"]), alpha=BAND, linewidth=0)
    keys: list[tuple[Artist, str]] = [(line.sign(), line.title) for line in lines]
    keys.append((band, "95\u00a0% interval of the paired difference"))
    rows = -(-len(panels) // 2)
    figure = open_sheet(caption, rows * PANEL_INCHES, keys)
    grid = figure.subplots(rows, 2, squeeze=False)
    for axes, (name, of_outcome) in zip(grid.flat, panels.items()):
        _draw_panel(axes, name, of_outcome, lines)
    for axes in grid.flat[len(panels) :]:
        axes.remove()
    return figure


def _draw_panel(
    axes: Axes, outcome: str, rows: pd.DataFrame, lines: Sequence[ScenarioLine]
) -> None:
    how = measure(outcome, str(rows["unit"].iloc[0]))
    factor, unit = compact(how.factor * rows["base_mean"], how.unit)
    factor *= how.factor
    base = factor * rows["base_mean"].to_numpy()
    difference, low, high = (
        factor * rows[name].to_numpy() for name in ("difference", "low", "high")
    )
    places, (without, having) = np.arange(len(rows)), lines
    clear = rows["controlled"].to_numpy(dtype=bool)
    colour = having.look["color"]
    axes.fill_between(places, base + low, base + high, color=colour, alpha=BAND, linewidth=0)
    axes.plot(places, base + difference, **having.look | {"marker": ""})
    axes.plot(places, base, **without.look)
    for filled in (True, False):
        at = clear == filled
        axes.plot(
            places[at],
            (base + difference)[at],
            **having.look
            | {"linestyle": "", "markersize": 4.5, "markeredgecolor": colour, "zorder": 7}
            | {"markerfacecolor": colour if filled else "white"},
        )
    number_axis(axes, "y", FuncFormatter(lambda value, _: tick(value)), ticks=4)
    step = -(-len(rows) // MOST_TICKS)
    axes.set_xticks(places[::step], [str(month) for month in rows["month"].iloc[::step]])
    axes.set_title(f"{how.name}, {unit}")


def _finding(outcome: str, rows: pd.DataFrame) -> str:
    """In how many months the outcome clearly rises, and falls."""
    clear = rows.loc[rows["controlled"], "difference"]
    more, less = int((clear > 0).sum()), int((clear < 0).sum())
    ways = [f"rises in {more}"] * (more > 0) + [f"falls in {less}"] * (less > 0)
    what = lower(measure(outcome, "").name)
    if not ways:
        return f"no clear change of {what} in any of {len(rows)} months"
    return f"{what} clearly {' and '.join(ways)} of {len(rows)} months"


def _finite(rows: pd.DataFrame) -> pd.DataFrame:
    """The months in which both scenarios have a value at every seed."""
    defined: pd.DataFrame = rows[np.isfinite(rows["difference"])]
    return defined
