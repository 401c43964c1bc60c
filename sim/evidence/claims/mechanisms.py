"""What can be switched off to see whether it is the reason for an answer."""

from dataclasses import replace

from sim.scenario import Scenario
from sim.scenario.catalogue import PARAMETERS

# By name of the mechanism, the settings that switch it off.
MECHANISMS: dict[str, dict[str, object]] = {
    **{
        name: {f"levers.{name}": "off"}
        for name in (
            "analytics",
            "direct_ordering",
            "online_selling",
            "new_retail",
        )
    },
    # The nation's taste for buying online no longer brings growth: it follows from these.
    "rising_taste": {"online.taste_growth": 0},
    # Nobody who newly comes online begins to sell: merchants come from the trade alone.
    "newcomers": {"online.might_sell": 0},
    # What local shops lack does not send people online.
    "lack_in_shops": {"online.lack_weight": 0},
    # More parcels would neither go sooner nor cost less.
    "consolidation": {"online.consolidation": 0},
    # Every order on the marketplace fails.
    "marketplace": {"shocks.platform_outage": {"size": 1}},
    # The budget stays: what the claim names is the choice, against how it is made without data.
    "relief_by_data": {"relief.choice": "by_quota"},
}


def can_be_switched_off(mechanism: str) -> bool:
    """Whether the model has the mechanism's settings."""
    return MECHANISMS[mechanism].keys() <= PARAMETERS.keys()


def without(scenario: Scenario, mechanism: str) -> Scenario:
    """The same scenario, less one mechanism."""
    less = scenario.with_values(MECHANISMS[mechanism])
    return replace(less, name=name_without(scenario.name, mechanism))


def name_without(scenario: str, mechanism: str) -> str:
    """What the scenario without the mechanism is called."""
    return f"{scenario}_without_{mechanism}"
