"""Normal draws, rounded to whole grains."""

import math

from sim.engine.machine.compiling import compiled


@compiled
def standard_normal(u, v):
    """A draw of mean 0 and variance 1 from two uniforms in [0, 1). Source: Box and Muller 1958."""
    return math.sqrt(-2.0 * math.log(1.0 - u)) * math.cos(2.0 * math.pi * v)


@compiled
def normal_grains(u, v, mean, sd, least):
    """Whole grains, rounded half up, at least `least`; mean and sd in grains."""
    return max(math.floor(mean + sd * standard_normal(u, v) + 0.5), least)
