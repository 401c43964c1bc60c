"""Where a buyer gets a product: a producing province drawn by output and distance, then a firm."""

import numpy as np

from sim.engine.randomness import Stream, uniforms
from sim.scenario import Scenario
from sim.world.arrays import Floats, Ints
from sim.world.supply.makers import Makers, maker_of

NOWHERE = -1


def reach_of(scenario: Scenario, life: Ints) -> Floats:
    """Km over which a producer's pull falls by the factor e; what soon spoils is fetched from near.

    life  days that a good keeps, 0 for those that never spoil; any shape
    """
    sourcing = scenario.sourcing
    km_a_day = sourcing.fresh_share * scenario.freight.km_per_day
    travels = np.where(life > 0, km_a_day * life, np.inf)
    reach: Floats = np.minimum(travels, sourcing.distance_decay_km)
    return reach


def pull(shares: Floats, km: Floats, decay_km: float | Floats) -> Floats:
    """[item, buyer's province, source province] chance of a source, cumulated over sources.

    In proportion to the source's share of output times exp(-km / decay_km). 0 throughout for an
    item that no province produces.

    shares  [source province, item]
    km      [source province, buyer's province] by road
    decay_km  of all items, or an entry each
    """
    decay: Floats = np.reshape(decay_km, (-1, 1, 1)).astype(np.float64)
    with np.errstate(divide="ignore"):
        logs = np.log(shares).T[:, np.newaxis, :] - km.T / decay
    nearest = logs.max(axis=2, keepdims=True)  # taken off, so that no pull is too small for a float
    weight = np.exp(logs - np.where(np.isfinite(nearest), nearest, 0.0))
    cumulated = np.cumsum(weight, axis=2)
    total = cumulated[:, :, -1:]
    return np.divide(cumulated, total, out=cumulated, where=total > 0.0)


def choose_source(
    seed: int,
    buyers: Ints,
    province: Ints,
    shares: Floats,
    km: Floats,
    decay_km: float | Floats,
) -> Ints:
    """[buyer, item] producing province from which each buyer gets each item; -1: there is none.

    buyers    numbers that stand for the buyers in their draws, not to be reused by other buyers
    province  of each buyer
    shares, km, decay_km  as in `pull`
    """
    chances = pull(shares, km, decay_km)
    sources = np.full((len(buyers), shares.shape[1]), NOWHERE, dtype=np.int32)
    for item, by_province in enumerate(chances):
        if by_province[0, -1] == 0.0:
            continue
        draw = uniforms(seed, Stream.SUPPLIERS, 0, buyers, item)
        # one search for all: the chances of a province are shifted by its number
        places = len(by_province)
        shifted = (by_province + np.arange(places)[:, np.newaxis]).ravel()
        found = np.searchsorted(shifted, province + draw, side="right") - province * places
        last = np.argmax(by_province, axis=1)  # the first source at which all chance is used up
        sources[:, item] = np.minimum(found, last[province])
    return sources


def choose_makers(
    seed: int,
    buyers: Ints,
    province: Ints,
    makers: Makers,
    km: Floats,
    decay_km: float | Floats,
) -> tuple[Ints, Ints]:
    """[buyer, category] manufacturer that each buyer orders from, and the province of its plant.

    Arguments as `choose_source`.
    """
    made = makers.output
    plants = choose_source(seed, buyers, province, made, km, decay_km)
    firms, categories = np.empty_like(plants), len(makers.real)
    for category in range(categories):
        luck = uniforms(seed, Stream.SUPPLIERS, 0, buyers, categories + category)
        firms[:, category] = maker_of(
            makers, made[:, category], category, plants[:, category], luck
        )
    return firms, plants
