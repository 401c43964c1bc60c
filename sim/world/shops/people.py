"""Consumers and shops of the miniature: real people divided by scale, shops where they live."""

from dataclasses import dataclass

import numpy as np

from sim.scenario.groups import Population
from sim.world.arrays import Bools, Floats, Ints
from sim.world.country.provinces import RURAL, URBAN, Country
from sim.world.rounding import block_of, ends, rank_in_run, round_to_sum


@dataclass(frozen=True)
class Consumers:
    """[province, cell] consumers; real numbers divided by scale, so not whole."""

    persons: Floats
    consumption: Floats  # RMB per person and year
    income: Floats  # disposable, RMB per person and year


@dataclass(frozen=True)
class Shops:
    """A shop each: by province, in it urban before rural, then by neighbourhood."""

    province: Ints
    cell: Ints
    neighbourhood: Ints  # numbered through the country
    persons: Floats  # people who live in its share of the cell
    demand: Floats  # against the mean real shop of the country, which is 1; vacant: 0
    usual: Floats  # the same of a shop of its cell, vacant or not
    vacant: Bools  # room for one that may come
    first_of_province: Ints  # one entry more than provinces

    def __len__(self) -> int:
        """Number of shops."""
        return len(self.province)


def find_consumers(country: Country, scale: float) -> Consumers:
    """The people of each cell in miniature."""
    return Consumers(country.persons / scale, country.consumption, country.income)


def real_shops(nation: Country, population: Population) -> Floats:
    """Real shops of each province: where people live, there is the same number of shops a head."""
    return population.shops * nation.population / nation.population.sum()


def shop_counts(nation: Country, population: Population, scale: float) -> Ints:
    """Shops of each province in miniature; the country's rounded number but for the floors."""
    return round_to_sum(real_shops(nation, population) / scale, population.minimum_shops)


def counts_by_cell(shops: Ints, urban_share: Floats) -> Ints:
    """[province, cell] shops by where people live; both cells get one where there are two or more.

    A province's only shop stands where more people live.
    """
    urban = np.floor(shops * urban_share + 0.5)
    both = shops >= 2
    urban[both] = np.clip(urban[both], 1, shops[both] - 1)
    return np.stack([urban, shops - urban], axis=1).astype(np.int32)


def room_among(neighbourhoods: Ints, vacant: Ints) -> Ints:
    """Neighbourhood, of those of its cell, of each room for one more: spread evenly."""
    of_cell, number = np.repeat(neighbourhoods, vacant), np.repeat(vacant, vacant)
    result: Ints = rank_in_run(vacant) * of_cell // number
    return result


def open_shops(
    nation: Country, country: Country, population: Population, scale: float, room: float = 0.0
) -> Shops:
    """The shops of the chosen provinces, `country`, out of all, `nation`.

    room  for others, over those who are there

    Demand follows consumption per head, and its sum over all shops of the country is the number of
    real shops / `scale`, whatever the rounding: where a floor adds shops, each is smaller.
    """
    counts = counts_by_cell(
        shop_counts(nation, population, scale)[country.rows], country.urban_share
    )
    spent_by_a_shop = (nation.persons * nation.consumption).sum() / population.shops
    persons = served_by_shops(country.persons, counts) / scale
    demand = served_by_shops(country.persons * country.consumption, counts)
    demand /= scale * spent_by_a_shop

    in_cell = counts.ravel()  # province by province, urban before rural
    neighbourhoods = neighbourhood_counts(in_cell, population.shops_per_neighbourhood)
    first_neighbourhood = ends(neighbourhoods)[:-1]
    vacant = round_to_sum(np.asarray(room * in_cell, float))
    within = block_of(
        rank_in_run(in_cell), np.repeat(in_cell, in_cell), np.repeat(neighbourhoods, in_cell)
    )
    cells = np.arange(len(in_cell), dtype=np.int32)
    place = np.concatenate([np.repeat(cells, in_cell), np.repeat(cells, vacant)])
    neighbourhood = first_neighbourhood[place] + np.concatenate(
        [within, room_among(neighbourhoods, vacant)]
    )
    order = np.argsort(neighbourhood, kind="stable")  # room is the last of its neighbourhood
    place, is_vacant = place[order], order >= in_cell.sum()
    usual = (demand.ravel() / np.maximum(1, in_cell))[place]
    persons = (persons.ravel() / np.maximum(1, in_cell))[place]
    return Shops(
        province=place // 2,
        cell=place % 2,
        neighbourhood=neighbourhood[order].astype(np.int32),
        persons=np.where(is_vacant, 0.0, persons),
        demand=np.where(is_vacant, 0.0, usual),
        usual=usual,
        vacant=is_vacant,
        first_of_province=ends((in_cell + vacant).reshape(counts.shape).sum(axis=1)),
    )


def served_by_shops(of_cell: Floats, counts: Ints) -> Floats:
    """[province, cell] amounts, those of a cell without a shop moved to the province's other."""
    served = of_cell.copy()
    for empty, other in ((URBAN, RURAL), (RURAL, URBAN)):
        bare = counts[:, empty] == 0
        served[bare, other] += served[bare, empty]
        served[bare, empty] = 0.0
    return served


def neighbourhood_counts(shops: Ints, size: int) -> Ints:
    """Neighbourhoods of a cell, of `size` shops or nearly so.

    Halves are rounded down, so that a shop is alone only where it is the cell's only one.
    """
    return np.where(shops > 0, np.maximum(1, np.ceil(shops / size - 0.5)), 0).astype(np.int32)
