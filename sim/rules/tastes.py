"""How what customers want changes with fashion."""

import math

import numpy as np

from sim.engine.machine.compiling import compiled
from sim.engine.tables.columns import wide


@compiled
def drifted(deviation, persistence, spread, normal):
    """Log popularity after one step of a stationary first-order process.

    deviation    from its mean, before
    persistence  share that is kept in a step, 0..1
    spread       stationary standard deviation
    normal       a standard normal draw
    """
    return persistence * deviation + spread * math.sqrt(1.0 - persistence * persistence) * normal


@compiled
def find_appeal(popularity, grain, price, category, drift, appeal):
    """What a mean shop's customers want of each product of a province, if all were there.

    popularity  float32 (products,), grains a day, nationally; products without any stay as they are
    grain       grains a unit
    price       float32 (products,), usual; category: int32 (products,), below their number
    drift       float32 (products,), log of popularity against the nation's
    appeal      float32 (products,), log of units a day, written
    Fashions move customers between the products of a category, and leave the category as it is.
    """
    usual, now = np.zeros(len(category)), np.zeros(len(category))
    for product in range(len(category)):
        worth = wide(popularity[product]) * wide(price[product])
        usual[category[product]] += worth
        now[category[product]] += worth * math.exp(wide(drift[product]))
    for product in range(len(category)):
        if popularity[product] > 0.0:
            fashion = usual[category[product]] / now[category[product]]
            mean = wide(popularity[product]) / grain
            appeal[product] = math.log(mean * fashion) + wide(drift[product])
