"""Days of the year and harvest seasons, which may wrap over New Year."""

from datetime import date

from sim.engine.year import DAYS_A_YEAR
from sim.world.arrays import Bools, Ints

COMMON_YEAR = 2015  # any year without 29 February


def day_of_year(when: date) -> int:
    """Day of a year of 365 days, 1 to 365; 29 February counts as the 28th."""
    leap_day = (when.month, when.day) == (2, 29)
    return date(COMMON_YEAR, when.month, when.day - leap_day).timetuple().tm_yday


def season_bound(text: str, otherwise: int) -> int:
    """Day of the year of a bound written MM-DD; `otherwise` where it is empty."""
    return day_of_year(date.fromisoformat(f"{COMMON_YEAR}-{text}")) if text else otherwise


def days_between(first: Ints, last: Ints) -> Ints:
    """Days of a season, both ends included."""
    return (last - first) % DAYS_A_YEAR + 1


def within(day: int, first: Ints, last: Ints) -> Bools:
    """Which seasons hold this day of the year."""
    return (day - first) % DAYS_A_YEAR < days_between(first, last)
