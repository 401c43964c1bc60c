"""How a supplier that is short divides what it has."""

from sim.engine.compiling import compiled


@compiled
def proportional_share(quantity, asked_before, available, asked_in_all):
    """Grains for one order when `available` falls short of `asked_in_all`.

    quantity      of this order
    asked_before  sum of the orders served before it tonight
    Each order gets its share rounded so that the shares of all orders sum to what is available.
    """
    upto = (asked_before + quantity) * available // asked_in_all
    return upto - asked_before * available // asked_in_all
