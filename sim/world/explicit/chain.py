"""Who stands where in a chain of firms given outright, and who supplies whom.

Level 0 is the shop; the last level buys from a source that never runs out. Brokers stand between
the last level and the sources, as in the country.
"""

from typing import NamedTuple

import numpy as np

from sim.engine.speeds import SPEEDS
from sim.engine.tables.columns import allocate
from sim.engine.tables.firms import Keepers
from sim.engine.tables.ledger import Sector
from sim.scenario import Scenario
from sim.world.arrays import Bools, Ints
from sim.world.country.provinces import CELLS

EVERYWHERE = "everywhere"  # the one place of most textbook cases


class Chain(NamedTuple):
    """The keepers of the chain, level by level, and where they are."""

    names: tuple[str, ...]  # of the provinces
    levels: int
    ratio: int  # shops that a firm serves
    first: Ints  # keeper of each level, of brokers, of sources; the last: how many keepers
    level: Ints  # (keepers,)
    province: Ints  # (keepers,)
    there: Bools  # (keepers,): the others may come later
    serves: Ints  # (keepers,): shops at the end of each one's chain

    def shops(self) -> int:
        """How many shops there are."""
        return int(self.first[1])

    def firms(self) -> int:
        """How many firms each level has that are there."""
        return int(self.first[-1] - self.first[-2])


def places_of(scenario: Scenario) -> tuple[str, ...]:
    """The provinces of an explicit population: as many as losses on the way or offers are given."""
    count = max(len(scenario.freight.loss), len(scenario.marketplace.price))
    return tuple(f"province {n}" for n in range(1, count + 1)) if count > 1 else (EVERYWHERE,)


def firms_by_level(scenario: Scenario) -> list[int]:
    """Number of keepers of each level, brokers, sources; with room for middlemen who may come."""
    population = scenario.population
    shops, brokers = int(population.shops), population.brokers if population.farmers else 0
    if scenario.n_levels == 1:
        return [shops, brokers, shops]
    firms = -(-shops // population.shops_per_supplier)
    room = int(scenario.entry.room * firms)
    return [shops] + [firms + room] * (scenario.n_levels - 2) + [firms, brokers, firms]


def draw_up(scenario: Scenario) -> Chain:
    """The chain of a scenario."""
    names, roles, levels = places_of(scenario), scenario.roles, scenario.n_levels
    counts = firms_by_level(scenario)
    first = np.concatenate([[0], np.cumsum(counts)])
    level = np.repeat([*range(levels), roles.brokers, roles.sources], counts).astype(np.int32)
    province, shops = np.zeros(len(level), np.int32), counts[0]
    province[:shops] = np.arange(shops) * len(names) // max(shops, 1)
    ratio = scenario.population.shops_per_supplier if levels > 1 else 1
    of_firms = np.bincount(np.arange(shops) // ratio, minlength=1)  # the last has what is left
    nth = np.arange(len(level)) - np.repeat(first[:-1], counts)
    there = (level == 0) | (level == roles.brokers) | (nth < counts[-1])
    serves = np.where(level == 0, 1, of_firms[np.minimum(nth, counts[-1] - 1)])
    return Chain(names, levels, ratio, first, level, province, there, serves)


def keepers_of(scenario: Scenario, chain: Chain) -> Keepers:
    """The table of the keepers; their first shelves are filled as they are laid out."""
    rows, level, roles = len(chain.level), chain.level, scenario.roles
    past = dict.fromkeys(("past_demanded", "past_served"), (chain.shops(), len(SPEEDS)))
    keepers = allocate(Keepers, rows, first_shelf=(rows + 1,), **past)
    keepers.level[:] = level
    keepers.open[:] = chain.there
    keepers.sector[:] = Sector.SHOPS + level
    keepers.sector[level == roles.brokers] = Sector.BROKERS
    keepers.sector[level == roles.sources] = Sector.MATERIALS
    keepers.province[:] = chain.province
    keepers.cell[:] = np.where(level == 0, len(CELLS) * chain.province, -1)
    keepers.first_neighbour[:] = np.arange(rows)
    keepers.end_neighbour[:] = np.arange(rows) + 1
    keepers.alike[:] = 1.0
    keepers.size[:] = 1.0
    keepers.upstream[:] = np.where(level < roles.makers, suppliers_of(chain), -1)
    return keepers


def suppliers_of(chain: Chain) -> Ints:
    """(keepers,): of whom each buys, or -1: shops in blocks, firms one to one."""
    supplier = np.full(len(chain.level), -1, np.int32)
    for level in range(chain.levels):
        buyers = np.arange(chain.first[level], chain.first[level + 1])
        ratio = chain.ratio if level == 0 else 1
        last = level == chain.levels - 1  # which buys of the sources, who stand above brokers
        above = chain.first[chain.levels + 1 if last else level + 1]
        supplier[buyers] = above + (buyers - chain.first[level]) // ratio % chain.firms()
    return supplier
