"""Threads that work together on sections of compiled code, which lets others run beside it."""

import weakref
from collections.abc import Callable
from queue import SimpleQueue
from threading import Thread
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.machine.barrier import Team, new_counters

PASSED = 1 << 62  # a counter that lets everybody through, and still does when it is raised


def nothing() -> None:
    """What is done beside a section, unless said."""


class Section(NamedTuple):
    """What a thread is asked to run."""

    first: Callable[[], None]
    function: Callable[..., Any]  # (team, *arguments), from `begin_section` to `end_section`
    team: Team
    arguments: tuple[Any, ...]


def work_on(asked: "SimpleQueue[Section | None]", errors: list[BaseException]) -> None:
    """Run the sections that are asked for, until nobody can ask any more."""
    while (section := asked.get()) is not None:
        try:
            section.first()
            section.function(section.team, *section.arguments)
        except BaseException as error:  # it is raised where the work was asked for
            errors.append(error)
            section.team.counters[section.team.rank] = PASSED
        del section  # between two days nothing holds on to the tables


class Worker:
    """A thread that works on what it is given; it ends when nobody has it any more."""

    def __init__(self) -> None:
        self.asked: SimpleQueue[Section | None] = SimpleQueue()
        self.errors: list[BaseException] = []
        self.thread = Thread(target=work_on, args=(self.asked, self.errors), daemon=True)
        self.thread.start()
        self._let_go = weakref.finalize(self, self.asked.put, None)

    def leave(self) -> None:
        """End when what it was given is done."""
        self._let_go()
        self.thread.join()


class WorkerPool:
    """So many threads, the caller's own among them."""

    def __init__(self, count: int = 1) -> None:
        self.count = count
        self._hire()

    def _hire(self) -> None:
        """New workers, who have done nothing yet."""
        self.section = 0
        self.counters: NDArray[np.int64] = new_counters(self.count)
        self.workers = [Worker() for _ in range(self.count - 1)]

    def run(
        self,
        function: Callable[..., Any],
        *arguments: tuple[Any, ...],
        beside: Callable[[], None] = nothing,
    ) -> Any:
        """Run a section, each thread with its own arguments; what the caller's returns.

        beside  the last thread's work before it joins the others
        No two threads may write the same at one time.
        """
        self.section += 1
        for rank, worker in enumerate(self.workers, start=1):
            team = Team(rank, self.count, self.section, self.counters)
            first = beside if rank == self.count - 1 else nothing
            worker.asked.put(Section(first, function, team, arguments[rank]))
        try:
            if self.count == 1:
                beside()
            result = function(Team(0, self.count, self.section, self.counters), *arguments[0])
            errors = [error for worker in self.workers for error in worker.errors]
            if errors:
                raise errors[0]
        except BaseException:
            self.counters[0] = PASSED  # nobody waits for this section any more
            try:
                # Nobody writes to the tables once the caller has them back.
                for worker in self.workers:
                    worker.leave()
            finally:
                self._hire()
            raise
        return result
