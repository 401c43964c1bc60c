"""Threads that share the work of a run."""

from collections.abc import Callable

import numpy as np

from sim.engine.machine.workers import WorkerPool, nothing
from sim.engine.phase import EVERY
from sim.engine.schedule import Days
from sim.engine.tables.firms import History
from sim.engine.tables.ledger import open_ledger
from sim.engine.tables.state import State
from sim.model.checks.stocktaking import Counts
from sim.model.reduction import Share
from sim.model.rules import Rules
from sim.model.turns import parts_of, play

CHUNKS_WORTH_A_THREAD = 2
# What members show the platform today.
SUMS_OF_A_DAY = ("seen", "weight", "gaps", "chance", "squares", "strayed", "awaited")


class Workers:
    """Threads that share the work of a run; the first is the caller's own.

    opening  money by sector before the first day
    threads  at most so many; fewer where there are too few shops to share
    """

    def __init__(self, state: State, opening: Counts, threads: int = 1) -> None:
        self.opening = opening
        self.pool = WorkerPool(max(1, min(threads, len(state.chunks) // CHUNKS_WORTH_A_THREAD)))
        own = Share(state.ledger, state.pool, state.history)
        self.shares = [own, *(self._with_sums_of_its_own(state) for _ in self.pool.workers)]
        state.work_with(self.pool, [share.ledger for share in self.shares])

    def _with_sums_of_its_own(self, state: State) -> Share:
        sums = {name: np.zeros_like(getattr(state.pool, name)) for name in SUMS_OF_A_DAY}
        pool = state.pool._replace(**sums)
        history = History(*map(np.zeros_like, state.history))
        return Share(open_ledger(len(state.product_names)), pool, history)

    def work(
        self,
        state: State,
        rules: Rules,
        days: Days,
        turn: int = EVERY,
        only: int = EVERY,
        beside: Callable[[], None] = nothing,
    ) -> int:
        """Some days, or one turn of one; how many were played (see `play`).

        turn    its place in TURNS, or EVERY
        only    place in it of the one phase to run, or EVERY
        beside  what the last thread has to do before it joins the others
        """
        each = [parts_of(share, state, rules, self.opening) for share in self.shares]
        played: int = state.share(play, each, days, turn, only, beside=beside)
        return played
