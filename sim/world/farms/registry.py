"""What county offices know of farm households from the beginning: people and land."""

from sim.engine.tables.columns import allocate
from sim.engine.tables.relief import Registry
from sim.scenario import Scenario
from sim.world.farms.farmers import Farmers


def open_registry(scenario: Scenario, farmers: Farmers) -> Registry:
    """Every household, where there is relief; nobody has an income on record yet."""
    if scenario.levers.targeted_relief.level == 0.0:
        return allocate(Registry, 0)
    registry = allocate(Registry, len(farmers))
    registry.land[:] = farmers.land
    registry.persons[:] = farmers.weight * farmers.persons[farmers.province]
    return registry
