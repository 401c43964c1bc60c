"""Stock of which each unit has a last day of sale, and is written off when its day is over.

A row is a ring of grains by last day of sale, in place `day modulo length`. The length is a power
of two, so that the place is a matter of bits.
"""

import numpy as np
from numpy.typing import NDArray

from sim.engine.machine.compiling import compiled


def ring_days(life: NDArray[np.int32]) -> NDArray[np.int64]:
    """How long a ring has to be for goods that are sold on so many days, >= 1."""
    days: NDArray[np.int64] = 1 << np.ceil(np.log2(life)).astype(np.int64)
    return days


@compiled
def by_age(batches, row):
    """The ring of one row of Batches, to be changed in place."""
    return batches.left[batches.first[row] : batches.first[row + 1]]


@compiled
def take_oldest(row, today, quantity):
    """Take `quantity` grains from the ring, oldest first; returns the sum of their last days.

    row    int32 (days,), changed in place
    today  no unit is older
    """
    day_sum = 0
    for last_day in range(today, today + len(row)):
        if quantity <= 0:
            break
        place = last_day & (len(row) - 1)
        taken = min(quantity, row[place])
        row[place] -= taken
        quantity -= taken
        day_sum += taken * last_day
    return day_sum


@compiled
def take_youngest(row, today, quantity):
    """As `take_oldest`, youngest first."""
    day_sum = 0
    for last_day in range(today + len(row) - 1, today - 1, -1):
        if quantity <= 0:
            break
        place = last_day & (len(row) - 1)
        taken = min(quantity, row[place])
        row[place] -= taken
        quantity -= taken
        day_sum += taken * last_day
    return day_sum


@compiled
def take(row, today, quantity, youngest_first):
    """Take `quantity` grains in the order of issue of the shelf (1: youngest first)."""
    if youngest_first:
        return take_youngest(row, today, quantity)
    return take_oldest(row, today, quantity)


@compiled
def days_of_next(row, today, youngest_first):
    """Days on which what leaves next may be sold, today the first of them; 0 of an empty ring."""
    for place in range(len(row)):
        after = len(row) - 1 - place if youngest_first else place
        if row[(today + after) & (len(row) - 1)] > 0:
            return after + 1
    return 0


@compiled
def place_of(last_day, today, ring):
    """Where a ring of so many days keeps what may be sold until `last_day`, today at least."""
    return min(last_day, today + ring - 1) & (ring - 1)


@compiled
def add(row, today, last_day, quantity):
    """Put `quantity` grains that may be sold until `last_day` into the ring.

    Returns the grains that are too old to be put on the shelf at all.
    """
    if last_day < today:
        return quantity
    row[place_of(last_day, today, len(row))] += quantity
    return 0


@compiled
def expire(row, today):
    """Remove what may not be sold after today; returns the grains."""
    place = today & (len(row) - 1)
    expired = row[place]
    row[place] = 0
    return expired


A_NIGHT = 1  # days on the way to a buyer in the seller's province, over no lane


@compiled
def lost_on_the_way(daily_loss, days):
    """Share of what is sent that does not arrive: each day loses a part of what is left.

    daily_loss  share, < 1
    """
    return 1.0 - (1.0 - daily_loss) ** days
