"""Days of a run: warm-up, counting, months and seasons."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.model.calendar import counted_days, day_of_year, days_in_all, first_day, today_of
from sim.scenario import read_scenario

BASE = read_scenario("base")
DATES = st.dates(datetime.date(2001, 1, 1), datetime.date(2090, 1, 1))


def spanning(start, days, warmup):
    end = start + datetime.timedelta(days=days - 1)
    values = {"calendar.start": start, "calendar.end": end, "calendar.warmup_days": warmup}
    return BASE.with_values(values)


@given(DATES, st.integers(2, 800), st.integers(0, 400))
def test_warm_up_comes_before_the_days_that_count(start, days, warmup):
    scenario = spanning(start, days, warmup)
    assert counted_days(scenario) == days
    assert days_in_all(scenario) == days + warmup
    assert first_day(scenario) == start - datetime.timedelta(days=warmup)
    if warmup:
        before = today_of(scenario, 1, warmup - 1)
        assert (before.counting, before.counting_day) == (0, -1)
    begin = today_of(scenario, 1, warmup)
    assert (begin.counting, begin.counting_day) == (1, 0)
    assert today_of(scenario, 1, days + warmup - 1).counting_day == days - 1


@given(DATES, st.integers(0, 1500))
def test_months_begin_on_the_first_and_are_numbered_through(start, day):
    scenario = spanning(start, 2000, 0)
    today, tomorrow = (today_of(scenario, 7, number) for number in (day, day + 1))
    assert tomorrow.month - today.month == tomorrow.first_of_month
    date = start + datetime.timedelta(days=day)
    assert today.first_of_month == (date.day == 1)
    assert today.month == (date.year - start.year) * 12 + date.month - start.month
    assert today.seed == 7


@given(DATES)
def test_a_season_falls_on_the_same_day_every_year(date):
    number = day_of_year(date)
    assert 0 <= number <= 364
    if (date.month, date.day) != (2, 29):
        assert day_of_year(date.replace(year=2015)) == number
        assert datetime.date(2015, 1, 1) + datetime.timedelta(days=number) == date.replace(
            year=2015
        )


@pytest.mark.parametrize("year", [2000, 2016])
def test_the_29th_of_february_counts_as_the_28th(year):
    assert day_of_year(datetime.date(year, 2, 29)) == day_of_year(datetime.date(year, 2, 28)) == 58
