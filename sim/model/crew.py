"""Threads that share the shops of a run."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.ledger import Ledger, open_ledger
from sim.engine.schedule import Today
from sim.engine.state import State
from sim.engine.tables import History, Pool
from sim.engine.threads import Threads
from sim.model.rules import Rules
from sim.model.shops_together import AT_CLOSING, BY_DAY, EVERY, shops_at_closing, shops_by_day

CHUNKS_WORTH_A_THREAD = 2


class Share(NamedTuple):
    """The chunks of one thread, and the sums that it adds to."""

    chunks: NDArray[np.int64]
    ledger: Ledger
    pool: Pool
    history: History


def work_by_day(share: Share, state: State, rules: Rules, today: Today, only: int) -> None:
    """The phases of BY_DAY in the shops of one thread."""
    shops_by_day(
        state.shelves, state.terms, state.totals, state.keepers, state.accounts, state.levels,
        state.batches, share.pool, state.estimates, state.products, share.ledger, rules, today,
        share.chunks, only,
    )  # fmt: skip


def work_at_closing(share: Share, state: State, rules: Rules, today: Today, only: int) -> None:
    """The phases of AT_CLOSING in the shops of one thread."""
    shops_at_closing(
        state.shelves, state.terms, state.totals, share.history, state.keepers, state.accounts,
        state.batches, share.pool, state.products, state.routes, state.platform_shelf,
        share.ledger, rules, today, share.chunks, only,
    )  # fmt: skip


WORK: dict[tuple[str, ...], Callable[..., None]] = {
    BY_DAY: work_by_day,
    AT_CLOSING: work_at_closing,
}


class Crew:
    """Threads that share the shops of a run; the first is the caller's own.

    threads  at most so many; fewer where there are too few shops to share
    """

    def __init__(self, state: State, threads: int = 1) -> None:
        self.threads = Threads(max(1, min(threads, len(state.chunks) // CHUNKS_WORTH_A_THREAD)))
        mine, *theirs = np.array_split(state.chunks, self.threads.count)
        self.own = Share(mine, state.ledger, state.pool, state.history)
        self.helpers = [self._with_sums_of_its_own(state, chunks) for chunks in theirs]

    def _with_sums_of_its_own(self, state: State, chunks: NDArray[np.int64]) -> Share:
        pool = state.pool._replace(
            seen=np.zeros_like(state.pool.seen), weight=np.zeros_like(state.pool.weight)
        )
        history = History(*map(np.zeros_like, state.history))
        return Share(chunks, open_ledger(len(state.product_names)), pool, history)

    def work(self, state: State, rules: Rules, today: Today, names: tuple[str, ...]) -> None:
        """The shops' part of the phases of these names: all of a turn, or one of it."""
        turn = next(turn for turn in WORK if names[0] in turn)
        only = EVERY if names == turn else turn.index(names[0])
        shares = [self.own, *self.helpers]
        self.threads.run(
            [partial(WORK[turn], share, state, rules, today, only) for share in shares]
        )
        for share in self.helpers:
            self._add_up(share)

    def _add_up(self, share: Share) -> None:
        """Add a thread's sums to the run's, and start them anew."""
        pairs = [*zip(self.own.ledger, share.ledger, strict=True)]
        pairs += zip(self.own.history, share.history, strict=True)
        pairs += [(self.own.pool.seen, share.pool.seen), (self.own.pool.weight, share.pool.weight)]
        for whole, part in pairs:
            whole += part
            part[:] = 0
