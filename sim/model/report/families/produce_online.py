"""What farmers sell online of each kind of produce, where it is grown."""

import numpy as np

from sim.engine.tables.state import State
from sim.model.report.areas import Areas, ByArea
from sim.model.report.online_record import eleven_months
from sim.model.report.recorder import Recorder


def produce_sales(recorder: Recorder, state: State, areas: Areas) -> dict[str, ByArea]:
    """RMB of the real country from January to November 2017, parcels included.

    Unknown where none is grown, and where the run lacks one of these months.
    """
    assert state.farm is not None
    bazaar, scenario = state.farm.bazaar, recorder.scenario
    grown = (np.asarray(bazaar.growers) > 0) & (np.asarray(bazaar.grown) > 0.0)
    sold = eleven_months(recorder.online.monthly(), 2017, "produce")
    if sold is None:
        sold = np.full(grown.shape, np.nan)
    sold = sold / scenario.grain.money * scenario.scale
    result: dict[str, ByArea] = {}
    for product in np.flatnonzero(grown.any(axis=0)):
        here = grown[:, product]
        name = f"online_sales.{state.product_names[product]}"
        if areas.whole:
            result[name] = np.array([sold[here, product].sum()])
        else:
            result[name] = np.where(here, sold[:, product], np.nan)
    return result
