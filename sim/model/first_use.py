"""The first use compiles the model: about how much that is, so that the wait can be told."""

from sim.engine.machine.compile_events import listen
from sim.engine.machine.waiting import WAIT, Effort
from sim.scenario import PopulationKind, Scenario

# Counted and timed in an empty cache; what two kinds of population share is not deducted. Where two
# processes share the work they compile as many, in half the time.
COUNTRY = Effort(430, "about a minute")
TEXTBOOK = Effort(240, "half a minute")


def expect(scenario: Scenario) -> None:
    """About how much a run of this scenario compiles at first use."""
    is_country = PopulationKind(scenario.population.kind) == PopulationKind.PROVINCES
    WAIT.effort = COUNTRY if is_country else TEXTBOOK


listen()
