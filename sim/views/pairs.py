"""Income by kind in several pairs of scenarios: a panel a kind, a row a pair."""

import math
from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.experiments.pairing import pair_title
from sim.views.changes import Change, changes_of, in_percent
from sim.views.numbers import signed, signed_percent
from sim.views.provenance import Result, provenance
from sim.views.sheet import Caption, open_sheet, row_titles
from sim.views.vocabulary import KINDS, listed
from sim.views.whiskers import INTERVAL, MOST_PERCENT, draw_whisker, frame_whiskers, whisker_keys

NAME_INCHES = 1.75  # room for a pair's title beside the panels


def draw_pairs(result: Result) -> Figure | None:
    """Four panels, each with an axis of its own; None without incomes.

    A panel is in % of the baselines; in RMB a year where one of them is not above zero. A pair is
    called by what the titles of its two scenarios have in common.
    """
    source = provenance(result)
    table = result.tables["differences"]
    against = dict(zip(table["scenario"], table["baseline"]))
    changes = {name: changes_of(table, name) for name in against}
    kinds = [k for k in KINDS if all(f"income.{k}" in changes[name] for name in against)]
    if not kinds:
        return None
    names = [pair_title(source.titles[base], source.titles[name]) for name, base in against.items()]
    titles, row_inches = row_titles(names, NAME_INCHES)
    incomes = {k: [changes[name][f"income.{k}"] for name in against] for k in kinds}
    caption = Caption(
        title=_finding(incomes, len(names)),
        subtitle="Difference in income between the second and the first scenario of each pair, "
        "in % of the first, or in RMB where it is more than that.",
        footer=source.footer_of_pairs(INTERVAL),
    )
    rows = math.ceil(len(kinds) / 2)
    figure = open_sheet(caption, rows * (len(names) * row_inches + 0.72), whisker_keys())
    grid = figure.subplots(rows, 2, sharey=True, squeeze=False)
    for axes, kind in zip(grid.flat, kinds):
        _draw_panel(axes, kind, incomes[kind])
        axes.set_yticks(range(len(names)), titles)
    for axes in grid.flat[len(kinds) :]:
        axes.remove()
    return figure


def _draw_panel(axes: Axes, kind: str, changes: Sequence[Change]) -> None:
    relative = all(change.is_a_part for change in changes)
    limit = MOST_PERCENT if relative else math.inf
    shown = [in_percent(change) if relative else change for change in changes]
    for position, change in enumerate(shown):
        size = change.difference
        text = signed_percent(size / 100) if relative else signed(float(f"{size:.3g}"))
        draw_whisker(axes, position, change, text, limit)
    frame_whiskers(axes, shown, limit)
    axes.set_title(KINDS[kind])
    axes.set_xlabel("% of the baseline's income" if relative else "RMB a year")


def _finding(incomes: dict[str, list[Change]], pairs: int) -> str:
    """Who clearly gains in every pair, who clearly loses in every pair, and for whom it depends."""
    gain = [k for k in incomes if all(c.clear and c.difference > 0 for c in incomes[k])]
    lose = [k for k in incomes if all(c.clear and c.difference < 0 for c in incomes[k])]
    rest = [k for k in incomes if k not in (*gain, *lose)]
    parts = []
    if gain:
        parts.append(f"{_named(gain)} earn clearly more in all {pairs} pairs")
    if lose:
        parts.append(f"{_named(lose)} {'' if gain else 'earn '}clearly less in all {pairs} pairs")
    if rest:
        parts.append(f"for {_named(rest)} it depends on the pair")
    sentence = "; ".join(parts)
    return sentence[:1].upper() + sentence[1:]


def _named(kinds: Sequence[str]) -> str:
    return listed([KINDS[kind].lower() for kind in kinds])
