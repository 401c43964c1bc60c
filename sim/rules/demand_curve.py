"""Linear demand: what is asked for at a price, and the price at which a quantity is taken.

Quantities and prices in any units, as long as intercept and slope are in the same.
"""

from sim.engine.compiling import compiled


@compiled
def quantity_at(price, intercept, slope):
    """What is asked for: intercept - slope x price, and nothing beyond the choke price."""
    return max(intercept - slope * price, 0.0)


@compiled
def price_at(quantity, intercept, slope):
    """The price at which just `quantity` is taken, >= 0: the inverse of `quantity_at`."""
    return max((intercept - quantity) / slope, 0.0)
