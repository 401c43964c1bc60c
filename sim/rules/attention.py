"""What an owner has in mind on the evening when he orders."""

import math

from sim.engine.machine.compiling import compiled


@compiled
def chance_to_see(attention, sales, reminding):
    """Chance that an owner looks at a shelf when he orders.

    attention  chance that he looks at a shelf of which nothing sells
    sales      units that he sells of it in a round: each may bring it to mind
    reminding  units that bring to mind 63 % of the shelves that he would forget
    Source: three of four stockouts lie in the shop's own ordering, and slow movers run out most
    (Gruen and Corsten 2002); the form is assumed.
    """
    return 1.0 - (1.0 - attention) * math.exp(-sales / reminding)
