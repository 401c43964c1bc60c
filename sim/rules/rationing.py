"""How a supplier that is short divides what it has: in proportion, rounded up or down by chance.

Systematic rounding with a random start (Madow 1949): every order gets its share rounded up or down,
with its exact share as the mean, and all together get what there is.
"""

from sim.engine.machine.compiling import compiled


@compiled
def random_start(u, asked_in_all):
    """Where the rounding of an evening's orders begins, 0 .. asked_in_all - 1; u in [0, 1)."""
    return int(u * asked_in_all)


@compiled
def proportional_share(quantity, asked_before, available, asked_in_all, start):
    """Grains for one order when `available` falls short of `asked_in_all`.

    quantity      of this order
    asked_before  sum of the orders served before it tonight
    start         the same for all orders that share: `random_start`
    Equal orders fare alike, whoever comes first.
    """
    upto = ((asked_before + quantity) * available + start) // asked_in_all
    return upto - (asked_before * available + start) // asked_in_all
