"""How much longer than usual an order is on its way."""

from sim.engine.machine.compiling import compiled


@compiled
def extra_days(u, spread, chances):
    """Days that chance adds to a lead time, 0 .. spread.

    u        in [0, 1)
    chances  float64: of 0, of 1 or fewer, of 2 or fewer, ... days; empty: all alike
    """
    if len(chances) == 0:
        return min(int(u * (spread + 1)), spread)
    days = 0
    while days < spread and u >= chances[days]:
        days += 1
    return days
