"""How what customers want changes: with fashion, and with prices."""

import math

from sim.engine.compiling import compiled


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
def log_price_effect(price, mean_price, opening_price, elasticity_shop, elasticity_market):
    """Log of demand against that at the opening: own price against rivals', rivals' against then.

    price              of the shop, money a grain
    mean_price         of the product in the province; opening_price: the same at the opening
    elasticity_shop    to its price against its rivals'
    elasticity_market  of the market to its price level
    """
    effect = elasticity_shop * math.log(price / mean_price)
    return effect + elasticity_market * math.log(mean_price / opening_price)
