"""Who is there when the simulation begins: data, people, firms, lanes, and the tables they fill."""

from sim.engine.tables.state import State
from sim.scenario import Scenario
from sim.scenario.groups.population import PopulationKind
from sim.world.opening.layout import CHUNK_SHELVES, lay_out


def build_state(scenario: Scenario, seed: int, chunk_shelves: int = CHUNK_SHELVES) -> State:
    """The state on the first day of a scenario."""
    if scenario.population.kind == PopulationKind.EXPLICIT:
        from sim.world.explicit.population import draw_blueprint

        return lay_out(scenario, seed, draw_blueprint(scenario), chunk_shelves)
    from sim.world.opening.country import draw_nation

    return lay_out(scenario, seed, draw_nation(scenario, seed), chunk_shelves)


__all__ = ["CHUNK_SHELVES", "build_state"]
