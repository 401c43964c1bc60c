"""Merchants come while they earn more than elsewhere, and go when they earn less."""

import math

from sim.engine.compiling import compiled


@compiled
def merchants_next_month(merchants, earned, keeps, speed, luck):
    """Merchants of a province and category next month.

    merchants      this month's
    earned, keeps  what one earns and what keeps one in business, money a month, keeps > 0
    speed          growth in a month when they earn twice of what keeps them; no faster, up or down
    luck           0..1: rounds the number up or down so that it is right on average
    Source: free entry to zero profit, with a lag.
    """
    growth = min(max(speed * (earned / keeps - 1.0), -speed), speed)
    return math.floor(merchants * (1.0 + growth) + luck)
