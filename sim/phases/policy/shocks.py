"""Evening: what befalls the country from tomorrow on, or is over with today. A part of adoption.

Each shock moves something that a mechanism reads; nothing else knows of it.
"""

from collections.abc import Callable
from math import log, log1p
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.engine.phase import act
from sim.engine.schedule import Today
from sim.engine.tables.state import State
from sim.engine.tables.switches import Shock
from sim.rules.freight import CLOSED, freight_per_kg
from sim.rules.online_choice import NOTHING
from sim.rules.parcels import post_terms


def spoil_harvests(state: State, rules: Any, shock: Shock | None, day: int) -> None:
    """Of every harvest of these provinces a share fails."""
    assert state.farm is not None
    state.farm.markets.spared[:] = 1.0 - shock.size * shock.reach if shock else 1.0


def open_freight(state: State, day: int) -> NDArray[np.float64]:
    """(from, to): freight of a day, money a kg, as if all lanes were open."""
    assert state.online is not None
    shocks = state.shocks
    fuel = shocks.on("fuel_price", day)
    km = np.asarray(state.online.parcels.km)
    dearer = fuel.reach if fuel else np.zeros_like(km)
    result: NDArray[np.float64] = shocks.money * freight_per_kg(
        shocks.per_kg, shocks.per_kg_km, km, dearer
    )
    return result


def charge_for_fuel(state: State, rules: Any, shock: Shock | None, day: int) -> None:
    """Haulage costs more: of shelves that pay for it, of new orders, and of parcels."""
    terms, province = state.terms, np.asarray(state.keepers.province)
    ratio = open_freight(state, day) / open_freight(state, day - 1)
    buys = np.flatnonzero((terms.supplier >= 0) & (terms.freight > 0.0))
    here = province[state.shelves.keeper[buys]]
    there = terms.origin[buys]
    terms.freight[buys] *= ratio[there, here]
    post_lanes(state, rules, day)


def close_lanes(state: State, rules: Any, shock: Shock | None, day: int) -> None:
    """Nothing goes over some lanes; shops that order over one look for another supplier tonight."""
    post_lanes(state, rules, day)
    if shock:
        province, rows = np.asarray(state.keepers.province), slice(state.shop_shelves)
        keeper, supplier = np.asarray(state.shelves.keeper), state.terms.supplier[rows]
        there, here = state.terms.origin[rows], province[keeper[rows]]
        cut_off = (supplier >= 0) & shock.reach[there, here]
        state.keepers.reviews[keeper[rows][cut_off]] = 1


def post_lanes(state: State, rules: Any, day: int) -> None:
    """What lanes cost on a day, and which are open to parcels."""
    assert state.online is not None
    fuel, closure = (state.shocks.on(name, day) for name in ("fuel_price", "lane_closure"))
    closed = closure.reach if closure else False
    state.routes.cost[:] = np.where(closed, CLOSED, open_freight(state, day))
    parcels = state.online.parcels
    parcels.closed[:] = closed
    parcels.dearer[:] = fuel.reach if fuel else 0.0
    post_terms(parcels, rules.online.logistics.carriage)


def want_more(state: State, rules: Any, shock: Shock | None, day: int) -> None:
    """Customers of the shops of these provinces ask for more."""
    surge = state.shocks.each["demand_surge"]
    added = log1p(surge.size) if shock else -log1p(surge.size)
    shops, rows = slice(state.shops), slice(state.shop_shelves)
    struck = surge.reach[np.asarray(state.keepers.province[shops])]
    state.keepers.traffic[shops][struck] += added
    state.shelves.log_mean[rows][struck[state.shelves.keeper[rows]]] += added
    pull_buyers(state, day)


def pull_buyers(state: State, day: int) -> None:
    """What shocks make of a day's online orders, by buyer."""
    assert state.online is not None
    buyers = state.online.buyers
    surge, outage = (state.shocks.on(name, day) for name in ("demand_surge", "platform_outage"))
    pull = np.zeros(len(state.province_names))
    if surge:
        pull += log1p(surge.size) * surge.reach
    if outage:
        pull += (log(1.0 - outage.size) if outage.size < 1.0 else NOTHING) * outage.reach
    buyers.pull[:] = pull[np.asarray(buyers.province)]


def fail_orders(state: State, rules: Any, shock: Shock | None, day: int) -> None:
    """Online orders of these provinces fail; direct ones are barred each evening."""
    pull_buyers(state, day)


def raise_fees(state: State, rules: Any, shock: Shock | None, day: int) -> None:
    """The platform takes more of what merchants of these provinces sell."""
    assert state.online is not None
    rise = shock.size * shock.reach if shock else 0.0
    state.online.offers.take_rate[:] = state.shocks.take_rate + rise


def stop_makers(state: State, rules: Any, shock: Shock | None, day: int) -> None:
    """Some manufacturers ship nothing; of a population given outright, some sources.

    Who has plants elsewhere, too, ships what those make of the orders of these days.
    """
    failing = state.shocks.each["supplier_failure"].reach
    level = state.roles.sources if state.explicit else state.roles.makers
    rows = state.shelves_at(level)
    part = failing[state.shelves.keeper[rows] - state.keepers_at(level).start]
    left = np.where(part < 1.0, (1.0 - part) * state.shelves.forecast[rows], 0.0)
    struck = part > 0.0
    state.shelves.capacity[rows][struck] = left[struck] if shock else state.shocks.capacity


EFFECTS: dict[str, Callable[[State, Any, Shock | None, int], None]] = {
    "crop_yield": spoil_harvests,
    "fuel_price": charge_for_fuel,
    "lane_closure": close_lanes,
    "demand_surge": want_more,
    "platform_outage": fail_orders,
    "fee_rise": raise_fees,
    "supplier_failure": stop_makers,
}


def shocks_change(state: State, rules: Any, today: Today) -> bool:
    """Whether one begins tomorrow, or ends today."""
    return state.shocks.changes(tuple(state.shocks.each), today.day + 1)


def meet_shocks(state: State, rules: Any, today: Today) -> None:
    """See to what begins tomorrow, and to what ends today.

    It comes before shops post their prices: they know tomorrow's freight.
    """
    tomorrow = today.day + 1
    for name in state.shocks.each:
        if state.shocks.changes((name,), tomorrow):
            EFFECTS[name](state, rules, state.shocks.on(name, tomorrow), tomorrow)


SHOCKS = act(
    meet_shocks,
    shocks_change,
    reads="shelves: keeper; terms: supplier origin; keepers: first_shelf; levels: first_keeper;"
    " parcels: slowness headway volume mean km saved",
    writes="terms: freight; keepers: reviews; routes: cost; markets: spared; offers: take_rate;"
    " buyers: pull; parcels: days price dearer closed loss",
    ahead=True,
)
