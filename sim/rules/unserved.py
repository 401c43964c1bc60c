"""What a customer does whose first choice is not there."""

from sim.engine.machine.compiling import compiled

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


@compiled
def share_that_goes(wait, other_product, has_another):
    """Share of the unserved whose money a shop loses.

    wait           those who come back for it
    other_product  those who would take another product of the category
    has_another    1 where the shop carries one, else 0: then they, too, go elsewhere
    """
    return 1.0 - wait - other_product * has_another
