"""Whom each shock strikes: provinces, the lanes between them, their manufacturers."""

import numpy as np

from sim.engine.randomness import Stream, uniforms
from sim.engine.tables.firms import Keepers
from sim.engine.tables.shelves import AMPLE
from sim.engine.tables.switches import Shock, Shocks
from sim.rules.freight import dearer_by_fuel
from sim.scenario import Scenario
from sim.scenario.groups import PopulationKind
from sim.world.arrays import Bools, Floats, Ints
from sim.world.opening.level_rules import in_grains_of

LANES, MAKERS = 0, 1  # items of the stream of shocks


def dearer_lanes(rise: float, fuel_share: float, where: Bools) -> Floats:
    """[from, to] share by which haulage is dearer."""
    ends = where.astype(float)
    result: Floats = dearer_by_fuel(rise, fuel_share, ends[:, np.newaxis], ends)
    return result


def closed_lanes(share: float, where: Bools, rows: Ints, seed: int) -> Bools:
    """[from, to] lanes that are closed, both ways: drawn among those with an end in `where`.

    rows  of the provinces among all 31. What is closed at one share, is so at every higher.
    """
    one, other = np.minimum(rows, rows[:, np.newaxis]), np.maximum(rows, rows[:, np.newaxis])
    lane = (one << 8) + other
    luck = uniforms(seed, Stream.SHOCK, LANES, lane.ravel()).reshape(lane.shape)
    touched = where | where[:, np.newaxis]
    result: Bools = (luck < share) & touched & (one != other)
    return result


def failing_makers(share: float, where: Bools, plants: Floats, seed: int) -> Floats:
    """(makers,): part of what each makes that it does not ship, nested by seed.

    plants  [maker, province]: what each makes there
    """
    luck = uniforms(seed, Stream.SHOCK, MAKERS, np.arange(len(plants)))
    result: Floats = (luck < share) * (plants @ where) / plants.sum(axis=1)
    return result


def reach_of_shocks(
    scenario: Scenario,
    seed: int,
    names: tuple[str, ...],
    rows: Ints,
    keepers: Keepers,
    plants: Floats | None,
) -> Shocks:
    """The shocks of a scenario; of a population given outright its sources may fail.

    names, rows  of the provinces, and their places among all 31
    plants  [maker, province]: what each makes there; None: sources, each in one place
    """
    freight, grain = scenario.freight, scenario.grain
    explicit = scenario.population.kind == PopulationKind.EXPLICIT
    ample = scenario.stock.source_capacity if explicit else np.inf
    capacity = int(np.minimum(in_grains_of(ample, grain.goods), AMPLE))
    shocks = Shocks(
        freight.per_kg, freight.per_kg_km, grain.money, scenario.online.take_rate, capacity, {}
    )
    calendar = scenario.calendar
    made_by = keepers.level == (scenario.roles.sources if explicit else scenario.roles.makers)
    for name, asked in scenario.shocks._asdict().items():
        if asked.size == 0.0:
            continue
        where = np.array([explicit or place in asked.where for place in names])
        reach = where
        if name == "fuel_price":
            reach = dearer_lanes(asked.size, freight.fuel_share, where)
        elif name == "lane_closure":
            reach = closed_lanes(asked.size, where, rows, seed)
        elif name == "supplier_failure":
            if plants is None:
                plants = np.eye(len(names))[keepers.province[made_by]]
            reach = failing_makers(asked.size, where, plants, seed)
        first, last = (
            (day - calendar.start).days + calendar.warmup_days for day in (asked.start, asked.end)
        )
        shocks.each[name] = Shock(asked.size, first, last, reach)
    return shocks
