"""What happens to parcels on their way: some are lost, and some wait until a carrier has room."""

import math

from sim.engine.machine.compiling import compiled


@compiled
def lost_share(hazard, days):
    """Share of parcels that are lost, broken or spoilt in so many days on the way.

    hazard  share a day
    """
    return 1.0 - math.exp(-hazard * days)


@compiled
def waiting_next(waiting, sent, capacity):
    """Parcels that wait at the end of a day, first in, first out.

    waiting   those of the day before
    sent      handed over today
    capacity  that carriers collect in a day
    Source: Lindley 1952, for a queue that is served once a day.
    """
    return max(waiting + sent - capacity, 0)


@compiled
def late_of_today(waiting, sent, capacity):
    """Of today's parcels, those that are not collected today; as in `waiting_next`."""
    return sent - max(min(sent, capacity - waiting), 0)


@compiled
def capacity_next(capacity, room, usual, adjustment):
    """Parcels that carriers can collect in a day, a month on.

    room        what they want to be able to collect, over a usual day
    usual       parcels of a mean day in the month, the season taken out
    adjustment  share of the gap that a month closes
    """
    return capacity + adjustment * (room * usual - capacity)
