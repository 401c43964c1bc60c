"""All sets that fit about equally well, and what the targets say of each parameter.

Twice the cost above the least is about chi squared (with as many degrees of freedom as parameters
asked about), if tolerances are standard errors. So a set is in the ensemble where the cost is
within that of 90 of 100 draws; a parameter is identified where its profile rises as far inside its
range.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from sim.evidence.calibration.search import Log, Points, Tried, chord, near, only, slopes
from sim.evidence.calibration.space import Free

CONFIDENCE = 0.9
STEPS = 9  # of a profile
TURNS = 4  # downhill at each of them, from where the step before has ended
UNKNOWN = 0.3  # of a range: deviation of draws where the targets say nothing


class Profile(NamedTuple):
    """The least cost at each value of a parameter, all others free."""

    key: str
    values: NDArray[np.float64]
    costs: NDArray[np.float64]  # above the least
    low: float  # the ends of what is within CONFIDENCE
    high: float
    identified: bool  # both ends lie inside the range


def allowed(parameters: int) -> float:
    """Cost above the least of a set that fits about equally well."""
    return 0.5 * float(stats.chi2.ppf(CONFIDENCE, parameters))


def members(tried: Tried, most: int) -> Points:
    """Sets of the ensemble, at most so many, spread over those found from the best to the worst."""
    found = near(tried, allowed(tried.points.shape[1]))
    order = sorted(found, key=lambda row: float(tried.costs[row]))
    chosen = np.unique(np.linspace(0, len(order) - 1, min(most, len(order))).round().astype(int))
    return tried.points[[order[place] for place in chosen.tolist()]]


def profile(log: Log, space: Sequence[Free], place: int, best: NDArray[np.float64]) -> Profile:
    """Walk one parameter over its range, away from the best, and fit the others at each value."""
    least = 0.5 * float((only(log, best) ** 2).sum())
    steep = slopes(log, best)
    grid = np.linspace(0.0, 1.0, STEPS)
    costs = np.empty(STEPS)
    upwards, downwards = np.flatnonzero(grid >= best[place]), np.flatnonzero(grid < best[place])
    for steps in (upwards, downwards[::-1]):
        start = best
        for step in steps.tolist():
            held = np.array(start)
            held[place] = grid[step]
            start, cost = chord(log, held, steep, TURNS, place)
            costs[step] = cost - least
    return _profile(space[place], grid, costs, float(best[place]))


def _profile(
    free: Free, grid: NDArray[np.float64], costs: NDArray[np.float64], best: float
) -> Profile:
    """What is within reach, between the steps along a straight line of costs."""
    fine = np.linspace(0.0, 1.0, 1 + 20 * (len(grid) - 1))
    at = np.append(grid, best)
    order = np.argsort(at)
    rise = np.interp(fine, at[order], np.append(costs, 0.0)[order])
    inside = fine[rise <= allowed(1)]
    low, high = float(min(inside.min(), best)), float(max(inside.max(), best))
    values = np.array([free.value(float(step)) for step in grid])
    told = bool(low > 0.0 and high < 1.0)
    return Profile(free.key, values, costs, free.value(low), free.value(high), told)


def draws(log: Log, best: NDArray[np.float64], count: int, seed: int) -> Points:
    """Points around the best, spread as its neighbourhood's slopes say the targets allow."""
    steep = slopes(log, best)
    # A parameter of which the targets say nothing is spread over its range, and no further.
    knows = steep.T @ steep + np.eye(len(best)) / UNKNOWN**2
    luck = np.random.default_rng(seed).multivariate_normal(best, np.linalg.inv(knows), count)
    return np.clip(luck, 0.0, 1.0)
