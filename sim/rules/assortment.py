"""When a shop gives up a product for another."""

from sim.engine.compiling import compiled


@compiled
def worth_switching(sells, would_sell, gain):
    """1 if a product that would sell `would_sell` a day should replace one that sells `sells`.

    gain  share by which it must sell more, for the trouble and the risk
    """
    return would_sell > sells * (1.0 + gain)
