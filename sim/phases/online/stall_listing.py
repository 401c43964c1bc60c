"""First of the month: the stalls that buyers find from tomorrow on. A part of adoption.

Who begins tonight is listed tonight, so that the month it pays for is one in which it sells.
"""

from sim.engine.machine.compiling import compiled
from sim.engine.machine.dispatch import dispatched


@dispatched
@compiled
def list_stalls(farm):
    """Members' stalls are listed; who has left is found no more, but has stock left."""
    sellers, stalls, lines = farm.sellers, farm.stalls, 0
    for stall in range(len(stalls.seller)):
        member = sellers.member[stalls.seller[stall]]
        stalls.listed[stall] = member
        if member or stalls.stock[stall] > 0:
            stalls.open[lines] = stall
            lines += 1
    stalls.lines[0] = lines
