"""The first use compiles the model: numba's events say when, and the wait is told.

A function that is found in the cache is loaded without an event, so that nobody hears of that.
"""

from numba.core import event

from sim.engine.waiting import WAIT, Effort
from sim.scenario import PopulationKind, Scenario

COMPILES = "numba:compile"


# Counted and timed in an empty cache; what two kinds of population share is not deducted.
COUNTRY = Effort(490, "one to two minutes")
TEXTBOOK = Effort(270, "about a minute")


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


def expect(scenario: Scenario) -> None:
    """About how much a run of this scenario compiles at first use."""
    is_country = PopulationKind(scenario.population.kind) == PopulationKind.PROVINCES
    WAIT.effort = COUNTRY if is_country else TEXTBOOK


event.register(COMPILES, Compiling())
