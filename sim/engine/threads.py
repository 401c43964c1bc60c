"""Threads that share work: compiled code lets others run beside it."""

import weakref
from collections.abc import Callable
from queue import SimpleQueue
from threading import Thread
from typing import Any, NamedTuple

Work = Callable[[], Any]


class Done(NamedTuple):
    """What came of a piece of work."""

    result: Any
    error: BaseException | None


def work_on(asked: "SimpleQueue[Work | None]", done: "SimpleQueue[Done]") -> None:
    """Do what is asked for, until nobody can ask any more."""
    while (work := asked.get()) is not None:
        try:
            answer = Done(work(), None)
        except BaseException as error:  # it is raised where the work was asked for
            answer = Done(None, error)
        del work  # between two days nothing holds on to the tables
        done.put(answer)
        del answer


class Mate:
    """A thread that works on what it is given; it ends when nobody has it any more."""

    def __init__(self) -> None:
        self.asked: SimpleQueue[Work | None] = SimpleQueue()
        self.done: SimpleQueue[Done] = SimpleQueue()
        self.thread = Thread(target=work_on, args=(self.asked, self.done), daemon=True)
        self.thread.start()
        weakref.finalize(self, self.asked.put, None)


class Threads:
    """So many threads, the caller's own among them."""

    def __init__(self, count: int = 1) -> None:
        self.count = count
        self.mates = [Mate() for _ in range(count - 1)]

    def run(self, works: list[Work]) -> list[Any]:
        """The results of all works, the first done by the caller; no two may write the same."""
        if not self.mates:
            return [work() for work in works]
        mates = self.mates[: len(works) - 1]
        for mate, work in zip(mates, works[1:], strict=True):
            mate.asked.put(work)
        try:
            results = [works[0]()]
        finally:
            others = [mate.done.get() for mate in mates]
        for other in others:
            if other.error is not None:
                raise other.error
        return results + [other.result for other in others]
