"""The tables of numbers that `sim run` prints, and how levels are written."""

import math
from collections.abc import Collection
from itertools import zip_longest
from typing import TYPE_CHECKING

from rich import box
from rich.table import Table

from sim.experiments.words import decimals, label, number, of_whom

if TYPE_CHECKING:
    from sim.experiments.run import RunResult

CHAINS = ("goods", "produce")
FIRMS = "tier"  # what the names of a textbook case's groups of firms begin with
STEPS_SHOWN = 24  # of a series


def outcome_table(result: "RunResult", names: Collection[str]) -> Table:
    """What one run reports, a block a kind of outcome.

    names  of the outcomes that are shown, in their order
    """
    table = Table(box=box.SIMPLE_HEAD)
    table.add_column("outcome")
    table.add_column(f"seed {result.seed}", justify="right")
    table.add_column("unit")
    kind = None
    for name in names:
        value, unit = result.outcomes[name]
        if kind not in (None, _kind(name)):
            table.add_section()
        kind = _kind(name)
        factor, shown_unit = shown_in(unit)
        table.add_row(label(name), level(value * factor), shown_unit)
    return table


def firms_table(result: "RunResult", names: Collection[str]) -> Table:
    """What a textbook case reports of its firms: a row an outcome, a column a group of them."""
    groups = dict.fromkeys(name.partition(".")[2] for name in names)
    table = Table(box=box.SIMPLE_HEAD)
    table.add_column("outcome")
    for group in groups:
        table.add_column(of_whom(group), justify="right")
    table.add_column("unit")
    for head in dict.fromkeys(name.partition(".")[0] for name in names):
        reported = [result.outcomes.get(f"{head}.{group}") for group in groups]
        factor, unit = shown_in(next(each.unit for each in reported if each))
        cells = ["" if each is None else level(each.value * factor) for each in reported]
        table.add_row(label(head), *cells, unit)
    return table


def is_of_firms(outcome: str) -> bool:
    """Whether an outcome is one of a group of firms: a tier, or the shops of a province."""
    return outcome.partition(".")[2].startswith(FIRMS)


def series_table(result: "RunResult") -> Table:
    """The series side by side, a row a step; of a long one the first steps."""
    table = Table(box=box.SIMPLE_HEAD)
    table.add_column("step", justify="right")
    for name in result.series:
        table.add_column(label(name), justify="right")
    rows = list(zip_longest(*result.series.values(), fillvalue=math.nan))
    for step, row in enumerate(rows[:STEPS_SHOWN], 1):
        table.add_row(str(step), *("" if math.isnan(value) else level(value) for value in row))
    if len(rows) > STEPS_SHOWN:
        table.caption = f"{len(rows)} steps in all, in the table `series` of the result"
    return table


def level(value: float) -> str:
    """A level in four significant digits."""
    return number(value, decimals(value, significant=4))


def shown_in(unit: str) -> tuple[float, str]:
    """The factor and the unit of a level: a share is shown in per cent."""
    return (100.0, "%") if unit == "share" else (1.0, "" if unit == "1" else unit)


def _kind(outcome: str) -> str:
    """What a block of the table has in common: a chain (goods, produce), or the outcome's name."""
    head, _, tail = outcome.partition(".")
    return tail if tail in CHAINS else head if tail else ""
