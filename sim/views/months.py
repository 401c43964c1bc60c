"""Month by month: customers who miss their first choice, and shelves empty at closing."""

from typing import Any, Literal

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter

from sim.views.numbers import percent
from sim.views.provenance import Result, provenance
from sim.views.sheet import Caption, open_sheet
from sim.views.style import BLUE, PAPER, QUIET, SMALL_SIZE, number_axis

# Gruen and Corsten (2002): share of shelves empty at an audit, world-wide. It is compared with
# the audit measure alone; the stockout rate counts customers, and is another number.
WORLD_AUDIT = 0.083
AUDIT_LINE: dict[str, Any] = {"color": QUIET, "linewidth": 1, "linestyle": (0, (4, 3))}


def draw_months(result: Result) -> Figure | None:
    """Both rates of the country by month, with the middle half of the provinces; None without."""
    source = provenance(result)
    table = result.tables["monthly"]
    counts = ["customers", "served_at_once", "shelf_days", "empty_shelf_days"]
    table = table[(table["customers"] > 0) & (table["shelf_days"] > 0)]
    if table.empty:
        return None
    country = _rates(table.groupby("month")[counts].sum())
    provinces = _rates(table.set_index("month")[counts])
    total = _rates(table[counts].sum().to_frame().T).iloc[0]
    caption = Caption(
        title=f"{percent(total['stockout'])} of customers miss their first choice; "
        f"{percent(total['audit'])} of shelves are empty at closing",
        subtitle="The country by month. Band, and dotted lines: the middle half of the provinces.",
        footer=source.footer("World audit: Gruen and Corsten 2002"),
    )
    audit = Line2D([], [], **AUDIT_LINE)
    figure = open_sheet(caption, 2.9, [(audit, f"world audit of shelves: {percent(WORLD_AUDIT)}")])
    axes = figure.subplots()
    is_above = bool(country["stockout"].iloc[-1] >= country["audit"].iloc[-1])
    for rate, fill, name, on_top in (
        ("stockout", BLUE, "customers who miss\ntheir first choice", is_above),
        ("audit", PAPER, "shelves empty\nat closing", not is_above),
    ):
        _draw_rate(axes, country[rate], provinces[rate], fill)
        end = (len(country) - 1, float(country[rate].iloc[-1]))
        _write(axes, name, end, "bottom" if on_top else "top")
    axes.plot([0, len(country) - 1], [WORLD_AUDIT] * 2, **AUDIT_LINE)
    number_axis(axes, "y", FuncFormatter(lambda value, _: f"{100 * value:g}\u00a0%"))
    axes.set_ylim(bottom=0)
    step = max(1, len(country) // 8)
    axes.set_xticks(range(0, len(country), step), [str(month) for month in country.index[::step]])
    return figure


def _draw_rate(axes: Axes, country: pd.Series, provinces: pd.Series, fill: str) -> None:
    """A line with a band; filled markers and band tell one rate from the other."""
    by_month = provinces.groupby(level=0)
    band = by_month.quantile(0.25), by_month.quantile(0.75)
    months = range(len(country))
    if fill == PAPER:
        for edge in band:
            axes.plot(months, edge, color=BLUE, linewidth=0.9, linestyle=":")
    else:
        axes.fill_between(months, *band, color=fill, alpha=0.18, linewidth=0)
    axes.plot(months, country, color=BLUE, marker="o", markersize=4.5, markerfacecolor=fill)


def _write(
    axes: Axes, text: str, at: tuple[float, float], vertical: Literal["top", "bottom"]
) -> None:
    """What a line is, at its end."""
    axes.annotate(
        text,
        at,
        xytext=(8, 0),
        textcoords="offset points",
        va=vertical,
        color=BLUE,
        size=SMALL_SIZE + 0.5,
    )


def _rates(sums: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "stockout": 1 - sums["served_at_once"] / sums["customers"],
            "audit": sums["empty_shelf_days"] / sums["shelf_days"],
        }
    )
