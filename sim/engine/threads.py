"""Threads that share work: compiled code lets others run beside it."""

from collections.abc import Callable
from queue import SimpleQueue
from threading import Thread
from typing import Any, NamedTuple

Work = Callable[[], Any]


class Done(NamedTuple):
    """What came of a piece of work."""

    result: Any
    error: BaseException | None


class Mate:
    """A thread that works on what it is given; it ends with the process."""

    def __init__(self) -> None:
        self.asked: SimpleQueue[Work] = SimpleQueue()
        self.done: SimpleQueue[Done] = SimpleQueue()
        Thread(target=self._work, daemon=True).start()

    def _work(self) -> None:
        while True:
            work = self.asked.get()
            try:
                self.done.put(Done(work(), None))
            except BaseException as error:  # it is raised where the work was asked for
                self.done.put(Done(None, error))


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
