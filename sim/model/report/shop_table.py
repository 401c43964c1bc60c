"""A table of a run: what each shop earned, and how many customers for goods it served at once.

A shop keeps its row whatever the levers: what a lever does to its users is what it does to the same
shops in two runs with one seed.
"""

import numpy as np
from numpy.typing import NDArray

from sim.engine.speeds import SPEEDS
from sim.engine.tables.state import State
from sim.model.report.families.adopters import income_a_shop
from sim.model.report.flow_tables import Table
from sim.model.report.recorder import Recorder
from sim.world.shops.levers import OF_SHOPS


def by_speed(
    state: State, of_shelf: NDArray[np.int64], past: NDArray[np.int64]
) -> NDArray[np.int64]:
    """(shops, speeds) totals of packaged goods, those of shelves that made way included."""
    rows, products = state.shop_shelves, state.products
    product = np.asarray(state.shelves.product[:rows])
    goods = np.asarray(products.produce)[product] == 0
    places = np.asarray(state.shelves.keeper[:rows]) * len(SPEEDS) + products.speed[product]
    shape = (state.shops, len(SPEEDS))
    now = np.zeros(state.shops * len(SPEEDS), np.int64)
    np.add.at(now, places[goods], of_shelf[:rows][goods])
    return now.reshape(shape) + past


def shops(recorder: Recorder, state: State) -> Table:
    """A row a shop that was there when counting began."""
    there = np.flatnonzero(np.asarray(recorder.opening_open[: state.shops]) == 1)
    keepers, totals = state.keepers, state.totals
    province = np.asarray(keepers.province)[there]
    table: Table = {
        "shop": there,
        "province": [state.province_names[place] for place in province.tolist()],
        **{name: np.asarray(getattr(keepers, name))[there] for name in OF_SHOPS},
        "income_rmb_per_year": income_a_shop(recorder, state)[there],
    }
    customers = by_speed(state, totals.demanded, keepers.past_demanded)[there]
    served = by_speed(state, totals.served, keepers.past_served)[there]
    grain = recorder.scenario.grain.goods
    for place, speed in enumerate(SPEEDS):
        table[f"customers_{speed}"] = customers[:, place] / grain
        table[f"served_{speed}"] = served[:, place] / grain
    return table
