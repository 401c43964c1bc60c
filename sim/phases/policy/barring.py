"""Evening: no order crosses a closed lane, and none goes through a platform that is out.

A part of ordering. What was ordered before leaves all the same.
"""

from typing import Any

import numpy as np

from sim.engine.machine.compiling import compiled
from sim.engine.machine.dispatch import dispatched
from sim.engine.phase import Act
from sim.engine.randomness import Stream, uniform
from sim.engine.schedule import Today
from sim.engine.tables.state import State
from sim.engine.tables.switches import ON_ORDERS_OF_SHOPS

OUTAGE = int(Stream.OUTAGE)


@dispatched
@compiled
def bar(tables, closed, fails, seed, day):
    """Mark the shelves whose order cannot reach their supplier tonight.

    closed  bool (provinces, provinces): lanes
    fails   float64 (provinces,): chance that a shop's orders through the platform fail
    """
    shelves, terms, keepers = tables.shelves, tables.terms, tables.keepers
    keeper_of, province_of = shelves.keeper, keepers.province
    for i in range(len(keeper_of)):
        supplier, buyer = terms.supplier[i], keeper_of[i]
        if supplier < 0:
            continue
        home = province_of[buyer]
        barred = closed[terms.origin[i], home]
        if terms.direct[i] and fails[home] > 0.0:
            barred |= uniform(seed, OUTAGE, day, buyer, 0) < fails[home]
        terms.barred[i] = barred


def may_bar_orders(state: State, rules: Any, today: Today) -> bool:
    """Whether a lane is closed or the platform is out, or has been until yesterday."""
    shocks = state.shocks
    strikes = any(shocks.on(name, today.day) for name in ON_ORDERS_OF_SHOPS)
    return strikes or shocks.changes(ON_ORDERS_OF_SHOPS, today.day)


def bar_orders(state: State, rules: Any, today: Today) -> None:
    """Settle which orders cannot be sent tonight."""
    shocks, places = state.shocks, len(state.province_names)
    closure, outage = (shocks.on(name, today.day) for name in ("lane_closure", "platform_outage"))
    if closure or outage:
        closed = closure.reach if closure else np.zeros((places, places), bool)
        fails = outage.size * outage.reach if outage else np.zeros(places)
        bar(state.tables, closed, fails, today.seed, today.day)
    elif shocks.changes(ON_ORDERS_OF_SHOPS, today.day):
        state.terms.barred[:] = 0


BAR_ORDERS = Act(bar_orders, may_bar_orders, ahead=True)
