"""How far lines that make no more than so much a round keep a firm below the level it orders to.

Orders that come in lumps are made up for day by day, by what lines have to spare over what is asked
on average. What is still to be made waits as customers do in a queue: the longer, the more uneven
the orders.
"""

import math

from sim.engine.machine.compiling import compiled
from sim.rules.forecasts import smooth


@compiled
def mean_shortfall(mean, variance, capacity, days):
    """Grains that a firm lacks to its order-up-to level on average, what is on order counted in.

    mean, variance  of a day's orders
    capacity        grains that the lines make in a day at most
    days            until lines are fitted to orders anew
    Kingman's bound for a queue, which is sharp where little is to spare; but no more than luck
    alone brings together in that time where nothing is. There it varies by as much as its mean.
    Source: Kingman 1962; Federgruen and Zipkin 1986 on stock behind a capacity.
    """
    spread = max(variance, 0.0)
    by_then = math.sqrt(2.0 * spread * days / math.pi)
    slack = capacity - mean
    if 2.0 * slack * by_then <= spread:
        return by_then
    return spread / (2.0 * slack)


@compiled
def next_lines(capacity, wanted, adjustment):
    """Whole grains that lines make from now on: part of the gap is closed, and rounded up."""
    return math.ceil(smooth(capacity, wanted, adjustment))
