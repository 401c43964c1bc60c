"""Manufacturers: who makes each category of packaged goods, and where."""

from dataclasses import dataclass

import numpy as np

from sim.world.arrays import Floats, Ints
from sim.world.catalogue import Catalogue
from sim.world.country import Country
from sim.world.rounding import ends, whole


@dataclass(frozen=True)
class Makers:
    """A manufacturer each: by category, in it by province; it makes all goods of its category."""

    province: Ints
    category: Ints
    share: Floats  # of the chosen provinces' output of its category; sums to 1 in each
    first: Ints  # [category, province] its first firm there
    count: Ints  # [category, province] firms there

    def __len__(self) -> int:
        """Number of firms."""
        return len(self.province)


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


def found_makers(
    catalogue: Catalogue, country: Country, shops_per_manufacturer: float, shops: float
) -> Makers:
    """Manufacturers of the chosen provinces, one at least wherever a category is made.

    shops_per_manufacturer  real shops for each real manufacturer
    shops                   the country's shops in miniature: real ones / scale
    """
    shares = shares_of_makers(catalogue, country).T
    quotas = shops / shops_per_manufacturer * value_by_category(catalogue)[:, np.newaxis] * shares
    count = np.where(shares > 0.0, whole(quotas), 0).astype(np.int32)
    in_place = count.ravel()
    place = np.repeat(np.arange(len(in_place), dtype=np.int32), in_place)
    return Makers(
        province=place % len(country),
        category=place // len(country),
        share=(shares.ravel() / np.maximum(1, in_place))[place],
        first=ends(in_place)[:-1].reshape(count.shape),
        count=count,
    )
