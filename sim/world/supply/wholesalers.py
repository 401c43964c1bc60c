"""Wholesalers: how many tiers a province has, how many firms each, and who serves whom."""

from dataclasses import dataclass

import numpy as np

from sim.scenario.groups import Population
from sim.world.arrays import Bools, Floats, Ints
from sim.world.country.provinces import Country
from sim.world.rounding import block_of, ends, rank_in_run, whole
from sim.world.shops.people import Shops, real_shops

NONE = -1


@dataclass(frozen=True)
class Wholesalers:
    """A firm each: by tier, in it by province."""

    province: Ints
    tier: Ints  # 1 serves shops
    above: Ints  # firm of the next tier that serves it; -1: it buys from producers
    first_of_tier: Ints  # entry t - 1: first firm of tier t; one entry more than tiers
    tiers: Ints  # of each province
    of_shop: Ints  # firm of tier 1 that serves each shop
    size: Floats  # against a real firm: below 1 where there are more than real ones / scale
    vacant: Bools  # room for one that may come

    def __len__(self) -> int:
        """Number of firms, room for others included."""
        return len(self.province)


def tiers_of(country: Country, population: Population) -> Ints:
    """Tiers of each province: by coast, and inland by expressways for its area."""
    density = country.expressway / country.land_area * 1000.0  # km per 1000 km2
    remote = density < population.remote_expressway_density
    inland = np.where(remote, population.tiers_remote, population.tiers_inland)
    return np.where(country.coastal, population.tiers_coastal, inland).astype(np.int32)


def real_firms(shops: Floats, tiers: Ints, population: Population) -> list[Floats]:
    """Real firms by tier and province, divided by scale as the real `shops` are: not whole."""
    quotas, firms = [], shops / population.shops_per_wholesaler
    for tier in range(1, int(tiers.max()) + 1):
        quotas.append(np.where(tiers >= tier, firms, 0.0))
        firms = firms / population.wholesalers_per_higher
    return quotas


def firm_counts(shops: Ints, quotas: list[Floats]) -> list[Ints]:
    """Firms by tier and province; one at least, never more than there are customers for.

    shops   shops of each province in miniature
    quotas  of `real_firms`
    """
    counts = []
    customers = shops
    for real in quotas:
        firms = np.where(real > 0.0, np.minimum(whole(real), customers), 0).astype(np.int32)
        counts.append(firms)
        customers = firms
    return counts


def settle_wholesalers(
    nation: Country,
    country: Country,
    shops: Shops,
    population: Population,
    scale: float,
    room: float = 0.0,
) -> Wholesalers:
    """The wholesalers of the chosen provinces, `country`, out of all, `nation`.

    room  for others, over those who are there
    """
    tiers = tiers_of(country, population)
    shop_counts = np.bincount(shops.province, ~shops.vacant, len(country)).astype(np.int32)
    real = (real_shops(nation, population) / scale)[country.rows]
    quotas = real_firms(real, tiers, population)
    counts = firm_counts(shop_counts, quotas)
    sizes = [
        np.minimum(1.0, quota / np.maximum(firms, 1))
        for quota, firms in zip(quotas, counts, strict=True)
    ]

    places = [(firms + np.floor(room * firms)).astype(np.int32) for firms in counts]
    first_of_tier = ends(np.array([tier.sum() for tier in places]))
    above, vacant = [], []
    for tier, (firms, rows) in enumerate(zip(counts, places, strict=True), start=1):
        rank, members = rank_in_run(rows), np.repeat(firms, rows)
        vacant.append(rank >= members)
        if tier == len(counts):
            above.append(np.full(rows.sum(), NONE, dtype=np.int32))
            continue
        higher = np.repeat(counts[tier], rows)
        block = block_of(np.minimum(rank, members - 1), members, higher)
        firm = first_of_tier[tier] + np.repeat(ends(places[tier])[:-1], rows) + block
        above.append(np.where(higher > 0, firm, NONE).astype(np.int32))
    provinces = np.arange(len(country), dtype=np.int32)
    return Wholesalers(
        province=np.concatenate([np.repeat(provinces, rows) for rows in places]),
        tier=np.repeat(np.arange(1, len(counts) + 1, dtype=np.int32), np.diff(first_of_tier)),
        above=np.concatenate(above),
        first_of_tier=first_of_tier,
        tiers=tiers,
        of_shop=serve_shops(shops, counts[0], places[0]),
        size=np.concatenate(
            [np.repeat(size, rows) for size, rows in zip(sizes, places, strict=True)]
        ),
        vacant=np.concatenate(vacant),
    )


def serve_shops(shops: Shops, firms: Ints, rows: Ints) -> Ints:
    """Tier-1 firm of each shop: blocks of neighbourhoods, or of shops where firms are many.

    firms, rows  of tier 1, of each province: those who are there, and with room for others
    """
    first_shop = shops.first_of_province
    rank = rank_in_run(np.diff(first_shop))
    members = np.diff(first_shop)[shops.province]
    first_neighbourhood = shops.neighbourhood[first_shop[:-1]]
    neighbourhoods = shops.neighbourhood[first_shop[1:] - 1] + 1 - first_neighbourhood
    whole_ones = (neighbourhoods >= firms)[shops.province]
    rank = np.where(
        whole_ones, shops.neighbourhood - first_neighbourhood[shops.province], rank
    ).astype(np.int32)
    members = np.where(whole_ones, neighbourhoods[shops.province], members).astype(np.int32)
    of_province = ends(rows)[:-1][shops.province]
    return (of_province + block_of(rank, members, firms[shops.province])).astype(np.int32)
