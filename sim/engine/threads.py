"""Threads that share work on rows: compiled code lets others run beside it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any


class Threads:
    """So many threads, the caller's own among them."""

    def __init__(self, count: int = 1) -> None:
        self.count = count
        self.executor = ThreadPoolExecutor(count - 1) if count > 1 else None

    def run(self, works: list[Callable[[], Any]]) -> list[Any]:
        """The results of all works, the first done by the caller; no two may write the same."""
        if self.executor is None:
            return [work() for work in works]
        others = [self.executor.submit(work) for work in works[1:]]
        return [works[0](), *(other.result() for other in others)]
