"""Progress on stderr: bars on a terminal, a line every few seconds elsewhere.

The compiling of the model, at first use, has a bar of its own, or lines of its own.
"""

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sim.cli.counting import counted
from sim.cli.endings import say
from sim.engine.machine.waiting import EVERY_S, WHAT, Lines, Stand, told_to
from sim.scenario.visible import one_line

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

type Move = Callable[[int, int], None]
"""Called with what is done and with the total."""


def telling(on_run: Move) -> Callable[[int, int, str], None]:
    """Count runs by `on_run`, and say which has failed."""

    def count(done: int, total: int, failed: str) -> None:
        on_run(done, total)
        if failed:
            say(f"failed: {failed}")

    return count


@contextmanager
def progress(what: str, unit: str) -> Iterator[Move]:
    """Yield a function to be called with what is done and with the total.

    what  is going on, in a few words
    unit  of the total, in the plural: days, runs
    """
    start = time.perf_counter()
    count = Count()
    with (bars if sys.stderr.isatty() else lines)(what, unit, count) as move:
        yield move
    say(f"{what}: {counted(count.of, unit)} in {time.perf_counter() - start:.1f} s")


class Count:
    """How many are done, of how many; 0 while nobody knows."""

    def __init__(self) -> None:
        self.done = self.of = 0

    def move(self, done: int, of: int) -> None:
        """So many are done now."""
        self.done, self.of = done, of


@contextmanager
def bars(what: str, unit: str, count: Count) -> Iterator[Move]:
    """A bar for what is done, and over it one for the compiling while that lasts."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
    from rich.progress import TimeRemainingColumn as Remaining

    from sim.cli.plain_console import PlainConsole

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[unit]}", markup=False),
        Remaining(),
    )
    with Progress(*columns, console=PlainConsole(stderr=True), transient=True) as shown:
        compiling = CompilingBar(shown)
        task = shown.add_task(one_line(what), total=None, unit=unit)

        def move(done: int, of: int) -> None:
            count.move(done, of)
            shown.update(task, completed=done, total=of)

        with told_to(compiling):
            yield move


class CompilingBar:
    """A bar that is there while the model is compiled."""

    def __init__(self, shown: "Progress") -> None:
        self.shown = shown
        self.task: TaskID = shown.add_task(WHAT, total=None, visible=False, unit="functions")

    def show(self, stand: Stand) -> None:
        """Move it."""
        total = max(stand.effort.functions, stand.functions)
        told = f"{WHAT}{', at first use only' if stand.kept else ''} ({stand.effort.time})"
        self.shown.update(
            self.task, description=told, completed=stand.functions, total=total, visible=True
        )

    def end(self, stand: Stand) -> None:
        """Hide it, and leave a line."""
        self.shown.update(self.task, visible=False)
        self.shown.console.print(stand.done())


@contextmanager
def lines(what: str, unit: str, count: Count) -> Iterator[Move]:
    """A line at the start, and when nothing else has been said for some seconds one on how far."""
    start = last = time.monotonic()
    over = threading.Event()

    def tell(line: str) -> None:
        nonlocal last
        last = time.monotonic()
        say(line)

    def go_on_telling() -> None:
        while not over.wait(max(0.1, last + EVERY_S + 1.0 - time.monotonic())):
            seconds = time.monotonic() - start
            if time.monotonic() - last > EVERY_S:
                of = f"{count.done:,} of {count.of:,} {unit}" if count.of else "under way"
                tell(f"{what}: {of}, {seconds:.0f} s")

    tell(f"{what} ...")
    teller = threading.Thread(target=go_on_telling, daemon=True)
    teller.start()
    try:
        with told_to(Lines(tell)):
            yield count.move
    finally:
        over.set()
        teller.join()
