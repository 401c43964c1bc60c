"""Levers begin: which shops see the platform's data, order directly, are replenished fast.

A part of adoption.
"""

import numpy as np
from numpy.typing import NDArray

from sim.engine.schedule import Today
from sim.engine.state import State


def begin_levers(state: State, today: Today) -> None:
    """Switch on, for tomorrow, what begins then; shops that it reaches review their suppliers."""
    for name, lever in state.levers.items():
        if lever.first_day != today.day + 1:
            continue
        flags = getattr(state.keepers, name)[: state.shops]
        new = lever.shops & (flags == 0)
        flags[new] = 1
        state.keepers.reviews[: state.shops][new] = 1
        if name == "analytics":
            _first_sizes(state, new)
        if name == "direct_ordering" and state.farm is not None:
            where = state.keepers.province[: state.shops][lever.shops]
            state.farm.markets.has_direct[np.unique(where)] = 1


def _first_sizes(state: State, new: NDArray[np.bool_]) -> None:
    """The platform's first idea of a shop's size: its own forecasts against its province's."""
    shops, rows = state.shops, state.shop_shelves
    keepers = state.keepers
    known = np.bincount(state.shelves.keeper[:rows], state.shelves.forecast[:rows], shops)
    province = keepers.province[:shops]
    count = np.bincount(province[new], minlength=len(state.province_names))
    total = np.bincount(province[new], known[new], len(state.province_names))
    mean = total / np.maximum(count, 1)
    keepers.size[:shops][new] = known[new] / mean[province[new]]
    keepers.seen[:shops][new] = known[new]
    keepers.expected[:shops][new] = mean[province[new]]
