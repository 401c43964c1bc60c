"""The answer on one sheet: who earns more, what is missing on shelves, where the yuan goes."""

import math
from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure, SubFigure

from sim.views.changes import Change, changes_of, in_percent
from sim.views.findings import income_finding
from sim.views.lines import scenario_lines
from sim.views.numbers import signed_percent
from sim.views.provenance import Provenance, Result, provenance
from sim.views.sheet import Caption, open_sheet
from sim.views.speeds import draw_speed_panel, speed_classes
from sim.views.vocabulary import KINDS
from sim.views.whiskers import INTERVAL, MOST_PERCENT, draw_whisker, frame_whiskers
from sim.views.yuan import draw_bars, part_keys


def draw_overview(result: Result) -> Figure | None:
    """Income, stockouts and value chain of the baseline and the headline scenario."""
    source = provenance(result)
    changes = changes_of(result.tables["differences"], source.headline)
    kinds = [kind for kind in KINDS if f"income.{kind}" in changes]
    products = result.tables["by_product"]
    products = products[(products["kind"] == "packaged") & (products["customers"] > 0)]
    classes = speed_classes(result, source)
    shares = result.tables["value_chain"]
    shares = shares[shares["chain"] == "goods"]
    if not kinds or products.empty or shares.empty:
        return None

    caption = Caption(
        title=income_finding(changes, source),
        subtitle="A miniature of China's provinces, simulated twice with the same seeds. "
        "Dots are filled where the change is clear.",
        footer=source.footer(f"{INTERVAL}; of stockouts, over the seeds"),
    )
    lines = scenario_lines([source.baseline, source.headline], source)
    figure = open_sheet(caption, 4.3, [(line.sign(), line.title) for line in lines])
    top, bottom = figure.subfigures(2, 1, height_ratios=[2.7, 1.8], squeeze=False)[:, 0]
    left, right = top.subplots(1, 2)
    _draw_incomes(left, [changes[f"income.{kind}"] for kind in kinds])
    left.set_yticks(range(len(kinds)), [KINDS[kind] for kind in kinds])
    draw_speed_panel(right, classes[classes["kind"] == "packaged"], lines)
    right.set_ylim(bottom=0)
    right.set_title("Stockout rate of packaged goods")
    right.set_xlabel("selling speed, units sought per shelf and day")
    _draw_yuan(bottom, shares, source)
    return figure


def _draw_incomes(axes: Axes, changes: Sequence[Change]) -> None:
    shares = [in_percent(change) for change in changes]
    for position, change in enumerate(shares):
        text = signed_percent(change.difference / 100)
        draw_whisker(axes, position, change, text, MOST_PERCENT)
    frame_whiskers(axes, shares, MOST_PERCENT)
    axes.set_title("Change of income")
    axes.set_xlabel("% of the baseline's income")


def _draw_yuan(figure: SubFigure, shares: pd.DataFrame, source: Provenance) -> None:
    axes = figure.subplots()
    draw_bars(axes, shares, [source.baseline, source.headline], source)
    axes.set_title("Where a consumer's yuan goes (packaged goods), in fen")
    keys = part_keys(shares)
    axes.legend(
        [sign for sign, _ in keys],
        [meaning for _, meaning in keys],
        loc="upper left",
        bbox_to_anchor=(0, 0),
        ncols=math.ceil(len(keys) / 2),
        handlelength=1.2,
    )
