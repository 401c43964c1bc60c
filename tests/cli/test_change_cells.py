"""In which unit a row of changes is written."""

import pytest

from sim.cli.change_cells import row_of
from sim.experiments.words import Change


def income(base: float, difference: float) -> Change:
    ends = difference - 1.0, difference + 1.0
    return Change("income.middleman", "RMB/year", base, difference, *ends, 0.0, True, 0)


@pytest.mark.parametrize(
    ("changes", "in_percent"),
    [
        ([income(1000.0, -300.0)], True),
        ([income(1000.0, -300.0), income(-10.0, 300.0)], False),  # of what?
        ([income(1000.0, -300.0), income(10.0, -300.0)], False),  # lost whole, many times over
        ([income(10.0, 300.0)], False),  # thirty times what it was
        ([income(310.0, 300.0)], True),
    ],
)
def test_income_is_told_in_percent_of_what_changes_by_less_than_itself(changes, in_percent) -> None:
    row = row_of(changes)
    assert row.in_percent == in_percent
    assert row.cells[0].endswith("%*") == in_percent
