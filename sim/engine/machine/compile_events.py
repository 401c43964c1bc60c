"""numba's events say when a function is compiled, and the wait hears of those that are ours.

A function that is found in the cache is loaded without an event, so that nobody hears of that.
"""

from numba.core import event

from sim.engine.machine.kept_code import CODE
from sim.engine.machine.waiting import WAIT

COMPILES = "numba:compile"


class Compiling(event.Listener):
    """Notes when a function of the model is compiled; those of other packages are not ours."""

    def on_start(self, event: event.Event) -> None:
        """A function is about to be compiled."""
        if is_ours(event):
            WAIT.starts()

    def on_end(self, event: event.Event) -> None:
        """It has been."""
        if is_ours(event):
            WAIT.ends()


def is_ours(event: event.Event) -> bool:
    """Whether it is about a function of this package."""
    module: str | None = event.data["dispatcher"].py_func.__module__  # None: numba's own
    return module is not None and module.partition(".")[0] == "sim"


def listen() -> None:
    """Hear of what is compiled from now on, and whether it is kept."""
    WAIT.is_kept = lambda: CODE.path is not None
    event.register(COMPILES, Compiling())
