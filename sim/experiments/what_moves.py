"""What of a scenario can move a number: all but what it says of itself."""

from typing import Any

from sim.scenario import Scenario

SAID = ("name", "title", "question")


def what_moves(scenario: Scenario) -> dict[str, Any]:
    """All of a scenario that can move a number."""
    return {key: value for key, value in scenario.resolved.items() if key not in SAID}
