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
def log_price_effect(price, usual, elasticity):
    """Log of demand at `price` against that at the `usual` one; money a grain."""
    return elasticity * math.log(price / usual)
