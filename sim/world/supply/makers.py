"""Manufacturers: how many make each category of packaged goods, and in which provinces.

There are as many as real ones divided by scale, so that one sees as many shops' orders as a real
one does; where that were few, more and smaller ones. Goods still come from where they are made: a
firm has plants in all provinces of its part of the country's output, and what is ordered of it
leaves from the plant that the buyer drew.
"""

from dataclasses import dataclass

import numpy as np

from sim.scenario.groups import Population
from sim.world.arrays import Bools, Floats, Ints
from sim.world.country.catalogue import Catalogue
from sim.world.country.provinces import Country
from sim.world.rounding import ends, rank_in_run, whole
from sim.world.shops.people import real_shops

DUST = 1e-9  # part of a firm's output below which a plant is but a rounding of sums


@dataclass(frozen=True)
class Makers:
    """A manufacturer each, by category, in it room for others last; all goods of its category."""

    province: Ints  # where most of its output is made
    category: Ints
    share: Floats  # of the chosen provinces' output of its category; sums to 1 in each; vacant: 0
    plants: Floats  # [firm, province] of it, what is made there; vacant: where it might be
    first: Ints  # [category] its first firm; one entry more than categories
    count: Ints  # [category] firms, without the room for others
    real: Floats  # [category] real firms / scale: not whole
    vacant: Bools  # room for one that may come

    def __len__(self) -> int:
        """Number of firms."""
        return len(self.province)

    @property
    def size(self) -> Floats:
        """Against a real firm: below 1 where there are more than real ones / scale."""
        size: Floats = np.minimum(1.0, self.real / self.count)[self.category]
        return size

    @property
    def output(self) -> Floats:
        """[province, category] shares of output, each column summing to 1."""
        table = np.zeros((self.plants.shape[1], len(self.real)))
        there = ~self.vacant
        np.add.at(table.T, self.category[there], self.plants[there])
        return table


def shares_of_makers(catalogue: Catalogue, country: Country) -> Floats:
    """[province, category] shares of output among the chosen provinces, each column summing to 1.

    What provinces outside the choice make is made in proportion by the others. A category that none
    of the chosen makes is made in the one with the largest GDP.
    """
    shares = catalogue.made_share[country.rows]
    unmade = shares.sum(axis=0) == 0.0
    shares[np.argmax(country.gdp), unmade] = 1.0
    total: Floats = shares / shares.sum(axis=0)
    return total


def value_by_category(catalogue: Catalogue) -> Floats:
    """Share of each packaged category in the producers' sales of packaged goods."""
    value = catalogue.popularity * catalogue.producer_price
    by_category = np.bincount(
        catalogue.category[catalogue.packaged],
        value[catalogue.packaged],
        minlength=catalogue.made_share.shape[1],
    )
    result: Floats = by_category / by_category.sum()
    return result


def real_makers(catalogue: Catalogue, population: Population) -> Floats:
    """[category] real firms of the nation: of food and drinks, and of other goods, by sales."""
    value = value_by_category(catalogue)
    no_food = catalogue.no_food[: len(value)]
    firms = np.zeros(len(value))
    for made, number in ((~no_food, population.makers_food), (no_food, population.makers_other)):
        firms[made] = number * value[made] / value[made].sum()
    return firms


def found_makers(
    catalogue: Catalogue,
    nation: Country,
    country: Country,
    population: Population,
    scale: float,
    room: float = 0.0,
) -> Makers:
    """Manufacturers of the chosen provinces, `country`, out of all, `nation`.

    There are as many as belong to the shops of the chosen, but at least one a category for so many
    provinces: with one for the country, its orders would be as even as no firm's are, and no shop's
    maker worse than another's; with more, each would have the orders of a handful of wholesalers.
    Firms of a category are alike in size and stand in the order of the provinces, so that the
    plants of one are neighbours as far as the list goes.

    room  for others, over those of a category who are there
    """
    shares = shares_of_makers(catalogue, country).T
    shops = real_shops(nation, population)
    real = real_makers(catalogue, population) * shops[country.rows].sum() / shops.sum() / scale
    fewest = len(country) // population.provinces_per_maker
    count = np.maximum(whole(real), fewest).astype(np.int32)
    places = (count + np.floor(room * count)).astype(np.int32)
    category = np.repeat(np.arange(len(count), dtype=np.int32), places)
    rank, share = rank_in_run(places), 1.0 / count[category]
    vacant = rank >= count[category]
    low = (rank * share)[:, np.newaxis]
    made = np.cumsum(shares, axis=1)[category]
    begin, end = made - shares[category], np.minimum(made, 1.0)
    overlap = np.minimum(end, low + share[:, np.newaxis]) - np.maximum(begin, low)
    plants = np.where(overlap > DUST * share[:, np.newaxis], overlap, 0.0)
    plants[vacant] = shares[category[vacant]]
    return Makers(
        province=np.argmax(plants, axis=1).astype(np.int32),
        category=category,
        share=np.where(vacant, 0.0, share),
        plants=plants,
        first=ends(places),
        count=count,
        real=real,
        vacant=vacant,
    )


def maker_of(makers: Makers, made: Floats, category: int, province: Ints, luck: Floats) -> Ints:
    """The firm of a category in whose plant a buyer orders who has drawn a province.

    made  [province] of the category's output
    luck  0..1, a draw a buyer: by it, one of the firms with a plant there, by what they make there
    """
    first, count = int(makers.first[category]), int(makers.count[category])
    position = (np.cumsum(made) - made)[province] + luck * made[province]
    nth = (position * count).astype(np.int32)
    firms: Ints = (first + np.minimum(nth, count - 1)).astype(np.int32)
    return firms
