"""Parcels that wait for a carrier who collects so many a day: a queue that is served once a day.

Of those that wait and those of today, as many as there is room for leave in the evening, the oldest
first (Lindley 1952). The queue at night is a Markov chain. What it adds up to over some days, and
how far that scatters, follows from the chance of each queue and from the mean and the mean square
of the sum so far, queue by queue.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy import stats

LONGEST = 200  # parcels in a queue
NEVER = 1e-12  # chance of a longer one, or of more parcels on one day


class Total(NamedTuple):
    """A sum over days, the first of which begins with nobody waiting."""

    mean: float
    variance: float


class Queue(NamedTuple):
    """Of all days together."""

    waiting: Total  # parcels that wait at night, each night anew
    late: Total  # parcels that are not collected on their own day


class Day(NamedTuple):
    """Chance of each queue (row) after each (column): alone, and times what the day adds."""

    alone: np.ndarray
    waiting: np.ndarray
    waiting_squared: np.ndarray
    late: np.ndarray
    late_squared: np.ndarray


def day_queue(means: Sequence[float], capacity: int) -> Queue:
    """The queue over some days.

    means     parcels of each day, Poisson
    capacity  collected in a day
    """
    of_mean = {mean: one_day(mean, capacity) for mean in set(means)}
    days = [of_mean[mean] for mean in means]
    return Queue(
        added_up([(day.alone, day.waiting, day.waiting_squared) for day in days]),
        added_up([(day.alone, day.late, day.late_squared) for day in days]),
    )


def added_up(days: Sequence[tuple[np.ndarray, ...]]) -> Total:
    """The sum of what the days add."""
    chance, of_sum, of_square = (np.zeros(LONGEST) for _ in range(3))
    chance[0] = 1.0
    for step, added, squared in days:
        of_square = step @ of_square + 2.0 * added @ of_sum + squared @ chance
        of_sum = step @ of_sum + added @ chance
        chance = step @ chance
    if chance.sum() < 1.0 - 2.0 * NEVER * len(days):
        raise ValueError(f"queues grow longer than {LONGEST} parcels")
    mean = float(of_sum.sum())
    return Total(mean, float(of_square.sum()) - mean**2)


def one_day(mean: float, capacity: int) -> Day:
    """What a day makes of each queue."""
    day = Day(*(np.zeros((LONGEST, LONGEST)) for _ in Day._fields))
    most = int(stats.poisson.isf(NEVER, mean))
    for parcels, chance in enumerate(stats.poisson.pmf(np.arange(most + 1), mean)):
        for before in range(LONGEST):
            after = max(before + parcels - capacity, 0)
            late = min(parcels, after)
            if after < LONGEST:
                for part, added in zip(day, (1, after, after**2, late, late**2), strict=True):
                    part[after, before] += chance * added
    return day
