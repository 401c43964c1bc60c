"""Scenarios under the rules that the user gives with `--rule`."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sim.scenario import Scenario


def under_rules(scenario: "Scenario", named: Sequence[str] | None) -> "Scenario":
    """The scenario under these rules, if there are any; a warning of each that it does not ask."""
    if not named:
        return scenario
    from sim.cli.endings import say
    from sim.model.own_rules.named import never_asked, rules_named

    own = scenario.under(rules_named(named))
    for problem in never_asked(own):
        say(f"warning: {problem}")
    return own
