"""Where a scenario does something: the provinces in which its levers or shocks are others."""

from sim.scenario import Scenario
from sim.scenario.groups.levers import Lever
from sim.scenario.groups.shocks import Shock


def treated_provinces(scenario: Scenario, baseline: Scenario) -> frozenset[str]:
    """Provinces in which a lever or shock is in force that is not in the baseline, or not so."""
    pairs: list[tuple[Lever | Shock, Lever | Shock]] = [
        *zip(scenario.levers, baseline.levers, strict=True),
        *zip(scenario.shocks, baseline.shocks, strict=True),
    ]
    return frozenset(
        province
        for one, other in pairs
        for province in {*one.where, *other.where}
        if in_force(one, province) != in_force(other, province)
    )


def in_force(key: Lever | Shock, province: str) -> Lever | Shock | None:
    """The lever or shock as the province has it; None where it is off there."""
    size = key.level if isinstance(key, Lever) else key.size
    return key._replace(where=()) if size and province in key.where else None
