"""What a customer does whose first choice is not there."""

from sim.engine.compiling import compiled

OTHER_SHOP = 0
OTHER_PRODUCT = 1
WAITS = 2
GIVES_UP = 3


@compiled
def response(u, other_shop, other_product, wait):
    """The answer of one customer; u in [0, 1), the shares of those who answer so (sum <= 1).

    Source: Gruen, Corsten and Bharadwaj 2002.
    """
    # Counted and not branched on, because chance cannot be foreseen.
    substitutes = other_shop + other_product
    return int(u >= other_shop) + int(u >= substitutes) + int(u >= substitutes + wait)


@compiled
def start_of_search(u, candidates):
    """Where among `candidates` places a customer begins to look; u in [0, 1)."""
    return int(u * candidates)
