"""Merchants come where they earn well: their number moves by the gap, up to a speed."""

import pytest

from sim.rules.online_merchants import merchants_wanted, whole_merchants


@pytest.mark.parametrize(
    ("earned", "expected"), [(1.0, 100.0), (1.5, 105.0), (2.0, 110.0), (9.0, 110.0), (-4.0, 90.0)]
)
def test_the_number_follows_what_they_earn(earned, expected):
    assert merchants_wanted(100, 50.0 * earned, 50.0, 0.1) == pytest.approx(expected)


def test_luck_rounds_to_the_whole_numbers_on_both_sides():
    wanted = merchants_wanted(7, 75.0, 50.0, 0.1)
    whole = [whole_merchants(wanted, i / 1000) for i in range(1000)]
    assert set(whole) == {7, 8}
    assert sum(whole) / 1000 == pytest.approx(7 * 1.05, abs=1e-3)
