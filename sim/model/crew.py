"""Threads that share the work of a run."""

from collections.abc import Sequence

import numpy as np

from sim.engine.ledger import open_ledger
from sim.engine.phase import Phase
from sim.engine.schedule import Today
from sim.engine.state import State
from sim.engine.tables import History
from sim.engine.threads import Threads
from sim.model.adding_up import Share
from sim.model.rules import Rules
from sim.model.turns import parts_of, take_turns

CHUNKS_WORTH_A_THREAD = 2


class Crew:
    """Threads that share the work of a run; the first is the caller's own.

    threads  at most so many; fewer where there are too few shops to share
    """

    def __init__(self, state: State, threads: int = 1) -> None:
        self.threads = Threads(max(1, min(threads, len(state.chunks) // CHUNKS_WORTH_A_THREAD)))
        own = Share(state.ledger, state.pool, state.history)
        self.shares = [own, *(self._with_sums_of_its_own(state) for _ in self.threads.mates)]
        state.work_with(self.threads, [share.ledger for share in self.shares])

    def _with_sums_of_its_own(self, state: State) -> Share:
        pool = state.pool._replace(
            seen=np.zeros_like(state.pool.seen), weight=np.zeros_like(state.pool.weight)
        )
        history = History(*map(np.zeros_like, state.history))
        return Share(open_ledger(len(state.product_names)), pool, history)

    def work(
        self,
        state: State,
        rules: Rules,
        today: Today,
        turn: int,
        only: int,
        beside: Sequence[Phase],
    ) -> None:
        """One turn of the day, or all.

        turn    its place in TURNS, or EVERY
        only    place in it of the one phase to run, or EVERY
        beside  phases for which the last thread has something to do, before it joins the others
        """

        def first() -> None:
            for phase in beside:
                if phase.beside:
                    phase.beside(state, rules, today, self.shares[-1].ledger)

        each = [parts_of(share, state, rules) for share in self.shares]
        state.share(take_turns, each, today, turn, only, beside=first)
