"""First of the month: shops that take orders are pick-up points, too, and carriers pay them.

A part of adoption. Of last month's parcels to people near such shops some were collected there.
Carriers pay a fee for each; what else they save on the way to the door, they take off the price of
the coming month's parcels.
"""

import math
from typing import Annotated, Any, NamedTuple

import numpy as np

from sim.engine.machine.compiling import compiled, compiled_part
from sim.engine.machine.dispatch import dispatched
from sim.engine.phase import act
from sim.engine.randomness import Stream, bits, day_key, fraction
from sim.engine.schedule import Today
from sim.engine.settings import From, filled
from sim.engine.tables.columns import wide
from sim.engine.tables.ledger import Flow, Sector, pay, whole
from sim.engine.tables.online import BUYERS_A_PROVINCE, CELLS_A_PROVINCE, SERVICES
from sim.engine.tables.state import State
from sim.engine.units import in_money, in_whole_money
from sim.rules.new_retail import buyer_of
from sim.rules.parcels import post_terms
from sim.scenario import Scenario

PICK_UP = int(Stream.PICK_UP)


class Settings(NamedTuple):
    """Who collects parcels, and what it is worth to carriers."""

    collected: Annotated[float, From("new_retail.collected")]  # share, of people near such shops
    pick_up_fee: Annotated[int, From("new_retail.pick_up_fee", in_whole_money)]  # money a parcel
    last_mile: Annotated[float, From("new_retail.last_mile", in_money)]  # money a parcel


def settings_of(scenario: Scenario) -> Settings:
    """Settings of a scenario."""
    return filled(Settings, scenario)


@compiled_part
def parcels_by_buyer(trade, orders):
    """Goods that each buyer orders of merchants on a mean day; orders: float64 (buyers,)."""
    orders[:] = 0.0
    for k in range(SERVICES):
        for s in range(trade.log_mean.shape[1]):
            for buyer in range(len(orders)):
                orders[buyer] += math.exp(trade.log_mean[k, s, buyer])


@compiled_part
def collected_where(counters, orders, arrived, share, home):
    """Parcels of a province that were collected at shops, of so many that arrived.

    orders  float64 (buyers,): parcels a day; share: who collects, of people near such shops
    """
    lo = BUYERS_A_PROVINCE * home
    near = 0.0
    for cell in range(CELLS_A_PROVINCE * home, CELLS_A_PROVINCE * (home + 1)):
        if counters.near[cell] > 0.0:
            near += orders[buyer_of(cell)] * counters.near[cell] / counters.customers[cell]
    return whole(arrived * share * near / orders[lo : lo + BUYERS_A_PROVINCE].sum()), near


@dispatched
@compiled
def pay_for_pick_up(tables, parcels, trade, settings, seed, day):
    """Shops get their fee for last month's parcels, and parcels get cheaper or dearer again.

    Parcels are whole: where the rounding of a province begins is drawn, so that shops fare alike.
    """
    keepers, counters, ledger = tables.keepers, tables.counters, tables.ledger
    provinces, orders = len(parcels.saved), np.zeros(trade.log_mean.shape[2])
    parcels_by_buyer(trade, orders)
    collected, near = np.zeros(provinces, np.int64), np.zeros(provinces)
    for home in range(provinces):
        arrived = parcels.sent[:, home].sum() - parcels.lost[:, home].sum() - counters.noted[home]
        collected[home], near[home] = collected_where(
            counters, orders, arrived, settings.collected, home
        )
        saved = settings.last_mile - settings.pick_up_fee
        parcels.saved[home] = saved * collected[home] / max(arrived, 1)
    first, second = day_key(seed, PICK_UP, day)
    weight, before, parcels_in_all = np.zeros(provinces), np.zeros(provinces, np.int64), 0
    for shop in range(len(counters.open)):
        if counters.open[shop] == 0:
            continue
        home, cell = keepers.province[shop], keepers.cell[shop]
        people = math.exp(wide(keepers.traffic[shop])) / counters.customers[cell]
        weight[home] += people * orders[buyer_of(cell)]
        start = fraction(bits(first, second, home))
        upto = int(collected[home] * min(weight[home] / near[home], 1.0) + start)
        its = (upto - before[home]) * keepers.open[shop]
        before[home] = upto
        tables.accounts.cash[shop] += its * settings.pick_up_fee
        tables.accounts.kept[shop] += its * settings.pick_up_fee
        counters.collected[home] += its
        parcels_in_all += its
    fees = parcels_in_all * settings.pick_up_fee
    pay(ledger, Flow.PICK_UP_FEE, Sector.CARRIERS, Sector.SHOPS, fees)


@dispatched
@compiled
def note_parcels(counters, parcels):
    """Remember how many parcels have come to each province so far."""
    for home in range(len(counters.noted)):
        counters.noted[home] = parcels.sent[:, home].sum() - parcels.lost[:, home].sum()


def points_are_paid(state: State, rules: Any, today: Today) -> bool:
    """On the first of a month, and when shops begin."""
    lever = state.levers.get("new_retail")
    if state.online is None or lever is None or today.day < lever.first_day:
        return False
    return bool(today.first_of_month) or today.day == lever.first_day


def pay_pick_up_points(state: State, rules: Any, today: Today) -> None:
    """The month of pick-up points."""
    online, first = state.online, today.day == state.levers["new_retail"].first_day
    assert online is not None
    if today.first_of_month and not first:
        pay_for_pick_up(
            state.tables, online.parcels, online.trade, rules.online.pick_up, today.seed, today.day
        )
        post_terms(online.parcels, rules.online.logistics.carriage)
    note_parcels(state.counters, online.parcels)


PICK_UP_POINTS = act(
    pay_pick_up_points,
    points_are_paid,
    reads="keepers: province cell open traffic; counters: open customers near; parcels: slowness"
    " headway volume mean km dearer sent lost; trade: log_mean",
    writes="accounts: cash kept; ledger: money outside; counters: noted collected; parcels: days"
    " price saved loss",
)
