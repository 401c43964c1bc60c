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
from scipy.optimize import least_squares

from sim.evidence.calibration.search import Log, Points, Tried, near, only
from sim.evidence.calibration.space import Free

CONFIDENCE = 0.9
STEPS = 9  # of a profile
TURNS = 8  # of least squares at each of them


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
    least = float(log.tried().costs.min())
    grid = np.linspace(0.0, 1.0, STEPS)
    costs = np.empty(STEPS)
    upwards, downwards = np.flatnonzero(grid >= best[place]), np.flatnonzero(grid < best[place])
    for steps in (upwards, downwards[::-1]):
        start = np.delete(best, place)
        for step in steps.tolist():
            start, cost = _fit_others(log, start, place, float(grid[step]))
            costs[step] = cost - least
    inside = grid[costs <= allowed(1)]
    low, high = (inside.min(), inside.max()) if len(inside) else (best[place], best[place])
    free = space[place]
    values = np.array([free.value(float(at)) for at in grid])
    told = bool(low > 0.0 and high < 1.0)
    return Profile(free.key, values, costs, free.value(float(low)), free.value(float(high)), told)


def _fit_others(
    log: Log, start: NDArray[np.float64], place: int, at: float
) -> tuple[NDArray[np.float64], float]:
    """The others where one parameter is held, and the cost there."""
    found = least_squares(
        lambda rest: only(log, np.insert(rest, place, at)),
        np.clip(start, 1e-6, 1.0 - 1e-6), bounds=(0.0, 1.0), diff_step=0.02, max_nfev=TURNS,
    )  # fmt: skip
    return np.asarray(found.x), float(found.cost)
