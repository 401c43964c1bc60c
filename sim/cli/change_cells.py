"""How tables write a change: the difference and half its 95 % interval, -4.9 ±0.4*."""

from collections.abc import Sequence
from typing import NamedTuple

from sim.cli.result_tables import level, shown_in
from sim.experiments.words import Change, digits_of, label, number

CLEAR = "*"
MOST_DIGITS = 2
SEEN_IN_TENTHS = 0.1  # a smaller interval would be written as 0
MONEY = "RMB/year"


class Row(NamedTuple):
    """Changes of one outcome from one baseline or several, all written in one unit."""

    name: str  # of the outcome
    unit: str  # of its level; "" where the name says it
    base: str  # level of the first baseline
    cells: list[str]
    in_percent: bool  # of the baseline, as money is where that says something

    @property
    def heading(self) -> str:
        """The outcome's name, with the unit of its level."""
        return f"{self.name}, {self.unit}" if self.unit else self.name

    @property
    def heading_of_changes(self) -> str:
        """The outcome's name, with the unit of its changes where the cells don't say it."""
        return self.name if self.in_percent else self.heading


def row_of(changes: Sequence[Change]) -> Row:
    """The cells of a table's row; all changes are of one outcome."""
    first = changes[0]
    factor, unit = shown_in(first.unit)
    in_percent = first.unit == MONEY and all(change.is_a_part for change in changes)
    return Row(
        name=label(first.outcome),
        unit="" if " = " in unit else unit,  # an index says that it starts from 100
        base=level(first.base_mean * factor) + " ",
        cells=[
            _relative(change) if in_percent else _absolute(change, factor) for change in changes
        ],
        in_percent=in_percent,
    )


def breakable(name: str) -> str:
    """Words can break over lines, underscores can't."""
    return name.replace("_", " ")


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
