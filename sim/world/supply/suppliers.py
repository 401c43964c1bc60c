"""Who fills whose orders at the opening: a shelf for every shelf."""

import numpy as np

from sim.engine.randomness import Stream, uniforms
from sim.engine.tables.firms import Keepers
from sim.rules.sourcing import comes_too_old
from sim.scenario import Scenario
from sim.world.arrays import Bools, Ints
from sim.world.opening.nation import Block, Nation
from sim.world.rounding import ends
from sim.world.supply.sourcing import choose_makers, choose_source, reach_of

BUYER_BITS = 24  # keepers that may draw: more than the country has at scale 1


def maker_shelves(nation: Nation, scenario: Scenario, makers: Ints, products: Ints) -> Ints:
    """Rows of the makers' shelves for some products; makers are numbers among makers."""
    at = scenario.roles.makers
    block = nation.blocks[at]
    first = nation.first_shelf[at] + ends(block.shelves)[:-1]
    rank = rank_among_category(nation)
    result: Ints = (first[makers] + rank[products]).astype(np.int32)
    return result


def rank_among_category(nation: Nation) -> Ints:
    """Place of each product among those of its category, in the order of the catalogue."""
    category = nation.miniature.catalogue.category
    rank = np.zeros(len(category), np.int32)
    for product in range(len(category)):
        rank[product] = np.count_nonzero(category[:product] == category[product])
    return rank


def rank_at_wholesaler(nation: Nation) -> Ints:
    """Place of each product among the shelves of a wholesaler of tier 1; -1 if he has it not."""
    kept = nation.blocks[1].products[: nation.blocks[1].shelves[0]]
    rank = np.full(len(nation.miniature.catalogue), -1, np.int32)
    rank[kept] = np.arange(len(kept))
    return rank


def choose_suppliers(
    scenario: Scenario, seed: int, nation: Nation, keepers: Keepers
) -> tuple[Ints, Ints]:
    """The shelf that fills the orders of each shelf, and the province that the goods leave from.

    Both -1 where nothing is ordered. Makers send from their plants, all others from where they are.
    """
    mini, n = nation.miniature, scenario.n_levels
    supplier, plant = np.full((2, int(nation.first_shelf[-1])), -1, np.int32)
    first_shelf = np.concatenate([ends(block.shelves)[:-1] for block in nation.blocks])
    at = np.repeat(np.arange(len(nation.blocks)), np.diff(nation.first_keeper))
    first_shelf = (first_shelf + nation.first_shelf[at]).astype(np.int32)
    rank = rank_at_wholesaler(nation)
    category, place = mini.catalogue.category, rank_among_category(nation)
    straight = ordered_straight(scenario, nation)
    for tier in range(n - 1):
        block, rows = nation.blocks[tier], nation.shelves(tier)
        if len(block) == 0:
            continue
        keeper = np.repeat(np.arange(len(block), dtype=np.int32), block.shelves)
        upstream = keepers.upstream[nation.keepers(tier)][keeper]
        # Shops have all from tier 1, which has from makers what the tiers above it never see.
        skips = straight[block.province[keeper], block.products] & (tier > 0)
        passed_on = (upstream >= 0) & ~skips
        found = np.where(passed_on, first_shelf[upstream] + rank[block.products], -1)
        made_in = np.full(len(found), -1, np.int32)
        buyers = (np.arange(len(block)) + int(nation.first_keeper[tier])).astype(np.int32)
        from_makers = np.where(skips, tier == 1, upstream < 0)
        from_makers &= mini.catalogue.packaged[block.products]
        nth_of = place[block.products]
        for nth in range(int(nth_of[from_makers].max(initial=-1)) + 1):
            # Another draw for each product of a category: nobody buys all of it from one maker.
            keys = buyers + np.int32(nth << BUYER_BITS)
            life = np.zeros(len(mini.makers.real), np.int32)
            ranked = mini.catalogue.packaged & (place == nth)
            life[category[ranked]] = mini.catalogue.shelf_life[ranked]
            makers, plants = choose_makers(
                seed, keys, block.province, mini.makers, mini.lanes.km, reach_of(scenario, life)
            )
            here = from_makers & (nth_of == nth)
            drawn = keeper[here], category[block.products[here]]
            found[here] = maker_shelves(nation, scenario, makers[drawn], block.products[here])
            made_in[here] = plants[drawn]
        if tier == 1:
            fresh = ~mini.catalogue.packaged[block.products]
            found[fresh] = choose_brokers(scenario, seed, nation, block, keeper, fresh, buyers)
        supplier[rows], plant[rows] = found, made_in
    supplier[nation.shelves(n - 1)] = np.arange(
        nation.first_shelf[n + 2], nation.first_shelf[n + 3]
    )
    return supplier, leaves_from(supplier, plant, nation, keepers)


def ordered_straight(scenario: Scenario, nation: Nation) -> Bools:
    """[province, product] goods that wholesalers of tier 1 order from their makers themselves.

    Through all tiers they would be older in a shop than `sourcing.way_share` of their shelf life.
    """
    mini, stock = nation.miniature, scenario.stock
    lead, review = np.array(stock.lead_time_days), np.array(stock.review_period_days)
    of_tier = np.cumsum(lead[1:] + review[1:])
    days = lead[0] + of_tier[mini.wholesalers.tiers - 1]
    too_old: Bools = comes_too_old(
        days[:, np.newaxis], mini.catalogue.shelf_life, scenario.sourcing.way_share
    )
    return too_old & mini.catalogue.packaged


def leaves_from(supplier: Ints, plant: Ints, nation: Nation, keepers: Keepers) -> Ints:
    """The province that goods for each shelf leave from: of the plant, or else of the supplier."""
    at = np.repeat(keepers.province, np.concatenate([block.shelves for block in nation.blocks]))
    at_supplier = np.where(supplier >= 0, at[supplier], -1)
    origin: Ints = np.where(plant >= 0, plant, at_supplier)
    return origin


def choose_brokers(
    scenario: Scenario,
    seed: int,
    nation: Nation,
    block: Block,
    keeper: Ints,
    fresh: Bools,
    buyers: Ints,
) -> Ints:
    """A broker's shelf for each shelf of produce of the wholesalers of tier 1; -1 for none."""
    mini = nation.miniature
    country, brokers = mini.country, mini.brokers
    shares = mini.catalogue.grown_share[country.rows]
    sources = np.full((len(buyers), shares.shape[1]), -1, np.int32)
    reach = reach_of(scenario, mini.catalogue.shelf_life)
    for kind in nation.shop_produce.tolist():
        sources[:, kind] = choose_source(
            seed, buyers, block.province, shares[:, [kind]], mini.lanes.km, reach[kind]
        )[:, 0]
    products = len(mini.catalogue)
    count = np.bincount(
        brokers.province * products + brokers.product, minlength=len(country) * products
    )
    first = ends(count)[:-1]
    count -= np.bincount(
        brokers.province[brokers.vacant] * products + brokers.product[brokers.vacant],
        minlength=len(count),
    )
    product = block.products[fresh]
    source = sources[keeper[fresh], product]
    place = np.maximum(source, 0) * products + product
    luck = uniforms(seed, Stream.BROKER, 0, buyers[keeper[fresh]] * products + product)
    broker = first[place] + np.minimum(luck * count[place], np.maximum(count[place] - 1, 0))
    shelf = nation.first_shelf[scenario.roles.brokers] + broker.astype(np.int32)
    found: Ints = np.where((source >= 0) & (count[place] > 0), shelf, -1).astype(np.int32)
    return found
