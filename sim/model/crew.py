"""Threads that share the shops of a run."""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from sim.engine.ledger import Ledger, open_ledger
from sim.engine.phase import Phase
from sim.engine.schedule import Today
from sim.engine.state import State
from sim.engine.tables import History, Pool
from sim.engine.threads import Threads
from sim.model.rules import Rules
from sim.model.shops_together import AT_CLOSING, BY_DAY, EVERY, shops_at_closing, shops_by_day

CHUNKS_WORTH_A_THREAD = 2


class Share(NamedTuple):
    """The sums that one thread adds to."""

    ledger: Ledger
    pool: Pool
    history: History


def parts_by_day(share: Share, state: State, rules: Rules) -> tuple[Any, ...]:
    """What the phases of BY_DAY work on in the shops of one thread."""
    return state.tables, share.pool, share.ledger, rules, state.chunks


def parts_at_closing(share: Share, state: State, rules: Rules) -> tuple[Any, ...]:
    """What the phases of AT_CLOSING work on in the shops of one thread."""
    return (
        state.tables, share.history, state.platform_shelf, share.pool, share.ledger, rules,
        state.chunks,
    )  # fmt: skip


class Turn(NamedTuple):
    """The shops' part of some phases."""

    phases: tuple[str, ...]
    work: Callable[..., None]  # (team, kept, today, only)
    parts: Callable[[Share, State, Rules], tuple[Any, ...]]


DAYTIME = Turn(BY_DAY, shops_by_day, parts_by_day)
CLOSING = Turn(AT_CLOSING, shops_at_closing, parts_at_closing)


class Crew:
    """Threads that share the shops of a run; the first is the caller's own.

    threads  at most so many; fewer where there are too few shops to share
    """

    def __init__(self, state: State, threads: int = 1) -> None:
        self.threads = Threads(max(1, min(threads, len(state.chunks) // CHUNKS_WORTH_A_THREAD)))
        self.own = Share(state.ledger, state.pool, state.history)
        self.helpers = [self._with_sums_of_its_own(state) for _ in self.threads.mates]
        state.work_with(self.threads, [share.ledger for share in (self.own, *self.helpers)])

    def _with_sums_of_its_own(self, state: State) -> Share:
        pool = state.pool._replace(
            seen=np.zeros_like(state.pool.seen), weight=np.zeros_like(state.pool.weight)
        )
        history = History(*map(np.zeros_like, state.history))
        return Share(open_ledger(len(state.product_names)), pool, history)

    def work(self, state: State, rules: Rules, today: Today, phases: tuple[Phase, ...]) -> None:
        """The shops' part of all phases of a turn, or of one alone, and what can be done beside."""
        turn = DAYTIME if phases[0].name in BY_DAY else CLOSING
        alone = len(phases) < len(turn.phases)
        only = turn.phases.index(phases[0].name) if alone else EVERY
        shares = (self.own, *self.helpers)

        def beside() -> None:
            for phase in phases:
                if phase.beside:
                    phase.beside(state, rules, today, shares[-1].ledger)

        each = [turn.parts(share, state, rules) for share in shares]
        state.share(turn.work, each, today, only, beside=beside)
