"""Where in time a day of the run stands."""

from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from sim.engine.schedule import Days, Today
from sim.scenario import Scenario
from sim.scenario.groups.population import PopulationKind


def first_day(scenario: Scenario) -> date:
    """The first day that is simulated, warm-up included."""
    return scenario.calendar.start - timedelta(days=scenario.calendar.warmup_days)


def counted_days(scenario: Scenario) -> int:
    """Days that count, from start to end, both included."""
    return (scenario.calendar.end - scenario.calendar.start).days + 1


def days_in_all(scenario: Scenario) -> int:
    """Days that are simulated, warm-up included."""
    return counted_days(scenario) + scenario.calendar.warmup_days


def month_ends(scenario: Scenario) -> dict[int, date]:
    """The last of each month that counts, and the last day of all, by the day that counts."""
    start, days = scenario.calendar.start, counted_days(scenario)
    dates = {day: start + timedelta(days=day) for day in range(days)}
    return {
        day: today
        for day, today in dates.items()
        if (today + timedelta(days=1)).day == 1 or day == days - 1
    }


def day_of_year(day: date) -> int:
    """0 .. 364; 29 February counts as the 28th, so that seasons stand still."""
    leap_day = (day.month, day.day) == (2, 29)
    year = 2015  # no leap year
    return (date(year, day.month, 28 if leap_day else day.day) - date(year, 1, 1)).days


def turns_of_plots(scenario: Scenario) -> NDArray[np.int64]:
    """By day of the run: the plots of which day of the interval are harvested.

    In a country it goes by the day of the year, so that each plot has the harvests that its lots
    are sized for in every year; on 29 February it is nobody's turn, `interval`. A textbook's
    seasons follow one another, whatever the year.
    """
    interval, first = scenario.farm.harvest_interval_days, first_day(scenario)
    days = np.arange(days_in_all(scenario))
    if scenario.population.kind == PopulationKind.EXPLICIT:
        return days % interval
    dates = [first + timedelta(days=int(day)) for day in days]
    turns = np.array([day_of_year(each) % interval for each in dates])
    turns[[(each.month, each.day) == (2, 29) for each in dates]] = interval
    return turns


def today_of(scenario: Scenario, seed: int, day: int) -> Today:
    """The numbers of the day-th day of the run, 0 the first."""
    first = first_day(scenario)
    current = first + timedelta(days=day)
    counting_day = day - scenario.calendar.warmup_days
    return Today(
        seed=seed,
        day=day,
        counting_day=counting_day,
        day_of_year=day_of_year(current),
        month=(current.year - first.year) * 12 + current.month - first.month,
        first_of_month=int(current.day == 1),
        counting=int(counting_day >= 0),
    )


def all_days(scenario: Scenario, seed: int) -> Days:
    """The numbers of each day of the run, warm-up included."""
    return np.array([today_of(scenario, seed, day) for day in range(days_in_all(scenario))])
