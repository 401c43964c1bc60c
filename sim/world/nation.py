"""The country in miniature as keepers and shelves: shops, wholesalers, makers and their sources."""

from dataclasses import dataclass

import numpy as np

from sim.engine.columns import allocate
from sim.engine.ledger import Sector
from sim.engine.randomness import Stream, normals, uniforms
from sim.engine.tables import Accounts, Cells, Keepers, Products, Routes, Shelves, Terms
from sim.scenario import Scenario
from sim.world.arrays import Floats, Ints
from sim.world.assortment import draw_beliefs, most_worth
from sim.world.blueprint import Blueprint
from sim.world.miniature import Miniature, draw_miniature
from sim.world.people import real_shops
from sim.world.sourcing import choose_makers, pull

AMPLE = 2**31 - 1


@dataclass(frozen=True)
class Block:
    """Keepers of one level and the products that each of them keeps."""

    level: int
    sector: Ints  # of each keeper
    province: Ints
    products: Ints  # [keeper, shelf] or, where they differ in number, a flat list
    shelves: Ints  # number of shelves of each keeper


def even_block(level: int, sector: int, province: Ints, products: Ints) -> Block:
    """Keepers that all keep the same number of products; products: [keeper, shelf]."""
    keepers, shelves = products.shape
    sectors = np.full(keepers, sector, np.int32)
    each = np.full(keepers, shelves, np.int32)
    return Block(level, sectors, province, products.ravel(), each)
