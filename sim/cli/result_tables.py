"""The tables of numbers that `sim run` and `sim compare` print."""

from typing import TYPE_CHECKING

from rich import box
from rich.table import Table

from sim.experiments.words import Change, changes, decimals, digits_of, label, number

if TYPE_CHECKING:
    from sim.experiments.compare import Comparison
    from sim.experiments.run import RunResult

CLEAR = "*"


def outcome_table(result: "RunResult") -> Table:
    """What one run reports, a block a kind of outcome."""
    table = Table(box=box.SIMPLE_HEAD)
    table.add_column("outcome")
    table.add_column(f"seed {result.seed}", justify="right")
    table.add_column("unit")
    kind = None
    for name, (value, unit) in result.outcomes.items():
        if kind not in (None, _kind(name)):
            table.add_section()
        kind = _kind(name)
        factor, shown_unit = _shown(unit)
        table.add_row(label(name), _level(value * factor), shown_unit)
    return table


def difference_table(comparison: "Comparison") -> Table:
    """Rows are outcomes, columns the paired differences of the scenarios against the first."""
    differences = comparison.tables["differences"]
    baseline, *others = comparison.scenarios
    table = Table(
        caption=f"{CLEAR} clear: the 95 % interval (in brackets) leaves out zero. "
        "A difference of % is in percentage points.",
        box=box.SIMPLE_HEAD,
        caption_justify="left",
    )
    table.add_column("outcome", min_width=14)
    table.add_column("unit")
    table.add_column(_heading(baseline.name), justify="right")
    for scenario in others:
        table.add_column(_heading(scenario.name), justify="right")
    rows = zip(*(changes(differences, scenario.name) for scenario in others), strict=True)
    for row in rows:
        factor, shown_unit = _shown(row[0].unit)
        cells = [_difference(change, factor) for change in row]
        table.add_row(label(row[0].outcome), shown_unit, _level(row[0].base_mean * factor), *cells)
    return table


def _difference(change: Change, factor: float) -> str:
    if change.undefined:
        return "undefined"
    digits = digits_of(change, factor)
    middle = number(change.difference * factor, digits, "+")
    low, high = (number(end * factor, digits, "+") for end in (change.low, change.high))
    return f"{middle}{CLEAR if change.clear else ' '}\n({low} to {high})"


def _level(value: float) -> str:
    return number(value, decimals(value, significant=4))


def _shown(unit: str) -> tuple[float, str]:
    """The factor and the unit of a level: a share is shown in per cent."""
    return (100.0, "%") if unit == "share" else (1.0, "" if unit == "1" else unit)


def _kind(outcome: str) -> str:
    return outcome.partition(".")[0] if "." in outcome else ""


def _heading(name: str) -> str:
    """Words can break over lines, underscores can't."""
    return name.replace("_", " ")
