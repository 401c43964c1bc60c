"""Where in the space the targets are met best.

First points all over the unit cube (Sobol), then least squares from the best of them, whose
derivatives are central differences with steps that do not drown in luck: every run uses the same
random numbers, so that what is left is smooth enough. Another method (differential evolution)
starts anew and must not find better.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import differential_evolution, least_squares
from scipy.stats import qmc

type Points = NDArray[np.float64]
"""(points, parameters), each in the unit cube."""
type Runs = Callable[[Points], NDArray[np.float64]]
"""The residuals of every point, (points, residuals): they may be run side by side."""

STEP = 0.05  # of a range, of a central difference at first
CROWD = 5  # points a parameter of differential evolution
RIDGE = 1e-3  # of what targets say of the parameter they know best: damps those that they don't
DAMPING, EASIER, HARDER = 0.1, 3.0, 4.0  # of a step: at first, after one downhill, after one up
SETTLED = 1e-4  # of the cost, at which least squares ends


class Tried(NamedTuple):
    """All points that were run, in their order, with half of the sum of squares of each."""

    points: Points
    costs: NDArray[np.float64]

    def best(self, count: int) -> Points:
        """The best points, the best first."""
        return self.points[np.argsort(self.costs, kind="stable")[:count]]


class Log:
    """Runs points and remembers them."""

    def __init__(self, runs: Runs) -> None:
        self._runs = runs
        self._points: list[Points] = []
        self._costs: list[NDArray[np.float64]] = []

    def __call__(self, points: Points) -> NDArray[np.float64]:
        """Residuals of the points."""
        found = self._runs(points)
        self._points.append(points)
        self._costs.append(0.5 * (found**2).sum(axis=1))
        return found

    def tried(self) -> Tried:
        """Everything so far."""
        return Tried(np.concatenate(self._points), np.concatenate(self._costs))


def only(log: Log, at: NDArray[np.float64]) -> NDArray[np.float64]:
    """The residuals of a single point."""
    row: NDArray[np.float64] = log(at[np.newaxis])[0]
    return row


def all_over(log: Log, parameters: int, log2_points: int, seed: int) -> None:
    """Run 2**log2_points points that fill the cube."""
    log(qmc.Sobol(parameters, rng=np.random.default_rng(seed)).random_base2(log2_points))


def slopes(log: Log, at: NDArray[np.float64], step: float = STEP) -> NDArray[np.float64]:
    """Central differences at a point, (residuals, parameters); one-sided at an end of a range."""
    up, down = np.minimum(at + step, 1.0), np.maximum(at - step, 0.0)
    each = np.eye(len(at)) > 0
    above, below = np.split(log(np.concatenate([np.where(each, end, at) for end in (up, down)])), 2)
    steep: NDArray[np.float64] = ((above - below) / (up - down)[:, np.newaxis]).T
    return steep


def settle(
    log: Log,
    start: NDArray[np.float64],
    steep: NDArray[np.float64],
    turns: int,
    held: int | None = None,
) -> tuple[NDArray[np.float64], float]:
    """The best point, and its cost, on a way downhill from a point near which slopes are known.

    Slopes cost two runs a parameter, so that they are not taken anew: each step mends them by what
    it has found (Broyden 1965), and is damped while it leads uphill (Levenberg and Marquardt).
    held  a parameter that stays where it is
    """
    moving = np.ones(len(start), bool)
    moving[[] if held is None else [held]] = False
    steep, damping = np.array(steep), DAMPING
    best, residuals = np.array(start, float), only(log, start)
    least = 0.5 * float((residuals**2).sum())
    for _ in range(turns):
        step = _step(best, residuals, steep, damping, moving)
        if not step.any():
            break
        there = only(log, best + step)
        steep += np.outer(there - residuals - steep @ step, step) / (step @ step)
        cost = 0.5 * float((there**2).sum())
        if cost < least:
            best, least, residuals = best + step, cost, there
            damping /= EASIER
        else:
            damping *= HARDER
    return best, least


def _step(
    at: NDArray[np.float64],
    residuals: NDArray[np.float64],
    steep: NDArray[np.float64],
    damping: float,
    moving: NDArray[np.bool_],
) -> NDArray[np.float64]:
    """The damped step of least squares inside the cube: what would leave it stays at its end."""
    free, step = np.array(moving), np.zeros(len(at))
    while free.any():
        here = steep[:, free]
        knows = here.T @ here
        scale = np.diag(knows) + RIDGE * np.diag(knows).max()
        found = np.linalg.lstsq(knows + damping * np.diag(scale), -here.T @ residuals, rcond=None)
        step[free] = found[0]
        stuck = free & (((at <= 0.0) & (step < 0.0)) | ((at >= 1.0) & (step > 0.0)))
        step[~free | stuck] = 0.0
        if not stuck.any():
            break
        free &= ~stuck
    return np.clip(at + step, 0.0, 1.0) - at


def downhill(
    log: Log,
    start: NDArray[np.float64],
    step: float = STEP,
    held: int | None = None,
    turns: int | None = None,
) -> NDArray[np.float64]:
    """The point that least squares reaches from a start.

    held   a parameter that stays where it is
    turns  at most
    """
    moving = np.arange(len(start)) if held is None else np.delete(np.arange(len(start)), held)

    def whole(moved: NDArray[np.float64]) -> NDArray[np.float64]:
        at = np.array(start, float)
        at[moving] = moved
        return at

    def residuals(moved: NDArray[np.float64]) -> NDArray[np.float64]:
        return only(log, whole(moved))

    def steep(moved: NDArray[np.float64]) -> NDArray[np.float64]:
        return slopes(log, whole(moved), step)[:, moving]

    found = least_squares(
        residuals, np.clip(start[moving], 1e-6, 1 - 1e-6), steep,
        bounds=(0.0, 1.0), ftol=SETTLED, max_nfev=turns,
    )  # fmt: skip
    return whole(np.asarray(found.x))


def search(
    log: Log, parameters: int, log2_points: int, starts: int, seed: int
) -> NDArray[np.float64]:
    """All over, then downhill from the best starts, then once more with a smaller step."""
    all_over(log, parameters, log2_points, seed)
    for start in log.tried().best(starts):
        downhill(log, start)
    downhill(log, log.tried().best(1)[0], STEP / 5)
    best: NDArray[np.float64] = log.tried().best(1)[0]
    return best


def cross_check(log: Log, parameters: int, rounds: int, seed: int) -> float:
    """The least cost that differential evolution finds from a start of its own."""

    def costs(at: NDArray[np.float64]) -> NDArray[np.float64]:
        total: NDArray[np.float64] = 0.5 * (log(at.T) ** 2).sum(axis=1)
        return total

    found = differential_evolution(
        costs, [(0.0, 1.0)] * parameters, maxiter=rounds, rng=seed, vectorized=True,
        updating="deferred", polish=False, init="sobol", popsize=CROWD,
    )  # fmt: skip
    return float(found.fun)


def near(tried: Tried, within: float) -> Sequence[int]:
    """The points whose cost is at most so much above the least, in their order."""
    return np.flatnonzero(tried.costs <= tried.costs.min() + within).tolist()
