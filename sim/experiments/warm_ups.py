"""Runs at one seed that differ only in levers which come with the first day share their warm-up.

Until the eve of that day nobody knows of a lever of shops. So its days are played once, and the
others go on from there, each with levers of its own.
"""

import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import batched
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.experiments.what_moves import what_moves
from sim.scenario import PopulationKind, Scenario

if TYPE_CHECKING:
    from sim.experiments.points import Point

LATE = ("analytics", "direct_ordering", "fast_replenishment")  # flags of shops, and no more


def days_of(scenario: Scenario) -> int:
    """Days of a warm-up before the eve on which levers begin; none in a textbook's population."""
    if scenario.population.kind != PopulationKind.PROVINCES:
        return 0
    return max(scenario.calendar.warmup_days - 1, 0)


def what_warms_up(scenario: Scenario) -> dict[str, Any]:
    """What of a scenario can move a number before that eve."""
    moves, begins = what_moves(scenario), scenario.calendar.start
    late = [name for name in LATE if getattr(scenario.levers, name).start >= begins]
    levers = {name: said for name, said in moves["levers"].items() if name not in late}
    return {**moves, "levers": levers}


class SharedWarmUps:
    """Files of warm-ups that several runs share, each while one of them still needs it.

    One run of each goes first, of as many as there are workers, and then the others of these.
    """

    def __init__(self, workers: int, warm_up_of: Callable[["Point"], str]) -> None:
        self.at_once = workers
        self.warm_up_of = warm_up_of  # what names it: alike where it is shared
        self.left = Counter[Path]()
        # Where runs are broken off, a worker may still be writing when its folder goes.
        self.folder = tempfile.TemporaryDirectory("", "sim-warm-ups-", ignore_cleanup_errors=True)

    def __enter__(self) -> "SharedWarmUps":
        return self

    def __exit__(self, *error: object) -> None:
        self.folder.cleanup()

    def in_turn(self, points: Sequence["Point"]) -> list["Point"]:
        """The runs in the order in which they are begun; those that share know their file."""
        by_warm_up: dict[str, list[Point]] = {}
        for point in points:
            by_warm_up.setdefault(self.warm_up_of(point), []).append(point)
        turns: list[Point] = []
        shared = [group for group in by_warm_up.values() if len(group) > 1]
        for some in batched(shared, self.at_once):
            knowing = [self._with_file(group) for group in some]
            turns += [group[0] for group in knowing]
            turns += [point for group in knowing for point in group[1:]]
        alone = [group[0] for group in by_warm_up.values() if len(group) == 1]
        return turns + alone

    def _with_file(self, group: Sequence["Point"]) -> list["Point"]:
        file = Path(self.folder.name) / f"{len(self.left)}.npz"
        self.left[file] = len(group)
        return [point._replace(warm_up=file) for point in group]

    def over(self, job: "Point") -> "Point":
        """The point of a run that is over; a warm-up that nobody needs any more is removed."""
        if job.warm_up is not None:
            self.left[job.warm_up] -= 1
            if self.left[job.warm_up] == 0:
                job.warm_up.unlink(missing_ok=True)
        return job._replace(warm_up=None)
