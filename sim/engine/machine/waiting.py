"""The wait while the model is compiled, and who is told of it: how long, and how far it is.

Python has it as lines of the logger `sim.compiling`; a command puts its own bar in their place.
numba is not imported here: a command has its bar ready before anything is loaded.
"""

import atexit
import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple, Protocol

LOOK_S = 0.25  # between two looks at how far it is
GRACE_S = 1.0  # of compiling that nobody has to be told of
OVER_S = 2.0  # after so long without compiling it is over
EVERY_S = 8.0  # between two lines
WORTH_A_GUESS = 60  # functions: the first are slower than the rest, and would mislead
WHAT = "compiling the model"


class Effort(NamedTuple):
    """What there is to compile where nothing is in the cache."""

    functions: int  # about so many
    time: str  # about how long that takes, in words


class Stand(NamedTuple):
    """How far the compiling is."""

    functions: int  # compiled so far
    seconds: float  # so far
    effort: Effort
    kept: bool = True  # whether later runs find what is compiled

    @property
    def to_go(self) -> float | None:
        """Seconds that are left at the speed so far; None while nobody can tell."""
        if not WORTH_A_GUESS <= self.functions < self.effort.functions:
            return None
        return self.seconds * (self.effort.functions / self.functions - 1.0)

    def announced(self) -> str:
        """That it happens, once, and about how long."""
        when = "at first use only, " if self.kept else ""
        return f"{WHAT}: {when}{self.effort.time} in all ..."

    def progress(self) -> str:
        """How far it is."""
        known = self.functions <= self.effort.functions
        of = f" of about {self.effort.functions}" if known else ""
        so_far = f"{WHAT}: {self.functions}{of} functions in {self.seconds:.0f} s"
        return so_far if self.to_go is None else f"{so_far}, about {self.to_go:.0f} s to go"

    def done(self) -> str:
        """What it came to."""
        done = f"{WHAT}: {self.functions} functions in {self.seconds:.0f} s"
        return f"{done}, kept for later runs" if self.kept else done


class Teller(Protocol):
    """Who tells people of the wait."""

    def show(self, stand: Stand) -> None:
        """It goes on: called several times a second."""

    def end(self, stand: Stand) -> None:
        """It is over, for now."""


class Lines:
    """Tells it in lines: what happens, then how far it is every few seconds, then that it is done.

    say  writes a line
    """

    def __init__(self, say: Callable[[str], None]) -> None:
        self.say = say
        self.announced = False
        self.said = 0.0

    def show(self, stand: Stand) -> None:
        """The first line, or another one if the last was some time ago."""
        if not self.announced:
            self._say(stand.announced())
            self.announced = True
        elif time.monotonic() - self.said >= EVERY_S:
            self._say(stand.progress())

    def end(self, stand: Stand) -> None:
        """The last line."""
        self._say(stand.done())

    def _say(self, line: str) -> None:
        self.said = time.monotonic()
        self.say(line)


class Silence:
    """Tells nobody: in a worker, whose parent has told it."""

    def show(self, stand: Stand) -> None:
        """Nothing."""

    def end(self, stand: Stand) -> None:
        """Nothing."""


class Wait:
    """What this process compiles. While it does so, a thread sees to it that people are told.

    teller     whom to tell
    elsewhere  how many functions another process has compiled for this one
    is_kept    whether later runs will find it
    effort     what there is to compile, if anything is
    on_function  called with how many have been compiled here, after each
    """

    def __init__(self, teller: Teller) -> None:
        self.teller = teller
        self.elsewhere: Callable[[], int] = lambda: 0
        self.is_kept: Callable[[], bool] = lambda: True
        self.on_function: Callable[[int], None] = lambda functions: None
        self.effort = Effort(0, "about a minute")
        self.functions, self.under_way = 0, 0
        self.spent, self.began, self.last = 0.0, 0.0, 0.0
        self.thread: threading.Thread | None = None
        self.stopped = threading.Event()
        atexit.register(self.stopped.set)

    def starts(self) -> None:
        """A function is about to be compiled."""
        self.under_way += 1
        self.last = time.monotonic()
        if self.thread is None or not self.thread.is_alive():
            self.began = self.last
            self.thread = threading.Thread(target=self._follow, daemon=True)
            self.thread.start()

    def ends(self) -> None:
        """It has been compiled, or could not be."""
        self.under_way -= 1
        self.functions += 1
        self.last = time.monotonic()
        self.on_function(self.functions)

    def stand(self) -> Stand:
        """How far it is."""
        seconds = self.spent + max(0.0, self.last - self.began)
        return Stand(self.functions + self.elsewhere(), seconds, self.effort, self.is_kept())

    def _follow(self) -> None:
        """Tell it until nothing has been compiled for a while."""
        told = False
        while not self.stopped.wait(LOOK_S):
            now = time.monotonic()
            if self.under_way:
                self.last = now
            if now - self.last > OVER_S and self._leave():
                break
            if told or self.last - self.began > GRACE_S:
                told = True
                self.teller.show(self.stand())
        if told and not self.stopped.is_set():
            self.teller.end(self.stand())

    def _leave(self) -> bool:
        """Let the next function have a thread of its own; not if one has begun just now."""
        self.spent, self.began = self.spent + self.last - self.began, self.last
        self.thread = None
        if self.under_way and self.thread is None:
            self.thread = threading.current_thread()
            return False
        return True


LOGGER = logging.getLogger("sim.compiling")
WAIT = Wait(Lines(LOGGER.warning))


@contextmanager
def told_to(teller: Teller) -> Iterator[None]:
    """Within the block somebody else tells of the wait."""
    before, WAIT.teller = WAIT.teller, teller
    try:
        yield
    finally:
        WAIT.teller = before
