"""The phases that work shop by shop: run together, a chunk of neighbouring shops at a time.

So the shelves of a chunk stay in the processor's cache. Any cut into chunks, and any number of
threads that share them, gives the same bits: a chunk writes to rows of its own, and all sums are of
integers.
"""

from functools import partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.compiling import compiled
from sim.engine.ledger import Ledger, open_ledger
from sim.engine.schedule import Today
from sim.engine.state import State
from sim.engine.tables import Pool
from sim.engine.threads import Threads
from sim.model.rules import Rules
from sim.phases import arrivals, demand, forecasting, ordering, sales, spoilage

TOGETHER = ("arrivals", "demand", "sales", "spoilage", "forecasting", "ordering")
EVERY = -1
CHUNKS_WORTH_A_THREAD = 2


@compiled
def shops_of_a_day(
    shelves,
    terms,
    totals,
    keepers,
    accounts,
    levels,
    batches,
    pool,
    estimates,
    products,
    ledger,
    rules,
    today,
    chunks,
    only,
):
    """The phases of TOGETHER, for one chunk of shops after another.

    only  place in TOGETHER of the one phase to run, or EVERY
    """
    for part in range(len(chunks)):
        lo, hi, lo_shop, hi_shop, lo_row, hi_row = chunks[part]
        if only in (EVERY, 0):
            arrivals.chunk(shelves, terms, totals, batches, ledger, today, lo, hi)
        if only in (EVERY, 1):
            demand.chunk(shelves, rules.demand, today, lo, hi)
        if only in (EVERY, 2):
            sales.chunk(
                shelves,
                totals,
                keepers,
                accounts,
                products,
                ledger,
                rules.sales,
                today,
                lo,
                hi,
                lo_shop,
                hi_shop,
            )
        if only in (EVERY, 3):
            spoilage.chunk(
                shelves,
                totals,
                keepers,
                accounts,
                batches,
                ledger,
                rules.salvage,
                today,
                lo_row,
                hi_row,
            )
        if only in (EVERY, 4):
            forecasting.chunk(
                shelves,
                keepers,
                levels,
                pool,
                estimates,
                rules.forecasting,
                today,
                lo_shop,
                hi_shop,
            )
        if only in (EVERY, 5):
            ordering.chunk(
                shelves,
                terms,
                keepers,
                accounts,
                levels,
                batches,
                estimates,
                rules.ordering,
                today,
                lo_shop,
                hi_shop,
            )


class Share(NamedTuple):
    """The chunks of one thread, and the sums that it adds to."""

    chunks: NDArray[np.int64]
    ledger: Ledger
    pool: Pool


class Crew:
    """Threads that share the shops of a run; the first is the caller's own.

    threads  at most so many; fewer where there are too few shops to share
    """

    def __init__(self, state: State, threads: int = 1) -> None:
        self.threads = Threads(max(1, min(threads, len(state.chunks) // CHUNKS_WORTH_A_THREAD)))
        mine, *theirs = np.array_split(state.chunks, self.threads.count)
        self.own = Share(mine, state.ledger, state.pool)
        self.helpers = [self._with_sums_of_its_own(state, chunks) for chunks in theirs]

    def _with_sums_of_its_own(self, state: State, chunks: NDArray[np.int64]) -> Share:
        pool = state.pool._replace(
            seen=np.zeros_like(state.pool.seen), weight=np.zeros_like(state.pool.weight)
        )
        return Share(chunks, open_ledger(len(state.product_names)), pool)

    def work(self, state: State, rules: Rules, today: Today, only: int = EVERY) -> None:
        """The shops' part of a day, or of one phase of it."""
        shares = [self.own, *self.helpers]
        self.threads.run([partial(_work_on, share, state, rules, today, only) for share in shares])
        for share in self.helpers:
            self._add_up(share)

    def _add_up(self, share: Share) -> None:
        """Add a thread's sums to the run's, and start them anew."""
        pairs = [*zip(self.own.ledger, share.ledger, strict=True)]
        pairs += [(self.own.pool.seen, share.pool.seen), (self.own.pool.weight, share.pool.weight)]
        for whole, part in pairs:
            whole += part
            part[:] = 0


def _work_on(share: Share, state: State, rules: Rules, today: Today, only: int) -> None:
    shops_of_a_day(
        state.shelves,
        state.terms,
        state.totals,
        state.keepers,
        state.accounts,
        state.levels,
        state.batches,
        share.pool,
        state.estimates,
        state.products,
        share.ledger,
        rules,
        today,
        share.chunks,
        only,
    )
