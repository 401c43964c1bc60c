"""Stockouts by selling speed: are slow goods missing more often than fast ones?"""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator

from sim.experiments.speeds import DOUBLINGS, stockouts_by_speed
from sim.views.changes import changes_of
from sim.views.findings import rate_finding
from sim.views.lines import ScenarioLine, scenario_lines
from sim.views.numbers import percent, plain, tick
from sim.views.provenance import Provenance, Result, provenance, rows_of
from sim.views.sheet import Caption, open_sheet
from sim.views.style import number_axis
from sim.views.vocabulary import capital

PANELS = {
    "packaged": ("Packaged goods", "units sought per shelf and day"),
    "produce": ("Produce", "kg sought per shelf and day"),
}
WHISKERS = "Whiskers: 95\u00a0% interval over the seeds"


def draw_speeds(result: Result) -> Figure | None:
    """One panel a kind of goods, one line a scenario; None without customers."""
    source = provenance(result)
    table = result.tables["by_product"]
    table = table[(table["shelf_days"] > 0) & (table["customers"] > 0)]
    kinds = [kind for kind in PANELS if (table["kind"] == kind).any()]
    names = [name for name in source.names if len(rows_of(table, name))]
    if not kinds or not names:
        return None
    lines = scenario_lines(names, source)
    classes = speed_classes(result, source)

    caption = Caption(
        title=_finding(table, classes, source, _is_clear(result, source)),
        subtitle="Stockout rate: customers whose first choice can't be served in full. "
        "A shelf is one product in one shop.",
        footer=source.footer(
            "Each class of products sells twice as fast as the last", *whiskers_key(classes)
        ),
    )
    keys = [(line.sign(), line.title) for line in lines] if len(lines) > 1 else []
    figure = open_sheet(caption, 2.9, keys)
    panels = figure.subplots(1, len(kinds), sharey=True, squeeze=False)[0]
    for axes, kind in zip(panels, kinds):
        draw_speed_panel(axes, classes[classes["kind"] == kind], lines)
        axes.set_title(PANELS[kind][0])
        axes.set_xlabel(PANELS[kind][1])
    panels[0].set_ylim(bottom=0)
    panels[0].set_ylabel("stockout rate")
    return figure


def draw_speed_panel(axes: Axes, table: pd.DataFrame, lines: list[ScenarioLine]) -> None:
    """The lines of one kind of goods on a doubling axis."""
    speeds: list[float] = []
    for line in lines:
        classes = table[table["scenario"] == line.name]
        axes.plot(classes["speed"], classes["stockout_rate"], **line.look)
        low, high = (classes[end].clip(0, 1) for end in ("low", "high"))
        colour = line.look["color"]
        axes.vlines(classes["speed"], low, high, colors=colour, linewidth=1, alpha=0.6)
        speeds += [*classes["speed"]]
    number_axis(axes, "y", FuncFormatter(lambda value, _: f"{100 * value:g}\u00a0%"))
    axes.set_xscale("log", base=2)
    axes.set_xlim(min(speeds) / 1.25, max(speeds) * 1.25)
    inside = [edge for edge in DOUBLINGS if min(speeds) / 1.2 <= edge <= max(speeds) * 1.2]
    axes.xaxis.set_major_locator(FixedLocator(inside[:: 1 if len(inside) < 9 else 2]))
    axes.xaxis.set_minor_locator(NullLocator())
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: tick(value)))


def speed_classes(result: Result, source: Provenance) -> pd.DataFrame:
    """The classes of every scenario; without intervals where there is one run."""
    if "stockouts_by_speed" in result.tables:
        return result.tables["stockouts_by_speed"]
    products = result.tables["by_product"]
    if "scenario" not in products:
        products = products.assign(scenario=source.names[0])
    return stockouts_by_speed(products.assign(seed=0))


def stockout_rate(products: pd.DataFrame) -> float:
    """Share of all customers of these products that were not served at once."""
    return float(1 - products["served_at_once"].sum() / products["customers"].sum())


def whiskers_key(classes: pd.DataFrame) -> list[str]:
    """What the whiskers are, where there are any."""
    return [WHISKERS] if classes["low"].notna().any() else []


def _finding(table: pd.DataFrame, classes: pd.DataFrame, source: Provenance, is_clear: bool) -> str:
    kind = "packaged" if (table["kind"] == "packaged").any() else "produce"
    what = f"stockouts of {PANELS[kind][0].lower()}"
    here = table[table["kind"] == kind]
    base, other = rows_of(here, source.baseline), rows_of(here, source.headline)
    if source.headline != source.baseline and len(base) and len(other):
        change = rate_finding(what, stockout_rate(base), stockout_rate(other))
        doubt = "" if is_clear or " stay " in change else " (not a clear change)"
        return f"{source.titles[source.headline]}: {change}{doubt}"
    classes = classes[classes["kind"] == kind].sort_values("stockout_rate")
    fewest, most = (
        f"{percent(row.stockout_rate)} at {plain(row.speed)} a day"
        for row in (classes.iloc[0], classes.iloc[-1])
    )
    return f"{capital(what)}: from {fewest} to {most}"


def _is_clear(result: Result, source: Provenance) -> bool:
    """Whether the country's stockout rate of goods clearly changes over the seeds."""
    if "differences" not in result.tables:
        return True
    change = changes_of(result.tables["differences"], source.headline).get("stockout_rate.goods")
    return change is None or change.clear
