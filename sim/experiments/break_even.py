"""Where a gain is used up: the value of a parameter at which its mean meets a sum, and how surely.

The gain between two values is taken from the straight line that joins them (on a logarithmic scale
where the values spread far), at each seed. The break-even is where the mean over the seeds meets
the sum. Its interval holds the values at which Student's t test, over the seeds' gains there, does
not tell the mean gain from the sum at 5 % (Fieller 1954). So it covers the true break-even in 95 %
of cases whatever the number of seeds: more seeds narrow it, and do not move it. Gains that are the
same at so few seeds that the sign test lets them pass as chance tell nothing.
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from sim.experiments.differences import AGREEING, ALIKE, CONFIDENCE
from sim.experiments.one_world import variance_left

type Gains = NDArray[np.float64]
"""(values, seeds): gains less the sum, in rising order of the parameter."""

ROUNDING = 1e-9  # of a step
LOG_RANGE = 8.0  # largest over smallest value from which a positive axis is logarithmic


class BreakEven(NamedTuple):
    """One value at which the mean gain meets the sum."""

    at: float
    low: float  # nan: the interval reaches below the smallest value
    high: float  # nan: above the largest
    falls: bool  # above the sum before, and not after


def break_evens(at: Sequence[float], gains: Gains) -> list[BreakEven]:
    """All of them, in rising order; none where the mean gain stays on one side of the sum.

    at  at least two values, rising

    Crossings that share an interval are seen through noise. An odd number of them is one
    break-even, at the middle one; an even number leads there at the first and back at the last.
    With a single seed there is no interval.
    """
    mean = gains.mean(axis=1)
    found: list[tuple[float, float, list[float], bool]] = []  # interval, what crosses, which way
    for first in np.flatnonzero((mean[:-1] > 0) != (mean[1:] > 0)):
        weight = mean[first] / (mean[first] - mean[first + 1])
        here = first + weight
        low, high = _reach(gains[::-1], len(at) - 1 - here), _reach(gains, here)
        low = len(at) - 1 - low
        if found and not low > found[-1][1]:  # they overlap, or one has no end
            start, _, inside, falls = found.pop()
            found.append((start, high, [*inside, here], falls))
        else:
            found.append((low, high, [here], bool(mean[first] > 0)))
    return [
        BreakEven(
            _value(at, here),
            _value(at, low),
            _value(at, high),
            falls_here,
        )
        for low, high, inside, falls in found
        for here, falls_here in _turns(inside, falls)
    ]


def _turns(inside: list[float], falls: bool) -> list[tuple[float, bool]]:
    """Where crossings that share an interval lead to the other side, or there and back.

    falls  which way the first of them goes
    """
    middle, is_odd = divmod(len(inside), 2)
    return [(inside[middle], falls)] if is_odd else [(inside[0], falls), (inside[-1], not falls)]


def is_logarithmic(at: Sequence[float]) -> bool:
    """Whether values spread so far that they are drawn, and read between, on a logarithmic axis."""
    return min(at) > 0 and max(at) / min(at) >= LOG_RANGE


def _reach(gains: Gains, here: float) -> float:
    """How far up from a crossing the mean can't be told from zero; nan: to the last value and on.

    here  place of the crossing, in steps between values
    """
    seeds = gains.shape[1]
    if seeds < 2:
        return math.nan
    sure = stats.t.ppf(0.5 + CONFIDENCE / 2, seeds - 1) ** 2 * variance_left(seeds)
    for step in range(math.floor(min(here, len(gains) - 2)), len(gains) - 1):
        left, right = gains[step], gains[step + 1]
        if seeds < AGREEING and np.ptp(left) <= ALIKE * np.ptp(gains) >= np.ptp(right):
            continue
        start = max(0.0, here - step)
        end = _told_apart(left, right - left, sure, start)
        if end is not None:
            return step + end
    return math.nan


def _told_apart(level: Gains, slope: Gains, sure: float, start: float) -> float | None:
    """From where on in a step, 0 to 1, mean**2 exceeds sure * variance, at first or after `start`.

    Both sides are parabolas in the place, and so is their difference a w**2 + b w + c.
    """
    spread = np.cov(level, slope)
    a = slope.mean() ** 2 - sure * spread[1, 1]
    b = 2 * (level.mean() * slope.mean() - sure * spread[0, 1])
    c = level.mean() ** 2 - sure * spread[0, 0]
    if a < 0 and b * b <= 4 * a * c:  # never
        return None
    root = math.sqrt(max(0.0, b * b - 4 * a * c))
    if b > 0:
        end = -2 * c / (b + root)
    elif a != 0:
        end = (-b + root) / (2 * a)
    else:
        return None
    return max(end, start) if start - ROUNDING <= end <= 1 else None


def _value(at: Sequence[float], here: float) -> float:
    """The parameter at a place in steps between values."""
    steps = np.arange(len(at))
    if is_logarithmic(at):
        return float(np.exp(np.interp(here, steps, np.log(at))))
    return float(np.interp(here, steps, at))
