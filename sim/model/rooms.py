"""The working arrays of every phase: what is written anew each day, and seen by no other phase."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.scratch import scratch
from sim.engine.tables.state import State
from sim.model.checks import stocktaking
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
    stocktaking: stocktaking.Room


def room_of(state: State, others: Others, opening: stocktaking.Counts, workers: int) -> Room:
    """Room for any day.

    opening  money by sector before the first day
    """
    return Room(
        ordering.room_of(state, workers),
        shipping.sums_of(state, workers),
        None if state.farm is None else harvest.room_of(state),
        produce_market.produce_of(state),
        None if state.online is None else dispatch.evening_of(state, workers),
        scratch(state, exits.nobody_insolvent),
        state.platform_shelf,
        others,
        stocktaking.room_of(state, opening, workers),
    )
