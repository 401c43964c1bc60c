"""Where few households grow a product that farmers are known for, they are divided.

Nine growers who stand for nine are a small sample: it says little of what growers do. So there are
more and smaller ones, with the same crops, and land and other income of their own; they stand for
as many real households together as before. Which products, and where, known_for.csv says.
"""

from collections.abc import Sequence

import numpy as np

from sim.world.arrays import Bools, Floats, Ints


def parts_of_households(hands: Ints, named: Bools, minimum: int) -> Ints:
    """Into how many households each one of a province is divided.

    hands    [household, card] crops
    named    [product] that must have many growers
    minimum  growers of each of them at least, if it is grown at all
    """
    parts = np.ones(len(hands), np.int32)
    for product in np.flatnonzero(named).tolist():
        grows = (hands == product).any(axis=1)
        if grows.any():
            each = -(-minimum // int(grows.sum()))
            parts[grows] = np.maximum(parts[grows], each)
    return parts


def divided(
    hands: Sequence[Ints], named: Sequence[Bools], minimum: int
) -> tuple[list[Ints], list[Floats]]:
    """Crops and weight of the households of each province, divided ones included.

    The first part of a household stands in its place, the others behind all, so that every draw
    for the others is as it was.
    """
    crops, weights = [], []
    for of_place, named_there in zip(hands, named, strict=True):
        parts = parts_of_households(of_place, named_there, minimum)
        whose = np.concatenate([np.arange(len(parts)), np.repeat(np.arange(len(parts)), parts - 1)])
        crops.append(of_place[whose])
        weights.append(1.0 / parts[whose])
    return crops, weights
