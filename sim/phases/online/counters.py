"""Day: what shops offer online, and what is ordered of them. A part of demand.

On the first of a month, and when a shock or the lever begins, it is counted what stands on the
shelves of shops that take orders; buyers choose between these and merchants (`online_choice`), and
from the next day on orders are drawn shelf by shelf, in the proportions in which customers in the
shop ask. A shelf that is empty in the morning is shown as sold out, and gets none.
"""

import math
from typing import Annotated, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.machine.compiling import compiled, compiled_part
from sim.engine.machine.dispatch import dispatched
from sim.engine.phase import Over, act, marketplace, part
from sim.engine.randomness import Stream, bits, day_key
from sim.engine.schedule import Today
from sim.engine.settings import From, filled
from sim.engine.tables.columns import wide
from sim.engine.tables.online import CELLS_A_PROVINCE, FOOD, ONLINE_CATEGORIES, OTHER
from sim.engine.tables.state import State
from sim.engine.tables.switches import ON_ONLINE_ORDERS
from sim.engine.units import in_whole_money
from sim.rules.demand_draws import DrawTable
from sim.rules.new_retail import attraction, buyer_of
from sim.rules.online_choice import NOTHING
from sim.rules.online_orders import orders_drawn
from sim.scenario import Scenario

STREAM = int(Stream.SHELF_ORDERS)
LEVER = "new_retail"
KINDS = len(ONLINE_CATEGORIES)


class Settings(NamedTuple):
    """How shops draw buyers."""

    counter_taste: Annotated[float, From("new_retail.taste")]
    food_carried: Annotated[float, From("online.food_carried")]
    other_carried: Annotated[float, From("online.other_carried")]
    courier_fee: Annotated[int, From("new_retail.courier_fee", in_whole_money)]  # money an order
    delivery_days: Annotated[float, From("new_retail.delivery_days")]
    price_weight: Annotated[float, From("online.price_weight")]
    days_weight: Annotated[float, From("online.days_weight")]
    order_table: DrawTable
    log_season: NDArray[np.float64]  # log of orders against a mean day, by day of the run


def settings_of(scenario: Scenario, table: DrawTable, season: NDArray[np.float64]) -> Settings:
    """Settings of a scenario.

    table   that orders are drawn from; season: orders against a mean day, by day of the run
    """
    return filled(Settings, scenario, order_table=table, log_season=np.log(season))


@compiled_part
def count_offers(tables, grain, courier_fee, dearer, variety):
    """What stands on the shelves of shops that take orders, by what customers there want of it.

    dearer   float64 (categories, cells), written: log of the delivered price over the opening's,
             weighed by `counters.offered`
    variety  float64 (categories, cells), written: money a day that their customers would spend on
             these products if they found all products; who misses one takes another in the shop,
             and would not online
    """
    keepers, shelves, products = tables.keepers, tables.shelves, tables.products
    counters = tables.counters
    counters.offered[:] = 0.0
    counters.customers[:] = 0.0
    counters.near[:] = 0.0
    dearer[:] = 0.0
    variety[:] = 0.0
    for shop in range(len(counters.open)):
        cell, province = keepers.cell[shop], keepers.province[shop]
        people = math.exp(wide(keepers.traffic[shop])) * keepers.open[shop]
        counters.customers[cell] += people
        if keepers.open[shop] & keepers.new_retail[shop] == 0:
            continue
        counters.near[cell] += people
        for i in range(keepers.first_shelf[shop], keepers.first_shelf[shop + 1]):
            product = shelves.product[i]
            k = products.online[product]
            if shelves.listed[i] == 0 or shelves.stock[i] == 0:
                continue
            price = wide(shelves.price[i])
            wanted = math.exp(wide(shelves.log_mean[i])) * grain * price
            counters.offered[k, cell] += wanted
            units = people * math.exp(wide(products.appeal[province, product])) * grain
            variety[k, cell] += units * products.retail_price[product]
            delivered = price + courier_fee / counters.size[product]
            dearer[k, cell] += wanted * math.log(delivered / products.retail_price[product])


@compiled_part
def wanted_of_all(products, province, grain, worth):
    """Money a day that customers of a mean shop want of all products, float64 (categories,)."""
    worth[:] = 0.0
    for product in range(len(products.popularity)):
        if products.popularity[product] > 0.0:
            units = math.exp(wide(products.appeal[province, product]))
            worth[products.online[product]] += units * grain * products.retail_price[product]


@dispatched
@compiled
def show_shelves(tables, buyers, settings, grain):
    """Before buyers choose: how attractive the shelves around them are."""
    counters = tables.counters
    cells = counters.offered.shape[1]
    dearer, variety, worth = np.zeros((KINDS, cells)), np.zeros((KINDS, cells)), np.zeros(KINDS)
    count_offers(tables, grain, settings.courier_fee, dearer, variety)
    for cell in range(cells):
        buyer = buyer_of(cell)
        wanted_of_all(tables.products, cell // CELLS_A_PROVINCE, grain, worth)
        for k, carried in ((FOOD, settings.food_carried), (OTHER, settings.other_carried)):
            offered = counters.offered[k, cell]
            buyers.shops[k, buyer] = 0.0
            if offered > 0.0:
                usual = math.log(counters.delivered[k, buyer])
                buyers.shops[k, buyer] = attraction(
                    settings.counter_taste,
                    carried * variety[k, cell] / (counters.customers[cell] * worth[k]),
                    dearer[k, cell] / offered - usual,
                    counters.days[k, buyer] - settings.delivery_days,
                    settings.price_weight,
                    settings.days_weight,
                )


@dispatched
@compiled
def expect_orders(tables, buyers, settings, grain):
    """After buyers have chosen: who takes orders, and how many of each product they expect.

    For a unit that customers in the shop want; what shocks make of a buyer's orders is in it.
    """
    counters, keepers, usual = tables.counters, tables.keepers, tables.products.retail_price
    for shop in range(len(counters.open)):
        taking = keepers.open[shop] & keepers.new_retail[shop]
        if counters.open[shop] > taking:  # today's are served, and nobody will look at it any more
            rows = slice(keepers.first_shelf[shop], keepers.first_shelf[shop + 1])
            counters.orders[rows], counters.sent[rows] = 0, 0
        counters.open[shop] = taking
    kind = tables.products.online
    cells, products = counters.rate.shape
    for cell in range(cells):
        buyer = buyer_of(cell)
        for product in range(products):
            k = kind[product]
            counters.rate[cell, product] = NOTHING
            if counters.offered[k, cell] == 0.0 or buyers.at_shops[k, buyer] == 0.0:
                continue
            goods = counters.size[product] * usual[product]
            spent = buyers.at_shops[k, buyer] / counters.offered[k, cell]
            # A unit that customers want is worth its price; an order costs its goods and the way.
            an_order = grain * usual[product] / (goods + settings.courier_fee)
            counters.rate[cell, product] = math.log(spent * an_order) + buyers.pull[buyer]


@part(
    Over.SHOPS,
    reads="shelves: product listed stock log_mean; keepers: cell first_shelf open; counters: open"
    " rate",
    writes="counters: orders",
    needed=marketplace,
)
def draw_shelf_orders(tables, own, rules, today, piece):
    """Today's orders of every shelf that is not empty this morning.

    Where the counter is not open this month there are none, and stay none.
    """
    shelves, keepers, counters = tables.shelves, tables.keepers, tables.counters
    if len(counters.open) == 0:
        return
    settings = rules.online.counters
    first_word, second_word = day_key(today.seed, STREAM, today.day)
    log_season = settings.log_season[today.day]
    for shop in range(piece.lo_keeper, piece.hi_keeper):
        if counters.open[shop] == 0:
            continue
        rates = counters.rate[keepers.cell[shop]]
        for i in range(keepers.first_shelf[shop], keepers.first_shelf[shop + 1]):
            counters.orders[i] = 0
            if keepers.open[shop] and shelves.listed[i] and shelves.stock[i] > 0:
                counters.orders[i] = orders_drawn(
                    wide(shelves.log_mean[i]) + rates[shelves.product[i]] + log_season,
                    bits(first_word, second_word, i),
                    settings.order_table,
                )


def counted_today(state: State, rules: Any, today: Today) -> bool:
    """Whether it is a day on which shelves are counted anew."""
    lever = state.levers.get(LEVER)
    if state.online is None or lever is None or today.day < lever.first_day:
        return False
    struck = state.shocks.changes(ON_ONLINE_ORDERS, today.day)
    return struck or begins(state, today) or bool(today.first_of_month)


def begins(state: State, today: Today) -> bool:
    """Whether the lever begins today."""
    lever = state.levers.get(LEVER)
    return lever is not None and lever.first_day == today.day


def count_shelves(state: State, rules: Any, today: Today) -> None:
    """Before the day's customers: what shops offer is counted."""
    assert state.online is not None
    show_shelves(state.tables, state.online.buyers, rules.online.counters, rules.sales.grain)


def settle_rates(state: State, rules: Any, today: Today) -> None:
    """After buyers have chosen: what is to be expected from tomorrow on."""
    assert state.online is not None
    expect_orders(state.tables, state.online.buyers, rules.online.counters, rules.sales.grain)


COUNT_SHELVES = act(
    count_shelves,
    counted_today,
    reads="shelves: product listed stock log_mean price; keepers: province cell first_shelf open"
    " new_retail traffic; products: online retail_price popularity appeal; counters: size days"
    " delivered",
    writes="counters: customers near offered; buyers: shops",
)
SETTLE_RATES = act(
    settle_rates,
    counted_today,
    reads="keepers: first_shelf open new_retail; products: online retail_price; counters: size"
    " offered; buyers: pull at_shops",
    writes="counters: open rate orders sent",
)
