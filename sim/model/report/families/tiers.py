"""What each tier of wholesalers, and behind the last the manufacturers, do for those below."""

from itertools import pairwise

import numpy as np

from sim.engine.tables.state import State
from sim.model.report.areas import Areas, ByArea
from sim.model.report.ratios import share
from sim.model.report.recorder import Recorder


def tiers(_: Recorder, state: State, areas: Areas) -> dict[str, ByArea]:
    """Fill rates of all levels that suppliers stand on, and open firms of the wholesalers'."""
    assert areas.whole, "suppliers serve other provinces, too"
    wholesalers = range(1, state.n_levels - 1)  # the next level's are manufacturers
    rates, firms = fill_rates(state), open_firms(state)
    found = {f"fill_rate.tier{level}": rates[level] for level in range(1, state.n_levels)}
    found |= {f"firms.tier{level}": float(firms[level]) for level in wholesalers}
    return {name: np.array([value]) for name, value in found.items()}


def open_firms(state: State) -> list[int]:
    """Agents of each level that trade at the end."""
    ends = pairwise(state.levels.first_keeper[: state.n_levels + 1].tolist())
    return [int(state.keepers.open[lo:hi].sum()) for lo, hi in ends]


def fill_rates(state: State) -> list[float]:
    """Share of units due that left the same evening, by level."""
    rates = []
    for level in range(state.n_levels):
        lo, hi = (int(k) for k in state.levels.first_keeper[level : level + 2])
        rows = slice(int(state.keepers.first_shelf[lo]), int(state.keepers.first_shelf[hi]))
        rates.append(share(state.totals.served[rows].sum(), state.totals.demanded[rows].sum()))
    return rates
