"""Evening: levers begin; shops review what they carry, and from whom they order it.

Shops take turns, so that each reviews its suppliers and its assortment every so many days.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.compiling import compiled
from sim.engine.phase import Locality, Phase, columns
from sim.engine.schedule import Today
from sim.engine.state import State
from sim.phases.assortment import review_assortments, swap_products
from sim.phases.suppliers import review_suppliers
from sim.rules.forecasts import smooth
from sim.scenario import Scenario

DAYS_A_YEAR = 365.0


class Settings(NamedTuple):
    """How shops choose products and suppliers."""

    supplier_days: int  # days between two reviews of suppliers
    assortment_days: int  # days between two reviews of the assortment
    round_days: int  # days of a shop's round
    switch_gain: float  # share by which another product must sell more
    variance_to_mean: float  # that a shop expects of a product it does not know
    platform_fee: float  # share of the producer's price
    moq_cases: float  # smallest order from a producer, cases
    small_load: float  # freight of part loads against full ones
    minimum_service: float  # fill rate below which a shop does not order from a producer
    credit_days: int  # that the wholesaler gives a shop
    daily_interest: float  # share a day
    lot_cases: float  # order multiple of a shop, cases
    lot_units: int  # the same in grains, in its place when above 0
    moq: int  # smallest order of a shop from its wholesaler, grains
    lead: int  # days from the wholesaler to a shop
    lead_spread: int  # most days that chance adds
    produce_lead: int  # days of produce to a shop
    review: int  # days of a shop's round for goods
    produce_review: int  # the same for produce
    fast_lead: int  # the four where replenishment is fast
    fast_review: int
    fast_lot_cases: float
    grain: int  # grains of goods a unit
    spare_capacity: float  # of a manufacturer, above its expected orders
    service_smoothing: float  # share of a supplier's bad name that a month heals
    capacity_adjustment: float  # share of the gap that a month closes


def settings_of(scenario: Scenario) -> Settings:
    """Settings of a scenario."""
    stock, direct, fast = scenario.stock, scenario.direct, scenario.fast
    goods = scenario.grain.goods
    return Settings(
        direct.review_days,
        scenario.assortment.review_days,
        stock.review_period_days[0],
        scenario.assortment.switch_gain,
        scenario.demand.variance_to_mean,
        direct.platform_fee,
        direct.moq_cases,
        scenario.freight.small_load_factor,
        direct.minimum_service,
        scenario.credit.days[0],
        scenario.credit.capital_cost / DAYS_A_YEAR,
        stock.lot_cases[0],
        stock.lot_size[0] * goods,
        stock.moq[0] * goods,
        stock.lead_time_days[0],
        stock.lead_time_spread_days[0],
        stock.produce_lead_days,
        stock.review_period_days[0],
        stock.produce_review_days,
        fast.lead_time_days,
        fast.review_period_days,
        fast.lot_cases,
        goods,
        stock.spare_capacity,
        scenario.direct.service_smoothing,
        stock.capacity_adjustment,
    )


def begin_levers(state: State, today: Today) -> NDArray[np.int64]:
    """Switch on, for tomorrow, what begins then; returns the shops for which something changed."""
    changed = np.zeros(state.shops, bool)
    for name, lever in state.levers.items():
        if lever.first_day != today.day + 1:
            continue
        flags = getattr(state.keepers, name)[: state.shops]
        new = lever.shops & (flags == 0)
        flags[new] = 1
        changed |= new
        if name == "analytics":
            _first_sizes(state, new)
        if name == "direct_ordering" and state.farm is not None:
            where = state.keepers.province[: state.shops][lever.shops]
            state.farm.markets.has_direct[np.unique(where)] = 1
    return np.flatnonzero(changed)


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


@compiled
def due_for_review(shops, day, days, chosen):
    """The shops whose turn it is: every `days` days each; returns their number."""
    count = 0
    for shop in range(day % days, shops, days):
        chosen[count] = shop
        count += 1
    return count


@compiled
def reset_lines(shelves, terms, settings, lo, hi):
    """Makers, whose shelves are the rows lo..hi-1, fit their capacity to what is ordered of them.

    Buyers who turned away from one that was short forget with time, and try again.
    """
    for i in range(lo, hi):
        shelves.service[i] = smooth(shelves.service[i], 1.0, settings.service_smoothing)
        source = terms.supplier[i]
        wanted = shelves.forecast[i] * (1.0 + settings.spare_capacity)
        gap = wanted - shelves.capacity[source]
        shelves.capacity[source] += int(gap * settings.capacity_adjustment)


def others(state: State, rules: Any, today: Today) -> None:
    """Reviews of the evening."""
    settings = rules.adoption
    changed = begin_levers(state, today)
    turn = state.buffer("turn", state.shops)
    if not state.explicit:
        if today.first_of_month:
            makers = state.levels.first_keeper[state.n_levels - 1 :][:2]
            lo, hi = (int(row) for row in state.keepers.first_shelf[makers])
            reset_lines(state.shelves, state.terms, settings, lo, hi)
        count = due_for_review(state.shops, today.day, settings.round_days, turn)
        swap_products(
            state.shelves, state.totals, state.history, state.keepers, state.batches,
            state.products, state.terms, state.routes, settings, turn[:count],
        )  # fmt: skip
        count = due_for_review(state.shops, today.day, settings.assortment_days, turn)
        review_assortments(
            state.shelves, state.keepers, state.pool, state.products, state.routes, settings,
            turn[:count],
        )  # fmt: skip
    count = due_for_review(state.shops, today.day, settings.supplier_days, turn)
    for shops in (changed, turn[:count]):
        review(state, rules, shops)


def review(state: State, rules: Any, shops: NDArray[np.int64]) -> None:
    """Some shops choose their suppliers."""
    if len(shops):
        review_suppliers(
            state.shelves, state.terms, state.keepers, state.products, state.routes,
            state.platform_shelf, rules.adoption, shops,
        )  # fmt: skip


def open_levers(state: State, rules: Any, eve: Today) -> None:
    """On the eve of the first day, switch on what begins with it."""
    review(state, rules, begin_levers(state, eve))


PHASE = Phase(
    "adoption",
    __doc__ or "",
    Locality.GLOBAL,
    reads=columns(
        "shelves: keeper batch service on_order; keepers: first_shelf province traffic upstream;"
        "routes: days cost maker rank wholesale_rank; pool: posted; markets: platform_shelf;"
        "products: category produce ages weight case shelf_life popularity drift daily_loss"
        " shop_markup"
    ),
    writes=columns(
        "keepers: analytics direct_ordering fast_replenishment size seen expected place;"
        "shelves: capacity service product next_product listed stock forecast variance log_mean"
        " opening_cost unit_cost markup price waiting sold unserved demanded;"
        "terms: supplier direct lead lead_spread lot moq review freight transit_loss;"
        "routes: memory; batches: shelf_life fresh_days;"
        "totals: days empty short demanded served sold lost;"
        "history: days empty demanded served sold lost; markets: has_direct"
    ),
    chunk=None,
    others=others,
)
