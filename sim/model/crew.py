"""Threads that share the shops of a run."""

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

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


def sums_by_day(share: Share) -> list[NDArray[Any]]:
    """What the phases of BY_DAY add to."""
    return [*share.ledger, share.pool.seen, share.pool.weight]


def sums_at_closing(share: Share) -> list[NDArray[Any]]:
    """What the phases of AT_CLOSING add to."""
    return [*share.ledger, *share.history]


class Turn(NamedTuple):
    """The shops' part of some phases, and the sums that it adds to."""

    work: Callable[..., None]
    sums: Callable[[Share], list[NDArray[Any]]]


TURNS = {
    BY_DAY: Turn(work_by_day, sums_by_day),
    AT_CLOSING: Turn(work_at_closing, sums_at_closing),
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
        together = next(together for together in TURNS if names[0] in together)
        only = EVERY if names == together else together.index(names[0])
        turn, shares = TURNS[together], [self.own, *self.helpers]
        self.threads.run([partial(turn.work, share, state, rules, today, only) for share in shares])
        for share in self.helpers:
            for whole, part in zip(turn.sums(self.own), turn.sums(share), strict=True):
                whole += part
                part[:] = 0
