"""Manufacturers: how many make each category of packaged goods, and in which provinces.

There are as many as real ones divided by scale, so that one sees as many shops' orders as a real
one does. Goods still come from where they are made: a firm has plants in all provinces of its part
of the country's output, and what is ordered of it leaves from the plant that the buyer drew.
"""

from dataclasses import dataclass

import numpy as np

from sim.scenario.groups import Population
from sim.world.arrays import Floats, Ints
from sim.world.catalogue import Catalogue
from sim.world.country import Country
from sim.world.people import real_shops
from sim.world.rounding import ends, rank_in_run, whole


@dataclass(frozen=True)
class Makers:
    """A manufacturer each, by category; it makes all goods of its category."""

    province: Ints  # where most of its output is made
    category: Ints
    share: Floats  # of the chosen provinces' output of its category; sums to 1 in each
    plants: Floats  # [firm, province] of it, what is made there
    first: Ints  # [category] its first firm; one entry more than categories
    real: Floats  # [category] real firms / scale: not whole

    def __len__(self) -> int:
        """Number of firms."""
        return len(self.province)

    @property
    def count(self) -> Ints:
        """[category] firms."""
        counts: Ints = np.diff(self.first)
        return counts

    @property
    def size(self) -> Floats:
        """Against a real firm: below 1 where one a category is more than real ones / scale."""
        size: Floats = np.minimum(1.0, self.real / self.count)[self.category]
        return size

    @property
    def output(self) -> Floats:
        """[province, category] shares of output, each column summing to 1."""
        table = np.zeros((self.plants.shape[1], len(self.real)))
        np.add.at(table.T, self.category, self.plants)
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
    catalogue: Catalogue, nation: Country, country: Country, population: Population, scale: float
) -> Makers:
    """Manufacturers of the chosen provinces, `country`, out of all, `nation`.

    There are as many as belong to the shops of the chosen, but one a category at least. Firms of a
    category are alike in size and stand in the order of the provinces, so that the plants of one
    are neighbours as far as the list goes.
    """
    shares = shares_of_makers(catalogue, country).T
    shops = real_shops(nation, population)
    real = real_makers(catalogue, population) * shops[country.rows].sum() / shops.sum() / scale
    count = whole(real)
    category = np.repeat(np.arange(len(count), dtype=np.int32), count)
    share = 1.0 / count[category]
    low = (rank_in_run(count) * share)[:, np.newaxis]
    made = np.cumsum(shares, axis=1)[category]
    begin, end = made - shares[category], np.minimum(made, 1.0)
    overlap = np.minimum(end, low + share[:, np.newaxis]) - np.maximum(begin, low)
    plants = np.maximum(overlap, 0.0)
    return Makers(
        province=np.argmax(plants, axis=1).astype(np.int32),
        category=category,
        share=share,
        plants=plants,
        first=ends(count),
        real=real,
    )


def maker_of(makers: Makers, made: Floats, category: int, province: Ints, luck: Floats) -> Ints:
    """The firm of a category in whose plant a buyer orders who has drawn a province.

    made  [province] of the category's output
    luck  0..1, a draw a buyer: by it, one of the firms with a plant there, by what they make there
    """
    first, end = makers.first[category : category + 2].tolist()
    position = (np.cumsum(made) - made)[province] + luck * made[province]
    nth = (position * (end - first)).astype(np.int32)
    firms: Ints = (first + np.minimum(nth, end - first - 1)).astype(np.int32)
    return firms
