"""What `sim attribute` prints: a line an outcome, a column a lever; and the pairs that interact."""

from collections.abc import Collection, Iterator
from itertools import batched
from typing import TYPE_CHECKING

from rich import box
from rich.table import Table

from sim.cli.change_cells import CLEAR, breakable, row_of
from sim.experiments.words import changes_in

if TYPE_CHECKING:
    from sim.experiments.attribution import Attribution

MOST_COLUMNS, WIDE = 6, 13  # of one table, and letters of each, so that headings break
LEGEND = (
    f"First column: these levers off. All: what they do together. The others add up to it. ±: 95 % "
    f"interval; {CLEAR}: clear, false discoveries held to 5 %. Shares in percentage points, the "
    "index in points, incomes in % of the first column where they change by less than that."
)


def share_tables(attribution: "Attribution", outcomes: Collection[str]) -> list[Table]:
    """Rows are outcomes, columns the whole effect and each lever's share; many need two tables.

    outcomes  that are shown, in their order
    """
    effect, shares = (attribution.tables[name] for name in ("effect", "shares"))
    rows = []
    for outcome in outcomes:
        parts = (table[table["outcome"] == outcome] for table in (effect, shares))
        rows.append(row_of([change for part in parts for change in changes_in(part)]))
    headings = ["all off", "all", *map(breakable, attribution.levers)]
    tables = []
    for columns in batched(range(len(headings)), MOST_COLUMNS):
        table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False)
        table.add_column("outcome", no_wrap=True)
        for i in columns:
            table.add_column(headings[i], justify="right", max_width=WIDE)
        for row in rows:
            cells = [row.base, *row.cells]
            table.add_row(row.heading, *(cells[i] for i in columns))
        tables.append(table)
    tables[-1].caption, tables[-1].caption_justify = LEGEND, "left"
    return tables


def interaction_lines(attribution: "Attribution", outcomes: Collection[str]) -> Iterator[str]:
    """The pairs whose interaction is clear, a line an outcome; those without one are left out.

    outcomes  that are shown, in their order
    """
    pairs = attribution.tables["interactions"]
    for outcome in outcomes:
        rows = pairs[pairs["outcome"] == outcome]
        row = row_of(changes_in(rows))
        clear = [
            f"{breakable(lever)} and {breakable(other)} {cell.rstrip(CLEAR)}"
            for lever, other, cell, is_clear in zip(
                rows["lever"], rows["other"], row.cells, rows["controlled"], strict=True
            )
            if is_clear
        ]
        if clear:
            yield f"{row.heading_of_changes}: {'; '.join(clear)}"
