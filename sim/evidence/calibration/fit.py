"""The fit: on the mean field all over the space and downhill, then against runs of the engine.

Runs of the engine are dear and the mean field is cheap. So a few runs at the best point tell what
the mean field leaves out, that is added, and the fit goes on from there; the runs at the end only
tell how good it is. These have the seeds that are asked for, as the report card and predictions
have; the others have later ones, so that no luck is both fitted to and judged by.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.stats import qmc

from sim.evidence.calibration.ensemble import apart, thinned
from sim.evidence.calibration.moments import of_mean_field, of_runs
from sim.evidence.calibration.problem import Problem, beyond
from sim.evidence.calibration.search import Points, Tried
from sim.evidence.calibration.space import believed
from sim.evidence.calibration.targets import Moments, Target
from sim.evidence.calibration.tasks import Found, Task, find_all, task_at
from sim.experiments.points import Point, points_at, run_all
from sim.experiments.results import mark_unfinished

PARTS = 8  # of the points all over, side by side
AFTER = 12  # turns without a target
FIRST_WALK = 3  # seed of the first walk; each has its own
WALKS = 4  # through the ensemble, from points that are far from one another
SEED = 1  # of the points all over
LATER = 100  # seeds of runs that are fitted to are so much after those of the runs at the end
TABLES = ("outcomes_by_province", "monthly")


class Effort(NamedTuple):
    """How much is done."""

    log2_points: int = 7  # all over the space
    starts: int = 2
    rounds: int = 6  # of differential evolution
    turns: int = 2  # of the engine
    steps: int = 120  # of each walk through the ensemble
    members: int = 20  # of the ensemble


class Leave(NamedTuple):
    """A target that was left out, and what the others say of it."""

    target: Target
    moments: Moments
    point: NDArray[np.float64]


@dataclass(frozen=True)
class Fit:
    """What was found."""

    problem: Problem  # with what the engine says beyond the mean field
    best: NDArray[np.float64]
    cost: float
    other_method: float  # least cost that it found, on the mean field alone
    alone: float  # the same of least squares
    mean_field: Moments
    engine: Moments  # of runs at the best point; empty without turns
    ensemble: Points
    profiles: list[dict[str, Any]]
    left_out: list[Leave]
    runs: list[Point]

    @property
    def moments(self) -> Moments:
        """What the model says at the best point: the engine where it ran."""
        return self.engine or self.mean_field


def parts_of(effort: Effort, problem: Problem, seeds: int) -> int:
    """How many parts and runs there are."""
    lower = len(problem.space) + 1
    alone = PARTS + effort.starts + 1 + lower
    against = effort.turns * (seeds + lower) + (seeds if effort.turns else 0)
    return alone + against + len(problem.space) + WALKS + 2 * len(problem.targets)


def fit(
    problem: Problem,
    effort: Effort,
    seeds: Sequence[int],
    folder: Path,
    workers: int,
    on_part: Callable[[int, int, str], None],
    about: Callable[[], dict[str, Any]],
) -> Fit:
    """Fit a problem of which the engine has said nothing yet.

    seeds   of the runs of the engine at the end; those that are fitted to have LATER ones
    about   the manifest as of now

    Raises RunFailedError when parts failed, after all others were done and stored.
    """
    of, done = parts_of(effort, problem, len(seeds)), 0

    def told(failed: str) -> None:
        nonlocal done
        if done == 0 and not failed:  # a folder that is stopped now is known, and goes on
            mark_unfinished(folder, about())
        done += 1
        on_part(done, of, failed)

    def find(tasks: Sequence[Task]) -> list[Found]:
        return find_all(tasks, folder, workers, told)

    tried, other_method = _alone(problem, effort, find)
    best, alone = tried.best(1)[0], float(tried.costs.min())
    runs: list[Point] = []
    engine: Moments = {}

    def run(at: NDArray[np.float64], seeds: Sequence[int]) -> Moments:
        scenario = problem.at(at)
        points = points_at(scenario, seeds, folder, TABLES)
        run_all(points, folder, workers, about)
        for _ in points:
            told("")
        runs.extend(points)
        return of_runs(scenario, [point.kept() for point in points])

    for _ in range(effort.turns):
        fitted_to = run(best, [seed + LATER for seed in seeds])
        here = of_mean_field(problem.at(best))
        problem = problem._replace(beyond=beyond(fitted_to, here, problem.targets))
        tried = _lower(problem, best, find)
        best = tried.best(1)[0]
    if effort.turns:
        engine = run(best, seeds)
    profiles = find(_across(problem, best))
    starts = apart(_together([tried, *(each.tried for each in profiles)]), WALKS)
    walks = find(
        [
            task_at("walk", problem, at[np.newaxis], effort.steps, seed)
            for seed, at in enumerate(starts, FIRST_WALK)
        ]
    )
    places = [np.array(each.told["places"]) for each in walks]
    cost = 0.5 * float((problem.residuals(best[np.newaxis]) ** 2).sum())
    return Fit(
        problem, best, cost, other_method, alone, of_mean_field(problem.at(best)), engine,
        thinned(places, effort.members), [dict(each.told) for each in profiles],
        _left_out(problem, best, find), runs,
    )  # fmt: skip


def _alone(
    problem: Problem, effort: Effort, find: Callable[[Sequence[Task]], list[Found]]
) -> tuple[Tried, float]:
    """All that was tried on the mean field but by another method, and the least cost of that."""
    parameters = len(problem.space)
    cube = qmc.Sobol(parameters, rng=np.random.default_rng(SEED)).random_base2(effort.log2_points)
    parts = [task_at("try", problem, part) for part in np.array_split(cube, PARTS)]
    all_over = _together([each.tried for each in find(parts)])
    starts = all_over.best(effort.starts)
    *found, other = find(
        [
            *(task_at("descend", problem, start[np.newaxis], 1) for start in starts),
            task_at("differ", problem, np.empty((0, parameters)), effort.rounds),
        ]
    )
    tried = _together([each.tried for each in found])
    tried = _together([tried, _lower(problem, tried.best(1)[0], find)])
    return tried, float(other.told["least"])


def _lower(
    problem: Problem, best: NDArray[np.float64], find: Callable[[Sequence[Task]], list[Found]]
) -> Tried:
    """From the best point across, since there may be another valley, and down from where it led."""
    across = _together([each.tried for each in find(_across(problem, best))])
    (last,) = find([task_at("descend", problem, across.best(1), 2)])
    return _together([across, last.tried])


def _across(problem: Problem, best: NDArray[np.float64]) -> list[Task]:
    """Each parameter over its whole range, the others following."""
    places = range(len(problem.space))
    return [task_at("profile", problem, best[np.newaxis], place) for place in places]


def _left_out(
    problem: Problem,
    best: NDArray[np.float64],
    find: Callable[[Sequence[Task]], list[Found]],
) -> list[Leave]:
    """Each target predicted by the others: from the best point, and from what was believed."""
    targets = problem.targets
    without = [
        problem._replace(targets=(*targets[:place], *targets[place + 1 :]))
        for place in range(len(targets))
    ]
    starts = (best, believed(problem.space, best))
    tasks = [task_at("go on", less, at[np.newaxis], AFTER) for less in without for at in starts]
    found = iter(find(tasks))
    leaves = []
    for target in targets:
        ends = [next(found) for _ in starts]
        least = min(ends, key=lambda end: float(end.tried.costs.min()))
        point = np.array(least.told["at"])
        leaves.append(Leave(target, problem.moments(point), point))
    return leaves


def _together(tried: Sequence[Tried]) -> Tried:
    points, costs = zip(*tried, strict=True)
    return Tried(np.concatenate(points), np.concatenate(costs))
