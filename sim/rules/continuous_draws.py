"""Demand of a lognormal or a uniform law, rounded to whole grains."""

import math

from sim.engine.machine.compiling import compiled
from sim.rules.normal_draws import standard_normal


@compiled
def lognormal_grains(u, v, log_median, log_sd):
    """Whole grains, rounded half up; median and spread are of the log of grains."""
    return math.floor(math.exp(log_median + log_sd * standard_normal(u, v)) + 0.5)


@compiled
def uniform_grains(u, lowest, count):
    """One of `count` whole grains from `lowest` on, all as likely; u in [0, 1)."""
    return math.floor(lowest + u * count)
