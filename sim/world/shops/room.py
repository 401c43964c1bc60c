"""What room costs shops: at the opening each rents as much as earns its rent."""

from sim.scenario import Scenario
from sim.world.opening.blueprint import Blueprint


def offer_room(scenario: Scenario, plan: Blueprint) -> None:
    """Shops choose their levels before their first order, at the rent; so what room they need."""
    keepers = plan.keepers
    keepers.rethinks[:] = keepers.level == 0
    keepers.room_price[:] = scenario.stock.room_price * scenario.grain.money
