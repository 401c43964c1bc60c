"""The table of `sim compare`: a line an outcome, a column a scenario or a pair.

A cell is the paired difference and half its 95 % interval: -4.9 ±0.4*.
"""

from collections.abc import Collection
from typing import TYPE_CHECKING

from rich import box
from rich.table import Table

from sim.cli.result_tables import level, shown_in
from sim.experiments.pairing import pair_title
from sim.experiments.words import Change, changes, digits_of, label, number

if TYPE_CHECKING:
    from sim.experiments.compare import Comparison

CLEAR = "*"
# Letters of a column, so that headings break: the baseline's, a scenario's, a pair's.
NARROW, WIDE, WIDEST = 10, 13, 16
MOST_DIGITS = 2
SEEN_IN_TENTHS = 0.1  # a smaller interval would be written as 0
MONEY = "RMB/year"


def difference_table(comparison: "Comparison", outcomes: Collection[str]) -> Table:
    """Rows are outcomes, columns the paired differences.

    outcomes  that are shown, in their order
    """
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False)
    table.caption, table.caption_justify = _legend(comparison), "left"
    table.add_column("outcome", no_wrap=True)
    if not comparison.pairs:
        baseline = comparison.scenarios[0].name
        table.add_column(_breakable(baseline), justify="right", max_width=NARROW)
    for heading in headings(comparison).values():
        width = WIDEST if comparison.pairs else WIDE
        table.add_column(heading, justify="right", max_width=width)
    columns = {name: _by_outcome(comparison, name) for name in comparison.against}
    for outcome in outcomes:
        row = [column[outcome] for column in columns.values()]
        factor, unit = shown_in(row[0].unit)
        in_percent = row[0].unit == MONEY and all(change.base_mean > 0 for change in row)
        if comparison.pairs:
            base, unit = [], "" if in_percent else unit
        else:
            base = [level(row[0].base_mean * factor) + " "]
        cells = [_relative(change) if in_percent else _absolute(change, factor) for change in row]
        table.add_row(_name(outcome, unit), *base, *cells)
    return table


def headings(comparison: "Comparison") -> dict[str, str]:
    """How the columns are called, by scenario: its name, or what the titles of a pair share."""
    if not comparison.pairs:
        return {name: _breakable(name) for name in comparison.against}
    titles = {scenario.name: scenario.title for scenario in comparison.scenarios}
    return {
        name: pair_title(titles[base], titles[name]) for name, base in comparison.against.items()
    }


def _by_outcome(comparison: "Comparison", name: str) -> dict[str, Change]:
    return {c.outcome: c for c in changes(comparison.tables["differences"], name)}


def _absolute(change: Change, factor: float) -> str:
    return _cell(change, factor, min(MOST_DIGITS, digits_of(change, factor)), "")


def _relative(change: Change) -> str:
    factor = 100 / change.base_mean
    tenths = factor * (change.high - change.low) / 2 >= SEEN_IN_TENTHS
    return _cell(change, factor, min(1 if tenths else 2, digits_of(change, factor)), "%")


def _cell(change: Change, factor: float, digits: int, unit: str) -> str:
    if change.undefined:
        return "undefined "
    if change.low == change.high == 0:
        return "same "
    middle = number(change.difference * factor, digits, "+")
    half = number((change.high - change.low) / 2 * factor, digits)
    return f"{middle} ±{half}{unit}{CLEAR if change.clear else ' '}"


def _name(outcome: str, unit: str) -> str:
    is_index = " = " in unit  # says that it starts from 100
    return f"{label(outcome)}, {unit}" if unit and not is_index else label(outcome)


def _legend(comparison: "Comparison") -> str:
    what = (
        "Each column: a pair's second scenario less its first."
        if comparison.pairs
        else "First column: the baseline. The others: difference from it."
    )
    return (
        f"{what} ±: 95 % interval; {CLEAR}: it leaves out zero. Shares differ in percentage "
        "points, the index in points, incomes in % of the baseline where that is above zero."
    )


def _breakable(name: str) -> str:
    """Words can break over lines, underscores can't."""
    return name.replace("_", " ")
