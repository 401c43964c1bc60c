"""Progress on stderr: a bar on a terminal, a line at the start and the end elsewhere."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sim.cli.endings import say
from sim.scenario.visible import one_line


def telling(on_run: Callable[[int, int], None]) -> Callable[[int, int, str], None]:
    """Count runs by `on_run`, and say which has failed."""

    def count(done: int, total: int, failed: str) -> None:
        on_run(done, total)
        if failed:
            say(f"failed: {failed}")

    return count


@contextmanager
def progress(what: str, unit: str) -> Iterator[Callable[[int, int], None]]:
    """Yield a function to be called with what is done and with the total.

    what  is going on, in a few words
    unit  of the total, in the plural: days, runs
    """
    start = time.perf_counter()
    total = 0
    if sys.stderr.isatty():
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            Progress,
            TextColumn,
            TimeRemainingColumn,
        )

        from sim.cli.plain_console import PlainConsole

        bar = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            unit,
            TimeRemainingColumn(),
            console=PlainConsole(stderr=True),
            transient=True,
        )
        with bar:
            task = bar.add_task(one_line(what), total=None)

            def move(done: int, of: int) -> None:
                nonlocal total
                total = of
                bar.update(task, completed=done, total=of)

            yield move
    else:
        say(f"{what} ...")

        def count(done: int, of: int) -> None:
            nonlocal total
            total = of

        yield count
    say(f"{what}: {total:,} {unit} in {time.perf_counter() - start:.1f} s")
