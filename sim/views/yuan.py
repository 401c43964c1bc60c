"""Where a consumer's yuan goes: producer, each tier, freight, platform, shop, and what spoils."""

from collections.abc import Mapping, Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from sim.views.numbers import plain
from sim.views.provenance import Provenance, Result, provenance, rows_of
from sim.views.sheet import Caption, open_sheet, row_titles
from sim.views.style import PAPER, PARTIES, SMALL_SIZE, ink_on
from sim.views.vocabulary import PARTS

CHAINS = {"goods": "Packaged goods", "produce": "Produce"}
SMALLEST_LABEL = 2.0  # fen; a narrower part has no room for its number
NAME_INCHES = 1.9


def draw_yuan(result: Result) -> Figure | None:
    """A bar a scenario, a panel a chain; None when no chain has shares."""
    source = provenance(result)
    table = result.tables["value_chain"]
    chains = [chain for chain in CHAINS if (table["chain"] == chain).any()]
    names = [name for name in source.names if len(rows_of(table, name))]
    if not chains or not names:
        return None
    caption = Caption(
        title=_finding(table, source),
        subtitle="Where each yuan that consumers spend in shops goes, in fen (1 yuan = 100 fen).",
        footer=source.footer(f"Parts under {SMALLEST_LABEL:g} fen carry no number"),
    )
    _, row_inches = row_titles([source.titles[name] for name in names], NAME_INCHES)
    height = len(chains) * (0.4 + len(names) * max(0.31, row_inches))
    figure = open_sheet(caption, height, part_keys(table))
    panels = figure.subplots(len(chains), 1, sharex=True, squeeze=False)[:, 0]
    for axes, chain in zip(panels, chains):
        draw_bars(axes, table[table["chain"] == chain], names, source)
        axes.set_title(CHAINS[chain])
    return figure


def draw_bars(axes: Axes, shares: pd.DataFrame, names: Sequence[str], source: Provenance) -> None:
    """The stacked bars of one chain, a row a scenario."""
    for position, name in enumerate(names):
        rows = rows_of(shares, name)
        _draw_bar(axes, position, dict(zip(rows["part"], 100 * rows["share"])))
    titles, _ = row_titles([source.titles[name] for name in names], NAME_INCHES)
    axes.set_yticks(range(len(names)), titles)
    axes.set_ylim(len(names) - 0.5, -0.5)
    axes.margins(x=0)
    axes.set_xticks([])
    axes.tick_params(axis="y", length=0)
    for side in ("left", "bottom"):
        axes.spines[side].set_visible(False)


def _draw_bar(axes: Axes, position: int, fen: Mapping[str, float]) -> None:
    """One bar, each part with its fen; a part below zero goes to the left of zero."""
    right, left = 0.0, 0.0
    for part, colour in PARTIES.items():
        width = fen.get(part, 0.0)
        if width > 0:
            start, right = right, right + width
        elif width < 0:
            start, left = left, left + width
        else:  # also where it is nan
            continue
        axes.barh(position, width, 0.72, start, color=colour, edgecolor=PAPER, linewidth=0.8)
        if abs(width) >= SMALLEST_LABEL:
            axes.text(
                start + width / 2,
                position,
                plain(width, 0),
                ha="center",
                va="center",
                size=SMALL_SIZE + 0.5,
                color=ink_on(colour),
            )


def part_keys(table: pd.DataFrame) -> list[tuple[Patch, str]]:
    """The legend, in the order of the bars, of the parts that occur."""
    present = set(table.loc[table["share"].abs() > 0, "part"])
    return [(Patch(color=PARTIES[part]), PARTS[part]) for part in PARTIES if part in present]


def _finding(table: pd.DataFrame, source: Provenance) -> str:
    """What the middlemen's part of a yuan is in the baseline, and in the headline scenario."""
    chain = next(chain for chain in CHAINS if (table["chain"] == chain).any())
    here = table[table["chain"] == chain]
    before, after = (
        plain(_middlemen(rows_of(here, name)), 0) for name in (source.baseline, source.headline)
    )
    spent = f"of each yuan spent on {CHAINS[chain].lower()}"
    if source.headline == source.baseline:
        return f"Middlemen take {before} fen {spent}"
    take = f"still take {after}" if before == after else f"take {after} instead of {before}"
    return f"{source.titles[source.headline]}: middlemen {take} fen {spent}"


def _middlemen(rows: pd.DataFrame) -> float:
    """Fen of a yuan that brokers and wholesalers keep."""
    is_middleman = rows["part"].str.startswith("tier") | (rows["part"] == "broker")
    return 100 * float(rows.loc[is_middleman, "share"].sum())
