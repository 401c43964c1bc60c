"""What owners and the platform take demand to be: whole units, negative binomial or Poisson.

The law is assumed, its mean and variance are estimates: those that draw demand are nobody's to see.
Source: Agrawal and Smith 1996, Naval Research Logistics 43(6).
"""

import math

from sim.engine.machine.compiling import compiled


@compiled
def shape_and_ratio(mean, variance):
    """Shape of the law (0: Poisson), and the ratio of its chances that `next_chance` takes.

    mean      units, > 0
    variance  units squared; above the mean the law is negative binomial, else Poisson
    """
    if variance > mean:
        return mean * mean / (variance - mean), 1.0 - mean / variance
    return 0.0, mean


@compiled
def chance_of_none(mean, variance, shape):
    """Chance of no unit; arguments as `shape_and_ratio` takes and gives them."""
    if shape > 0.0:
        return math.exp(-shape * math.log(variance / mean))
    return math.exp(-mean)


@compiled
def chance_of(units, mean, variance, shape):
    """Chance of `units`; 0 or more, and many: where nearly all chance lies above 0."""
    if units == 0:
        return chance_of_none(mean, variance, shape)
    if shape > 0.0:
        ways = math.lgamma(units + shape) - math.lgamma(shape) - math.lgamma(units + 1.0)
        kept = shape * math.log(variance / mean)
        return math.exp(ways - kept + units * math.log(1.0 - mean / variance))
    return math.exp(units * math.log(mean) - mean - math.lgamma(units + 1.0))


@compiled
def next_chance(chance, units, shape, ratio):
    """Chance of `units` + 1, from the chance of `units`."""
    return chance * (ratio * (units + shape if shape > 0.0 else 1.0) / (units + 1))
