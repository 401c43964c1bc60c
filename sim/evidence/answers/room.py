"""How much a shop keeps of a product when room has a price: the marginal rule, by scipy's laws.

A unit more is worth keeping while what it earns in a round, if it is asked for before the next
order can be there, is above what its room costs until then, on average over a lot.
"""

import numpy as np

from sim.evidence.answers.demand import daily


def best_level(
    mean: float, ratio: float, review: int, lead: int, lot: int, loses: float, keeping: float
) -> int:
    """The order-up-to level, units.

    mean, ratio  of a day's demand: units, and variance over mean
    lead         lead time and order delay, days
    loses        money that a customer costs who finds nothing
    keeping      money a unit and day
    """
    chance = keeping * review / loses
    overlap = review / (review + lead - 1)
    days = review + (lead - 1) * max(1.0 - chance, 0.0) * overlap
    if loses * mean <= keeping * (lot + 1) / 2:
        return 0
    most = int(mean * days + 20 * np.sqrt(mean * ratio * days)) + 20
    short = daily(mean * days, ratio, ()).sf(np.arange(most + lot))
    over_lot = np.convolve(short, np.full(lot, 1.0 / lot), mode="valid")
    return 1 + int(np.argmax(over_lot[1:] <= chance))
