"""From shop to top tier: how much of its orders each level serves at once, and what it holds."""

from collections.abc import Callable

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter

from sim.views.numbers import percent, plain, tick
from sim.views.provenance import Result, provenance, rows_of
from sim.views.sheet import Caption, open_sheet
from sim.views.style import BLUE, PAPER, SMALL_SIZE, number_axis
from sim.views.vocabulary import capital, lower

# A textbook chain has no sales to divide by in some tiers: it reports its mean stock.
IN_UNITS = ("end_stock", "units at the end of a day")


def draw_tiers(result: Result) -> Figure | None:
    """Fill rate and days of stock, a row a tier; None without tiers."""
    source = provenance(result)
    table = rows_of(result.tables["tiers"], source.baseline)
    table = table[table["fill_rate"].notna()]
    if table.empty:
        return None
    names = [tier_name(tier) for tier in table["tier"]]
    caption = Caption(
        title=_finding(table, names),
        subtitle="Fill rate: share of the units asked for that is served at once.",
        footer=source.footer(),
    )
    figure = open_sheet(caption, 0.6 + 0.36 * len(table))
    left, right = figure.subplots(1, 2, sharey=True)
    _draw_bars(left, table["fill_rate"], percent)
    left.set_title("Fill rate")
    left.set_xlim(0, 1.12)
    number_axis(left, "x", FuncFormatter(lambda value, _: f"{100 * value:.0f}\u00a0%"))
    column, unit = ("stock_days", "days of sales") if "stock_days" in table else IN_UNITS
    _draw_bars(right, table[column].fillna(0.0), plain)
    right.set_title(f"Stock, {unit}")
    right.margins(x=0.15)
    number_axis(right, "x", FuncFormatter(lambda value, _: tick(value)))
    left.set_yticks(range(len(names)), names)
    left.set_ylim(len(names) - 0.5, -0.5)
    return figure


def tier_name(tier: str) -> str:
    """The tier as the reader knows it: wholesalers_2 is Wholesalers of tier 2, tier1 is Tier 1."""
    if tier.startswith("tier"):
        return "Tier 0 (shop)" if tier == "tier0" else capital(tier.replace("tier", "tier "))
    stem, _, number = tier.rpartition("_")
    words = f"{stem} of tier {number}" if number.isdigit() else tier.replace("_", " ")
    return capital("shops" if words == "shop" else words)


def _draw_bars(axes: Axes, values: pd.Series, text: Callable[[float], str]) -> None:
    axes.barh(range(len(values)), values, height=0.62, color=BLUE)
    for position, value in enumerate(values):
        axes.annotate(
            text(value),
            (value, position),
            xytext=(4, 0),
            textcoords="offset points",
            va="center",
            size=SMALL_SIZE + 0.5,
            bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 0.8},  # over the grid
        )
    axes.tick_params(axis="y", length=0)


def _finding(table: pd.DataFrame, names: list[str]) -> str:
    rates = [float(rate) for rate in table["fill_rate"]]
    lowest, highest = rates.index(min(rates)), rates.index(max(rates))
    if lowest == highest:
        return f"Fill rate: {percent(rates[0])} at {lower(names[0])}"
    return (
        f"Fill rates run from {percent(rates[lowest])} at {lower(names[lowest])} "
        f"to {percent(rates[highest])} at {lower(names[highest])}"
    )
