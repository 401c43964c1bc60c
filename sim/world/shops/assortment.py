"""What a shop carries at the opening: the products that its owner believes to be worth most."""

import numpy as np

from sim.engine.randomness import Stream, normals
from sim.world.arrays import Floats, Ints
from sim.world.country.catalogue import Catalogue


def draw_beliefs(seed: int, shops: Ints, popularity: Floats, noise: float) -> Floats:
    """[shop, product] popularity as each shop's owner believes it at the opening.

    shops       numbers of the shops: any part of them may be asked for, to spare memory
    popularity  true weight of each product; 0 stays 0
    noise       standard deviation of the log error
    """
    believed = np.empty((len(shops), len(popularity)))
    for product, weight in enumerate(popularity.tolist()):
        if weight == 0.0:
            believed[:, product] = 0.0
            continue
        error = noise * normals(seed, Stream.BELIEF, 0, shops, product)
        believed[:, product] = weight * np.exp(error)
    return believed


def most_worth(worth: Floats, shelves: int) -> Ints:
    """[shop, shelf] the products of highest worth to each shop, in the order of the catalogue.

    worth  [shop, product], for instance believed popularity times margin
    """
    kept = np.argpartition(worth, worth.shape[1] - shelves, axis=1)[:, worth.shape[1] - shelves :]
    kept.sort(axis=1)
    return kept.astype(np.int32)


def weight_of_produce(catalogue: Catalogue, storage_share: float, minimum_life: float) -> Floats:
    """Weight of each kind of produce in what shops sell of it, by kg; sums to 1.

    In proportion to national output, and 0 for what a shop can't carry (`produce_for_shops`).
    """
    weight = np.where(
        catalogue.produce_for_shops(storage_share, minimum_life), catalogue.output, 0.0
    )
    result: Floats = weight / weight.sum()
    return result
