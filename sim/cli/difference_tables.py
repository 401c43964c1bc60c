"""The table of `sim compare`: a line an outcome, a column a scenario or a pair."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rich import box
from rich.table import Table

from sim.cli.change_cells import CLEAR, breakable, row_of
from sim.experiments.pairing import pair_title
from sim.experiments.words import Change

if TYPE_CHECKING:
    from sim.experiments.compare import Comparison

# Letters of a column, so that headings break: the baseline's, a scenario's, a pair's.
NARROW, WIDE, WIDEST = 10, 13, 16


def difference_table(
    comparison: "Comparison", changes: Mapping[str, Sequence[Change]], outcomes: Sequence[str]
) -> Table:
    """Rows are outcomes, columns the paired differences.

    changes   by scenario: the country's, or those of a province
    outcomes  that are shown, in their order
    """
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False)
    table.caption, table.caption_justify = _legend(comparison), "left"
    table.add_column("outcome", no_wrap=True)
    if not comparison.pairs:
        baseline = comparison.scenarios[0].name
        table.add_column(breakable(baseline), justify="right", max_width=NARROW)
    for heading in headings(comparison).values():
        width = WIDEST if comparison.pairs else WIDE
        table.add_column(heading, justify="right", max_width=width)
    columns = [{change.outcome: change for change in column} for column in changes.values()]
    for outcome in outcomes:
        row = row_of([column[outcome] for column in columns])
        if not comparison.pairs:
            table.add_row(row.heading, row.base, *row.cells)
        else:
            table.add_row(row.heading_of_changes, *row.cells)
    return table


def headings(comparison: "Comparison") -> dict[str, str]:
    """How the columns are called, by scenario: its name, or what the titles of a pair share."""
    if not comparison.pairs:
        return {name: breakable(name) for name in comparison.against}
    titles = {scenario.name: scenario.title for scenario in comparison.scenarios}
    return {
        name: pair_title(titles[base], titles[name]) for name, base in comparison.against.items()
    }


def _legend(comparison: "Comparison") -> str:
    what = (
        "Each column: a pair's second scenario less its first."
        if comparison.pairs
        else "First column: the baseline. The others: difference from it."
    )
    return (
        f"{what} ±: 95 % interval; {CLEAR}: clear, false discoveries held to 5 %. Shares differ in "
        "percentage points, the index in points, incomes in % of the baseline where they change "
        "by less than that."
    )
