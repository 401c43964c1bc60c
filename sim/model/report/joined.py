"""How many shops have joined the platform, where a historical lever lets them."""

import numpy as np

from sim.engine.tables.state import State
from sim.phases.platform.joining import joined_shares


def joins(state: State) -> bool:
    """Whether shops join the platform in this run."""
    return any(lever.historical for lever in state.levers.values())


def joined_share(state: State) -> float:
    """Share of the open shops on the platform now; provinces count by their real shops."""
    shares = joined_shares(state)
    return float(np.average(shares, weights=state.represented.get("shop_owner")))
