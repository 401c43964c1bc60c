"""Straight lines of demand and supply, and where a quantity meets the line of demand.

Quantities and prices are in any units, as long as intercept and slope are in the same.
"""

from sim.engine.machine.compiling import compiled


@compiled
def demanded_at(price, intercept, slope):
    """What is asked for at a price: intercept - slope x price, nothing beyond the choke price."""
    return max(intercept - slope * price, 0.0)


@compiled
def clearing_price(quantity, intercept, slope):
    """The price at which just `quantity` is taken, 0 at least: the inverse of `demanded_at`."""
    return max((intercept - quantity) / slope, 0.0)


@compiled
def supplied_at(price, intercept, slope):
    """What is produced for a price that is expected: intercept + slope x price, 0 at least."""
    return max(intercept + slope * price, 0.0)
