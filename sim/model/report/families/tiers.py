"""What each tier of wholesalers, and behind the last the manufacturers, do for those below."""

import numpy as np

from sim.engine.tables.state import State
from sim.model.report.areas import Areas, ByArea
from sim.model.report.firms_there import wholesalers_there
from sim.model.report.ratios import share
from sim.model.report.recorder import Recorder


def tiers(recorder: Recorder, state: State, areas: Areas) -> dict[str, ByArea]:
    """Fill rates of all levels that suppliers stand on, and how many wholesalers there are."""
    assert areas.whole, "suppliers serve other provinces, too"
    rates, wholesalers = fill_rates(state), wholesalers_there(state, recorder.opening_open)
    found = {f"fill_rate.tier{level}": rates[level] for level in range(1, state.n_levels)}
    scale = recorder.scenario.scale
    found |= {
        f"firms.tier{n}": float(there.sum()) * scale for n, there in enumerate(wholesalers, 1)
    }
    return {name: np.array([value]) for name, value in found.items()}


def open_firms(state: State) -> list[int]:
    """Agents of each level that trade at the end."""
    levels = range(state.n_levels)
    return [int(state.keepers.open[state.keepers_at(level)].sum()) for level in levels]


def fill_rates(state: State) -> list[float]:
    """Share of units due that left the same evening, by level."""
    rates = []
    for level in range(state.n_levels):
        rows = state.shelves_at(level)
        rates.append(share(state.totals.served[rows].sum(), state.totals.demanded[rows].sum()))
    return rates
