"""Which way a farmer sells a lot, and where a broker sends one: logit choices."""

import math

from sim.engine.machine.compiling import compiled


@compiled
def logit_weight(net, best, scale):
    """Weight of an option that nets `net`, against the best one; money a grain, scale > 0.

    Source: McFadden 1974.
    """
    return math.exp((net - best) / scale)


@compiled
def net_at_market(price, arrives, freight):
    """What a broker nets of a grain that he sends to a market; money.

    price    there; arrives: share of a load
    freight  of the grain, which is paid of what is lost as well
    """
    return price * arrives - freight


@compiled
def channel_shares(broker, market, direct, has_direct, scale):
    """Chances that a lot goes to the broker, and to broker or market (the rest: shops directly).

    broker, market, direct  what a farmer nets in each, money a grain
    has_direct              1 where there is a platform to sell on
    scale                   of the taste for one channel or another, money a grain
    """
    best = max(broker, market)
    if has_direct:
        best = max(best, direct)
    to_broker = logit_weight(broker, best, scale)
    to_market = logit_weight(market, best, scale)
    to_shops = logit_weight(direct, best, scale) if has_direct else 0.0
    total = to_broker + to_market + to_shops
    return to_broker / total, (to_broker + to_market) / total


@compiled
def release(stock, days):
    """Grains that a broker lets go tonight: his stock, spread over the days left to sell it."""
    return math.ceil(stock / max(days, 1.0))
