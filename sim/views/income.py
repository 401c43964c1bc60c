"""Income by kind: how each scenario differs from the baseline, with intervals."""

import math
from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.views.changes import Change, changes_of, share_of_base
from sim.views.findings import income_finding
from sim.views.numbers import amount, signed_percent
from sim.views.provenance import Result, provenance
from sim.views.sheet import Caption, open_sheet, row_titles
from sim.views.vocabulary import KINDS
from sim.views.whiskers import INTERVAL, draw_whisker, frame_whiskers, whisker_keys

NAME_INCHES = 1.75  # room for a scenario's title beside the panels


def draw_income(result: Result) -> Figure | None:
    """Four panels, one a kind, since their incomes differ tenfold; None without incomes."""
    source = provenance(result)
    table = result.tables["differences"]
    others = [name for name in source.names if name in set(table["scenario"])]
    changes = {name: changes_of(table, name) for name in others}
    kinds = [k for k in KINDS if others and all(f"income.{k}" in changes[n] for n in others)]
    if not kinds:
        return None

    titles, row_inches = row_titles([source.titles[name] for name in others], NAME_INCHES)
    rows = math.ceil(len(kinds) / 2)
    caption = Caption(
        title=income_finding(changes_of(table, source.headline), source),
        subtitle="Difference in income per person or firm from the baseline, in RMB a year (axis) "
        "and % (at the right).",
        footer=source.footer(INTERVAL),
    )
    figure = open_sheet(caption, rows * (len(others) * row_inches + 0.72), whisker_keys())
    grid = figure.subplots(rows, 2, sharey=True, squeeze=False)
    for axes, kind in zip(grid.flat, kinds):
        _draw_panel(axes, kind, [changes[name][f"income.{kind}"] for name in others])
        axes.set_yticks(range(len(others)), titles)
    for axes in grid.flat[len(kinds) :]:
        axes.remove()
    return figure


def _draw_panel(axes: Axes, kind: str, changes: Sequence[Change]) -> None:
    for position, change in enumerate(changes):
        draw_whisker(axes, position, change, signed_percent(share_of_base(change)))
    frame_whiskers(axes, changes)
    axes.set_title(KINDS[kind])
    axes.set_xlabel(f"RMB a year (baseline: {amount(changes[0].base_mean)})")
