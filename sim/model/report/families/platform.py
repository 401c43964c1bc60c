"""How many shops are on the platform, where a historical lever lets them join."""

import numpy as np

from sim.engine.tables.state import State
from sim.model.report.areas import Areas, ByArea
from sim.model.report.joined import joined_share, joins
from sim.model.report.recorder import Recorder
from sim.phases.platform.joining import joined_shares


def platform_share(_: Recorder, state: State, areas: Areas) -> dict[str, ByArea]:
    """Share of the open shops on it now; nothing where shops do not join by themselves."""
    if not joins(state):
        return {}
    shares = np.array([joined_share(state)]) if areas.whole else joined_shares(state)
    return {"platform_share": shares}
