"""Seasons that may wrap over New Year."""

from hypothesis import given
from hypothesis import strategies as st

from sim.engine.year import DAYS_A_YEAR
from sim.rules.seasons import days_to_sell, in_season

FIRST = st.integers(0, DAYS_A_YEAR - 1)


@given(FIRST, st.integers(1, DAYS_A_YEAR))
def test_a_season_has_its_days_and_begins_on_its_first(first, days):
    season = [day for day in range(DAYS_A_YEAR) if in_season(day, first, days)]
    assert len(season) == days
    assert first in season
    assert (first + days - 1) % DAYS_A_YEAR in season
    assert days == DAYS_A_YEAR or (first - 1) % DAYS_A_YEAR not in season


@given(
    FIRST,
    FIRST,
    st.integers(1, DAYS_A_YEAR),
    st.integers(1, 400),
    st.floats(0.3, 1),
    st.floats(1, 7),
)
def test_a_broker_has_time_but_not_for_ever(today, first, days, life, share, usual):
    found = days_to_sell(today, first, days, life, share, usual)
    assert 1 <= found <= DAYS_A_YEAR
    if life <= 2:
        assert found == 1


def test_what_keeps_is_spread_until_the_next_harvest():
    """Harvested in the first 30 days and good for a year: day 30 has 335 days to go."""
    assert days_to_sell(30, 0, 30, 400, 1.0, 3.0) == 335
    assert days_to_sell(30, 0, 30, 100, 1.0, 3.0) == 100
    assert days_to_sell(129, 0, 30, 100, 1.0, 3.0) == 3.0  # usual pace once it must be gone


def test_what_does_not_keep_is_sold_within_the_usual_days_or_half_its_life():
    assert days_to_sell(0, 0, 30, 4, 0.5, 3.0) == 2.0
    assert days_to_sell(0, 0, 30, 1, 0.5, 3.0) == 1.0
    assert days_to_sell(0, 0, 30, 10, 0.6, 3.0) == 3.0  # 6 days in store: twice the usual
    assert days_to_sell(0, 0, 30, 10, 0.7, 3.0) == 37.0


def test_what_is_harvested_all_year_is_sold_at_the_usual_pace():
    assert days_to_sell(100, 5, DAYS_A_YEAR, 400, 0.5, 3.0) == 3.0


def test_days_are_counted_from_the_first_of_the_season():
    assert days_to_sell(10, 5, 30, 100, 1.0, 3.0) == 125.0
    assert days_to_sell(2, 360, 30, 100, 1.0, 3.0) == 123.0
