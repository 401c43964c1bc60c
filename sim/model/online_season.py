"""The year online: how many orders each day of a run sees against a mean day."""

import calendar
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from sim.engine.year import DAYS_A_YEAR
from sim.model.calendar import days_in_all, first_day
from sim.scenario import Scenario
from sim.scenario.groups import Online

NOVEMBER, SINGLES_DAY = 11, (11, 11)
HARDLY_ANY = 1e-12  # of a mean day: a day without orders has a logarithm, too


def share_of_day(online: Online, day: date) -> float:
    """Share of a year's online sales on one day: its month's, of which Singles' Day has its own."""
    of_month = online.month_index[day.month - 1] / sum(online.month_index)
    days = calendar.monthrange(day.year, day.month)[1]
    if (day.month, day.day) == SINGLES_DAY:
        return online.singles_day
    if day.month == NOVEMBER:
        return (of_month - online.singles_day) / (days - 1)
    return of_month / days


def online_season(scenario: Scenario) -> NDArray[np.float64]:
    """Orders against a mean day, by day of the run and as far beyond it as merchants plan."""
    online = scenario.online
    days = days_in_all(scenario) + online.lead_days + online.review_days
    first = first_day(scenario)
    shares = [share_of_day(online, first + timedelta(days=day)) for day in range(days)]
    season: NDArray[np.float64] = np.maximum(DAYS_A_YEAR * np.array(shares), HARDLY_ANY)
    return season
