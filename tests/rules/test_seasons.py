"""Seasons that may wrap over New Year."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.engine.year import DAYS_A_YEAR
from sim.rules.seasons import days_in_store, days_to_sell, in_season

FIRST = st.integers(0, DAYS_A_YEAR - 1)


@given(FIRST, st.integers(1, DAYS_A_YEAR))
def test_a_season_has_its_days_and_begins_on_its_first(first, days):
    season = [day for day in range(DAYS_A_YEAR) if in_season(day, first, days)]
    assert len(season) == days
    assert first in season
    assert (first + days - 1) % DAYS_A_YEAR in season
    assert days == DAYS_A_YEAR or (first - 1) % DAYS_A_YEAR not in season


@given(
    FIRST, FIRST, st.integers(1, DAYS_A_YEAR), st.floats(0, 1), st.integers(1, 400), st.floats(1, 7)
)
def test_a_broker_has_time_but_not_for_ever(today, first, days, part, life, usual):
    on_sale = days + part * (DAYS_A_YEAR - days)
    found = days_to_sell(today, first, days, on_sale, life, usual)
    assert 1 <= found <= max(1, min(usual, life - 2), on_sale - days + 1)


def year_of_a_broker(first, days, on_sale, life=400):
    """What he lets go, by day of two years, and how old it is at most.

    He gathers 1 an evening in season, and lets go of it from the next evening on, oldest first.
    """
    stock, gone, oldest = [], [], 0
    for day in range(2 * DAYS_A_YEAR):
        wanted = sum(left for _, left in stock) / days_to_sell(
            day % DAYS_A_YEAR, first, days, on_sale, life, 1.0
        )
        gone.append(wanted)
        while wanted > 1e-9:
            born, left = stock.pop(0)
            oldest = max(oldest, day - born)
            if left > wanted:
                stock.insert(0, (born, left - wanted))
            wanted -= min(left, wanted)
        if in_season(day % DAYS_A_YEAR, first, days):
            stock.append((day, 1.0))
    return gone, oldest


@pytest.mark.parametrize(
    ("first", "days", "keeps"), [(100, 60, 120), (300, 90, 200), (150, 93, 10)]
)
def test_a_harvest_is_sold_evenly_until_it_must_be_gone(first, days, keeps):
    """What is cut on D evenings is sold on D + K - 1, from the second on, none older than K."""
    gone, oldest = year_of_a_broker(first, days, days + keeps - 1)
    sales = gone[first + 1 : first + days + keeps]
    assert sales == pytest.approx([days / (days + keeps - 1)] * len(sales))
    assert oldest == keeps
    assert gone[first] == 0.0
    assert gone[first + days + keeps] == pytest.approx(0.0, abs=1e-9)


def test_what_lasts_until_the_next_harvest_is_sold_all_year():
    gone, oldest = year_of_a_broker(120, 65, DAYS_A_YEAR)
    assert gone[121:] == pytest.approx([65 / 365] * len(gone[121:]))
    assert oldest == 301


def test_what_is_cut_all_year_is_sold_on_the_next_evening():
    gone, oldest = year_of_a_broker(0, DAYS_A_YEAR, DAYS_A_YEAR, life=4)
    assert set(gone[1:]) == {1.0}
    assert oldest == 1


def test_fruit_of_a_long_season_is_not_kept_until_the_season_ends():
    """Watermelons live for twelve days and are harvested on ninety-three."""
    days = [days_to_sell(day, 150, 93, 93 + 9, 12, 1.0) for day in (150, 196, 243, 252, 253)]
    assert days == pytest.approx([1.0, 9 * 46 / 93 + 1, 10.0, 1.0, 1.0])


def test_what_is_not_stored_is_sold_within_the_usual_days():
    assert days_to_sell(20, 0, 30, 30.0, 9, 3.0) == 3.0
    assert days_to_sell(20, 0, 30, 30.0, 4, 3.0) == 2.0  # its last two days it is on its way
    assert days_to_sell(20, 0, 30, 30.0, 2, 3.0) == 1.0


def test_days_are_counted_from_the_first_of_the_season():
    assert days_in_store(35, 5, 30, 129.0) == 100.0
    assert days_in_store(25, 360, 30, 129.0) == 100.0
    assert days_in_store(5, 360, 30, 90.0) == 21.0
    assert days_in_store(4, 5, 30, 129.0) == 0.0
    assert days_in_store(5, 5, 30, 129.0) == 0.0  # tonight is the first harvest
    assert days_in_store(6, 5, 30, 129.0) == 99.0 / 30.0 + 1.0
    assert days_in_store(5, 5, 30, DAYS_A_YEAR) == 1.0  # the last of the last harvest
