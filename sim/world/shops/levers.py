"""Whom each lever reaches: a share of the shops of some provinces, nested by seed."""

import numpy as np

from sim.engine.randomness import Stream, uniforms
from sim.engine.tables.firms import Keepers
from sim.engine.tables.switches import LeverState
from sim.scenario import PopulationKind, Scenario
from sim.scenario.groups import Levers
from sim.world.arrays import Ints

# A lever of shops is one of which each shop has a flag.
OF_SHOPS = tuple(name for name in Levers._fields if name in Keepers._fields)


def reach_of_levers(
    scenario: Scenario, seed: int, province_names: tuple[str, ...], province: Ints
) -> dict[str, LeverState]:
    """The reach of every lever that is not off.

    province  of each shop. A shop that a lever reaches at one level, it reaches at every higher.
    """
    reach = {}
    explicit = scenario.population.kind == PopulationKind.EXPLICIT  # one place for a lever
    luck = uniforms(seed, Stream.LEVER, 0, np.arange(len(province)))
    for name in OF_SHOPS:
        lever = getattr(scenario.levers, name)
        if lever.level == 0.0:
            continue
        inside = np.array([explicit or place in lever.where for place in province_names])
        start = (lever.start - scenario.calendar.start).days + scenario.calendar.warmup_days
        shops = (luck < lever.level) & inside[province]
        reach[name] = LeverState(max(start, 0), shops, lever.historical)
    return reach
