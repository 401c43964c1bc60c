"""The working arrays of every phase: what is written anew each day, and seen by no other phase."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.tables.state import State
from sim.model.reduction import Others
from sim.phases import harvest, ordering, shipping
from sim.phases.entry import exits
from sim.phases.farm import produce_market
from sim.phases.online import dispatch


class Room(NamedTuple):
    """One group of arrays a phase; None where a scenario has no use for it."""

    mail: ordering.Room
    shipping: shipping.Sums
    lots: harvest.Room | None
    produce: produce_market.Produce | None
    parcels: dispatch.Evening | None
    insolvent: exits.Insolvent
    platform_shelf: NDArray[np.int32]  # (provinces, products): where farmers offer, or -1
    others: Others


def room_of(state: State, others: Others) -> Room:
    """Room for any day."""
    return Room(
        state.once(ordering.room_of),
        state.once(shipping.sums_of),
        None if state.farm is None else state.once(harvest.room_of),
        state.once(produce_market.produce_of),
        None if state.online is None else state.once(dispatch.evening_of),
        state.once(exits.nobody_insolvent),
        state.platform_shelf,
        others,
    )
