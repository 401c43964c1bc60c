"""Merchants come to where they earn well, and leave where they don't."""

import math

from sim.engine.machine.compiling import compiled


@compiled
def merchants_wanted(merchants, earned, keeps, speed):
    """Merchants of a province and category next month, not whole.

    merchants      this month's
    earned, keeps  what one earns and what keeps one in business, money a month, keeps > 0
    speed          growth in a month when they earn twice of what keeps them; no faster, up or down
    Source: free entry to zero profit, with a lag.
    """
    return merchants * (1.0 + min(max(speed * (earned / keeps - 1.0), -speed), speed))


@compiled
def whole_merchants(wanted, luck):
    """Their number, whole.

    luck  0..1: rounds the number up or down so that it is right on average
    """
    return math.floor(wanted + luck)
