"""Orders as whole numbers: drawn for a province, handed to its merchants, cut where they lack."""

import math

from sim.engine.machine.compiling import compiled
from sim.engine.randomness import MASK, UNIT, fraction, mix
from sim.rules.demand_draws import level_of_mean, units_drawn
from sim.rules.normal_draws import standard_normal


@compiled
def orders_drawn(log_mean, luck, table):
    """Orders of a day, Poisson; above the table's largest mean, by its normal limit.

    log_mean  log of orders a day; below the table's smallest mean there are none
    luck      32 random bits; table: DrawTable
    """
    random_bits = mix((luck + 0x9E3779B9) & MASK)
    if log_mean < table.log_low:
        return 0
    if log_mean <= table.log_low + (table.levels - 1) * table.step:
        level = level_of_mean(
            log_mean, luck, table.log_low, table.per_step, table.step, table.levels
        )
        return units_drawn(random_bits, level, table.first, table.thresholds, table.guides)
    mean = math.exp(log_mean)
    normal = standard_normal(luck * UNIT, fraction(random_bits))
    return max(math.floor(mean + math.sqrt(mean) * normal + 0.5), 0)


@compiled
def orders_upto(orders, first, merchants, offset):
    """Orders that the first so many of some merchants get, of whom each expects the same.

    orders  of all merchants
    first   how many, 0 .. merchants
    offset  0 .. merchants - 1: who gets what is left over
    What one gets is the difference of two of these; the parts of all sum to `orders`.
    Source: systematic sampling, Madow 1949.
    """
    return (orders * first + offset) // merchants
