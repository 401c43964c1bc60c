"""Makers' plants at the opening: for how much each maker is built, and which plant is nearest."""

import numpy as np

from sim.engine.tables.shelves import Shelves
from sim.scenario import Scenario
from sim.world.arrays import Floats, Ints
from sim.world.opening.nation import Nation
from sim.world.supply.sourcing import pull, reach_of


def plant_sizes(
    scenario: Scenario, nation: Nation, shelves: Shelves, mean: Floats, flow: Floats
) -> Floats:
    """Grains a day for which each maker's shelf is built.

    The larger of its customers at the opening and its market: its part of what all provinces sell,
    by output and distance.
    """
    mini, at = nation.miniature, scenario.roles.makers
    goods = mini.catalogue.packaged
    category, life = mini.catalogue.category[goods], mini.catalogue.shelf_life[goods]
    block = nation.blocks[at]
    makers, made = mini.makers, mini.makers.output
    plants = np.where(makers.vacant[:, np.newaxis], 0.0, makers.plants)
    chances = pull(made[:, category], mini.lanes.km, reach_of(scenario, life))
    chances = np.diff(chances, axis=2, prepend=0.0)  # [product, buyer's, source province]
    sold = np.zeros((len(mini.country), len(mini.catalogue)))
    rows = nation.shelves(0)
    where = mini.shops.province[shelves.keeper[rows]]
    np.add.at(sold, (where, shelves.product[rows]), mean)
    there = made.T[makers.category]  # [maker, source province]
    part = np.divide(plants, there, out=np.zeros_like(there), where=there > 0.0)
    maker = np.repeat(np.arange(len(block)), block.shelves)
    reach = np.einsum("rbs,rs->rb", chances[block.products], part[maker])  # [shelf, buyer's]
    market = (reach * sold[:, block.products].T).sum(axis=1)
    result: Floats = np.maximum(flow[nation.shelves(at)], market)
    return result


def nearest_plants(plants: Floats, cost: Floats) -> Ints:
    """[maker, province] the province of the maker's plant from which the way there costs least.

    plants  [maker, province] what each makes there
    cost    [from, to] of a kg
    """
    from_plants = np.where(plants[:, :, np.newaxis] > 0.0, cost, np.inf)
    nearest: Ints = from_plants.argmin(axis=1).astype(np.int32)
    return nearest
