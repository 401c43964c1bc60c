"""The country in miniature as keepers and shelves, level by level: who keeps what."""

from dataclasses import dataclass

import numpy as np

from sim.engine.tables.ledger import Sector
from sim.scenario import Scenario
from sim.world.arrays import Floats, Ints
from sim.world.country.provinces import RURAL, at_2016, read_country
from sim.world.opening.miniature import Miniature
from sim.world.rounding import ends
from sim.world.shops.assortment import draw_beliefs, most_worth, weight_of_produce
from sim.world.shops.people import real_shops
from sim.world.supply.wholesalers import real_firms


@dataclass(frozen=True)
class Block:
    """Keepers of one level, and the products that each of them keeps."""

    level: int
    sector: int
    province: Ints
    shelves: Ints  # number of shelves of each keeper
    products: Ints  # of all their shelves, keeper by keeper

    def __len__(self) -> int:
        """Number of keepers."""
        return len(self.province)


def even_block(level: int, sector: int, province: Ints, products: Ints) -> Block:
    """Keepers who all keep equally many products; products: [keeper, shelf]."""
    each = np.full(products.shape[0], products.shape[1], np.int32)
    return Block(level, sector, province.astype(np.int32), each, products.ravel().astype(np.int32))


@dataclass(frozen=True)
class Nation:
    """The miniature, its blocks of keepers, and where each block's rows begin."""

    miniature: Miniature
    blocks: tuple[Block, ...]  # shops, the tiers, makers, brokers, platform stock, sources
    first_keeper: Ints  # of each block (one entry more than blocks)
    first_shelf: Ints
    shop_produce: Ints  # kinds of produce that shops may carry

    def keepers(self, block: int) -> slice:
        """Rows of a block's keepers."""
        return slice(int(self.first_keeper[block]), int(self.first_keeper[block + 1]))

    def shelves(self, block: int) -> slice:
        """Rows of a block's shelves."""
        return slice(int(self.first_shelf[block]), int(self.first_shelf[block + 1]))


def opening_assortment(scenario: Scenario, seed: int, mini: Miniature, produce: Ints) -> Ints:
    """[shop, shelf] what each shop carries at the opening: what its owner believes sells best."""
    catalogue, population = mini.catalogue, scenario.population
    shops = np.arange(len(mini.shops), dtype=np.int32)
    noise = scenario.assortment.belief_noise
    believed = draw_beliefs(seed, shops, catalogue.popularity, noise)
    packaged = most_worth(believed, population.packaged_shelves)
    kinds = min(population.produce_shelves, len(produce))
    if kinds == 0:
        return packaged
    weight = weight_of_produce(
        catalogue, scenario.market.storage_share, population.produce_minimum_life_days
    )
    fresh = most_worth(draw_beliefs(seed, shops, weight, noise), kinds)
    return np.concatenate([packaged, fresh], axis=1)


def makers_block(level: int, mini: Miniature) -> Block:
    """Manufacturers, each with all goods of its category."""
    catalogue, makers = mini.catalogue, mini.makers
    goods = [
        np.flatnonzero(catalogue.packaged & (catalogue.category == category))
        for category in range(catalogue.made_share.shape[1])
    ]
    kept = [goods[category] for category in makers.category.tolist()]
    each = np.array([len(products) for products in kept], np.int32)
    products = np.concatenate(kept).astype(np.int32)
    return Block(level, Sector.MANUFACTURERS, makers.province, each, products)


def platform_block(level: int, mini: Miniature, produce: Ints) -> Block:
    """The farmers' produce that waits on the platform: one keeper a province, a shelf a kind."""
    provinces = np.arange(len(mini.country), dtype=np.int32)
    return even_block(level, Sector.FARMERS, provinces, np.tile(produce, (len(provinces), 1)))


def lay_blocks(scenario: Scenario, seed: int, mini: Miniature) -> Nation:
    """Everybody who keeps stock, in the order of the tables."""
    catalogue, population, roles = mini.catalogue, scenario.population, scenario.roles
    may_carry = catalogue.produce_for_shops(
        scenario.market.storage_share, population.produce_minimum_life_days
    )
    kinds = np.flatnonzero(may_carry).astype(np.int32)
    if population.produce_shelves == 0:
        kinds = kinds[:0]
    packaged = np.flatnonzero(catalogue.packaged)
    assortment = opening_assortment(scenario, seed, mini, kinds)
    blocks = [even_block(0, Sector.SHOPS, mini.shops.province, assortment)]
    firms = mini.wholesalers
    for tier in range(1, roles.makers):
        where = firms.province[firms.tier == tier]
        kept = np.concatenate([packaged, kinds]) if tier == 1 else packaged
        sector = Sector.SHOPS + tier
        blocks.append(even_block(tier, sector, where, np.tile(kept, (len(where), 1))))
    makers = makers_block(roles.makers, mini)
    brokers = mini.brokers
    blocks += [
        makers,
        even_block(roles.brokers, Sector.BROKERS, brokers.province, brokers.product[:, np.newaxis]),
        platform_block(roles.platform, mini, kinds),
        Block(roles.sources, Sector.MATERIALS, makers.province, makers.shelves, makers.products),
    ]
    return Nation(
        miniature=mini,
        blocks=tuple(blocks),
        first_keeper=ends(np.array([len(block) for block in blocks])),
        first_shelf=ends(np.array([len(block.products) for block in blocks])),
        shop_produce=kinds,
    )


def represented_units(scenario: Scenario, mini: Miniature) -> dict[str, Floats]:
    """Real units of each kind of agent by province, divided by scale; agents may be more.

    Middlemen are told in all, and apart: wholesalers of each tier, and brokers.
    """
    population, scale = scenario.population, scenario.scale
    nation = at_2016(read_country(), scenario.demand.income_growth, scenario.farm.primary_growth)
    shops = real_shops(nation, population)[mini.country.rows] / scale
    wholesalers = real_firms(shops, mini.wholesalers.tiers, population)
    none = np.zeros(len(mini.country))
    firms, makers = mini.makers, none.copy()
    np.add.at(makers, firms.province, firms.real[firms.category] * firms.share)
    households = mini.country.persons[:, RURAL] / population.household_persons / scale
    return {
        "shop_owner": shops,
        "middleman": np.sum([*wholesalers, mini.brokers.real], axis=0),
        **dict.fromkeys((f"tier{tier}" for tier in range(1, scenario.roles.makers)), none),
        **{f"tier{tier}": firms for tier, firms in enumerate(wholesalers, 1)},
        "broker": mini.brokers.real,
        "manufacturer": makers,
        "farmer": households,
    }
