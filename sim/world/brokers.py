"""Brokers: who buys which produce from which farmers of a province."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from sim.scenario.groups import Population
from sim.world.arrays import Bools, Floats, Ints
from sim.world.catalogue import Catalogue
from sim.world.farmers import Farmers
from sim.world.plots import Plots
from sim.world.rounding import block_of, ends, rank_in_run, whole

FRUIT = "fruit"


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
    """Brokers wherever something is grown, each with an even share of its growers.

    A broker buys from so many real farmers at every scale: of more, where a floor makes them small.

    room  for others, over those of a province and product who are there
    """
    products, provinces = len(catalogue), len(farmers.persons)
    market = plots.province * products + plots.product
    growers = np.bincount(market, minlength=provinces * products).astype(np.int32)
    fruit = np.array(catalogue.categories)[catalogue.category] == FRUIT
    farmers_each = np.where(
        fruit, population.farmers_per_broker_fruit, population.farmers_per_broker_other
    )
    quotas = growers * np.repeat(farmers.size, products) / np.tile(farmers_each, provinces)
    wanted = np.minimum(whole(quotas), growers)
    places = wanted + np.floor(room * wanted).astype(np.int32)
    first = ends(places)
    block = block_of(rank_by_market(plots, provinces, products), growers[market], wanted[market])
    of_plot = first[market] + block
    place = np.repeat(np.arange(len(wanted), dtype=np.int32), places)
    return Brokers(
        province=place // products,
        product=place % products,
        growers=np.bincount(of_plot, minlength=len(place)).astype(np.int32),
        vacant=rank_in_run(places) >= np.repeat(wanted, places),
        of_plot=of_plot,
        real=quotas.reshape(provinces, products).sum(axis=1),
    )


def rank_by_market(plots: Plots, provinces: int, products: int) -> Ints:
    """0, 1, 2, ... for the plots of one product in one province, in the order of the plots."""
    rank = np.empty(len(plots), dtype=np.int32)
    bounds = np.searchsorted(plots.province, np.arange(provinces + 1))
    for first, end in pairwise(bounds.tolist()):
        product = plots.product[first:end].astype(np.int16)  # 16 bits: sorted by radix
        counts = np.bincount(product, minlength=products).astype(np.int32)
        rank[first:end][np.argsort(product, kind="stable")] = rank_in_run(counts)
    return rank
