"""All sets that fit about equally well, and what the targets say of each parameter.

Twice the cost above the least is about chi squared, if tolerances are standard errors. So a
parameter may be where its profile has risen by less than that of 90 of 100 draws. It is identified
where this leaves at most half of what was believed before.

Sets of the ensemble are drawn from the posterior by random walks (Metropolis et al. 1953) over the
cost, targets and priors, whose steps are as long as the slopes there allow.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from sim.evidence.calibration.search import Log, Points, Tried, near, only, settle, slopes
from sim.evidence.calibration.space import Free

CONFIDENCE = 0.9
STEPS = 9  # of a profile
TURNS = 8  # downhill at each of them, from where the step before has ended
UNKNOWN = 0.3  # of a range: deviation of steps where the targets say nothing
JUMP = 2.4  # of a walk in one dimension (Roberts, Gelman and Gilks 1997)


class Profile(NamedTuple):
    """The least cost at each value of a parameter, all others free."""

    key: str
    values: NDArray[np.float64]
    costs: NDArray[np.float64]  # above the least
    low: float  # the ends of what is within CONFIDENCE
    high: float
    identified: bool  # what is left is at most half of what was believed


def allowed(parameters: int) -> float:
    """Cost above the least of a set that fits about equally well."""
    return 0.5 * float(stats.chi2.ppf(CONFIDENCE, parameters))


def believed_width(free: Free) -> float:
    """90 % of what was believed of a parameter before, as a share of its range."""
    if free.spread is None:
        return CONFIDENCE
    return min(2.0 * float(stats.norm.ppf(0.5 + CONFIDENCE / 2)) * free.spread, CONFIDENCE)


def apart(tried: Tried, count: int) -> Points:
    """The best point, and up to so many that fit about as well and are far from one another."""
    rows = near(tried, allowed(1))
    points = tried.points[rows]
    chosen = [int(np.argmin(tried.costs[rows]))]
    while len(chosen) < min(count, len(rows)):
        gaps = points[:, np.newaxis] - points[chosen]
        chosen.append(int(np.argmax((gaps**2).sum(axis=2).min(axis=1))))
    return points[chosen]


def walk(log: Log, start: NDArray[np.float64], steps: int, seed: int) -> Points:
    """The places of a random walk that stays where sets fit, (steps, parameters)."""
    luck, steep = np.random.default_rng(seed), slopes(log, start)
    # A parameter of which the targets say nothing is spread over its range, and no further.
    knows = steep.T @ steep + np.eye(len(start)) / UNKNOWN**2
    jumps = luck.multivariate_normal(
        np.zeros(len(start)), np.linalg.inv(knows) * JUMP**2 / len(start), steps
    )
    at, cost, places = start, _cost(log, start), []
    for jump, chance in zip(jumps, luck.random(steps), strict=True):
        there = at + jump
        if ((there >= 0.0) & (there <= 1.0)).all():
            of_there = _cost(log, there)
            if np.log(chance) < cost - of_there:
                at, cost = there, of_there
        places.append(at)
    return np.array(places)


def thinned(walks: Sequence[Points], count: int) -> Points:
    """So many places, alike from all walks; a walk's first quarter is on its way."""
    settled = np.concatenate([places[len(places) // 4 :] for places in walks])
    rows = np.linspace(0, len(settled) - 1, min(count, len(settled))).round().astype(int)
    chosen: Points = settled[rows]
    return chosen


def _cost(log: Log, at: NDArray[np.float64]) -> float:
    return 0.5 * float((only(log, at) ** 2).sum())


def profile(log: Log, space: Sequence[Free], place: int, best: NDArray[np.float64]) -> Profile:
    """Walk one parameter over its range, away from the best, and fit the others at each value."""
    least = _cost(log, best)
    steep = slopes(log, best)
    grid = np.linspace(0.0, 1.0, STEPS)
    costs = np.empty(STEPS)
    upwards, downwards = np.flatnonzero(grid >= best[place]), np.flatnonzero(grid < best[place])
    for steps in (upwards, downwards[::-1]):
        start = best
        for step in steps.tolist():
            held = np.array(start)
            held[place] = grid[step]
            start, cost = settle(log, held, steep, TURNS, place)
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
    told = high - low <= 0.5 * believed_width(free)
    return Profile(free.key, values, costs, free.value(low), free.value(high), told)
