"""Brokers: who buys which produce from which farmers of a province."""

from dataclasses import dataclass

import numpy as np

from sim.scenario.groups import Population
from sim.world.arrays import Bools, Floats, Ints
from sim.world.country.catalogue import Catalogue
from sim.world.farms.farmers import Farmers
from sim.world.farms.plots import Plots
from sim.world.rounding import ends, rank_in_run, whole

FRUIT = "fruit"
ROUNDING = 1e-9  # of sums of sizes


@dataclass(frozen=True)
class Brokers:
    """A buyer of one product in one province each: by province, in it by product, vacant last."""

    province: Ints
    product: Ints
    growers: Ints  # plots that it buys from
    vacant: Bools  # room for one that may come
    of_plot: Ints  # broker of each plot
    real: Floats  # [province] real brokers / scale: fewer where few grow a product

    def __len__(self) -> int:
        """Number of brokers."""
        return len(self.province)


def settle_brokers(
    catalogue: Catalogue,
    farmers: Farmers,
    plots: Plots,
    population: Population,
    room: float = 0.0,
) -> Brokers:
    """Brokers wherever something is grown, each with an even share of its growers, by their size.

    A broker buys from so many real farmers at every scale: of more, where they are small.

    room  for others, over those of a province and product who are there
    """
    products, provinces = len(catalogue), len(farmers.persons)
    market = plots.province * products + plots.product
    growers = np.bincount(market, minlength=provinces * products).astype(np.int32)
    fruit = np.array(catalogue.categories)[catalogue.category] == FRUIT
    farmers_each = np.where(
        fruit, population.farmers_per_broker_fruit, population.farmers_per_broker_other
    )
    size = farmers.real[plots.farmer]
    real, largest = np.bincount(market, size, provinces * products), np.zeros(len(growers))
    np.maximum.at(largest, market, size)
    quotas = real / np.tile(farmers_each, provinces)
    # No share is smaller than a grower, so that each has one.
    shares = np.floor(real / np.where(largest > 0.0, largest, 1.0) + ROUNDING)
    wanted = np.minimum(whole(quotas), shares.astype(np.int32))
    places = wanted + np.floor(room * wanted).astype(np.int32)
    first = ends(places)
    before = sums_before(market, size) / real[market]
    of_plot = first[market] + np.floor(before * wanted[market] + ROUNDING).astype(np.int32)
    place = np.repeat(np.arange(len(wanted), dtype=np.int32), places)
    return Brokers(
        province=place // products,
        product=place % products,
        growers=np.bincount(of_plot, minlength=len(place)).astype(np.int32),
        vacant=rank_in_run(places) >= np.repeat(wanted, places),
        of_plot=of_plot,
        real=quotas.reshape(provinces, products).sum(axis=1),
    )


def sums_before(market: Ints, size: Floats) -> Floats:
    """Of each plot, the sizes of those of its market that stand before it."""
    order = np.argsort(market.astype(np.int16), kind="stable")  # 16 bits: sorted by radix
    upto = np.cumsum(size[order]) - size[order]
    counts = np.bincount(market)
    before = np.empty(len(market))
    before[order] = upto - np.repeat(upto[ends(counts)[:-1].clip(max=len(upto) - 1)], counts)
    return before
