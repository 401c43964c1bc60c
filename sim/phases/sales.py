"""Day: stock serves demand, oldest first; the unserved go on, choose anew, wait or give up."""

from typing import Annotated, NamedTuple

import numpy as np

from sim.engine.machine.compiling import compiled_part
from sim.engine.phase import Over, Phase, part
from sim.engine.settings import From, filled
from sim.engine.tables.ledger import Flow, GoodsFlow, Sector, add_by_product, pay, whole
from sim.engine.units import in_whole_money
from sim.phases.online.counter_sales import hand_over, set_aside, settle_online
from sim.phases.online.counters import SETTLE_RATES
from sim.phases.online.sales import sell_online
from sim.phases.shops.second_choices import second_choices
from sim.scenario import Scenario
from sim.scenario.groups.stock_choices import Unfilled


class Settings(NamedTuple):
    """What unserved customers do, in shares."""

    other_shop: Annotated[float, From("demand.other_shop")]
    other_product: Annotated[float, From("demand.other_product")]
    wait: Annotated[float, From("demand.wait")]
    unfilled: Annotated[int, From("stock.unfilled", level=0)]  # Unfilled of level 0
    grain: Annotated[int, From("grain.goods")]  # grains of goods a unit; a customer wants one unit
    # money an order that a shop serves online
    courier_fee: Annotated[int, From("new_retail.courier_fee", in_whole_money)]


@compiled_part
def first_choices(shelves, totals, settings, today, lo, hi):
    """Serve those who come back, then today's customers, each at the shelf of first choice."""
    backorder, counting = settings.unfilled == Unfilled.BACKORDER, today.counting
    counted_before = today.counting_day > 0  # who came back today had asked on a day that counts
    stock, sold, unserved_now = shelves.stock[lo:hi], shelves.sold[lo:hi], shelves.unserved[lo:hi]
    demanded, listed, lost = shelves.demanded[lo:hi], shelves.listed[lo:hi], totals.lost[lo:hi]
    coming_back = shelves.backlog[lo:hi] if backorder else shelves.waiting[lo:hi]
    for i in range(hi - lo):
        on_hand, back, wanted = stock[i], coming_back[i], demanded[i]
        served_back = min(back, on_hand - min(wanted, 0))  # what is brought back serves, too
        served = min(wanted, on_hand - served_back)
        stock[i] = on_hand - served_back - served
        sold[i] = served_back + served
        unserved_now[i] = wanted - served
        # A backlog stays until it is served; who waited in vain gives up.
        coming_back[i] = back - served_back + wanted - served if backorder else 0
        lost[i] += 0 if backorder else counted_before * (back - served_back)
    if counting:
        days, asked = totals.days[lo:hi], totals.demanded[lo:hi]
        at_once, short = totals.served[lo:hi], totals.short[lo:hi]
        for i in range(hi - lo):
            days[i] += listed[i]
            asked[i] += demanded[i]
            at_once[i] += demanded[i] - unserved_now[i]
            short[i] += 1 if unserved_now[i] > 0 else 0


@compiled_part
def give_up(unserved, lost):
    """All who were not served leave with nothing."""
    for i in range(len(unserved)):
        lost[i] += max(unserved[i], 0)


@compiled_part
def find_worth(sold, price, unit_cost, value, margin):
    """Money for what was sold, and how much more that is than it had cost, shelf by shelf."""
    for i in range(len(value)):
        value[i] = whole(sold[i] * price[i])
        margin[i] = value[i] - whole(sold[i] * unit_cost[i])


@compiled_part
def see_what_is_left(stock, sold_out):
    """Which shelves are empty."""
    for i in range(len(stock)):
        sold_out[i] = stock[i] == 0


@compiled_part
def take_money(tables, ledger, today, lo_shop, hi_shop):
    """Customers pay what was sold on the shelves of the shops lo_shop..hi_shop-1."""
    shelves, totals, accounts = tables.shelves, tables.totals, tables.accounts
    counting, first_shelf = today.counting, tables.keepers.first_shelf
    lo, hi = first_shelf[lo_shop], first_shelf[hi_shop]
    sold, price, unit_cost = shelves.sold[lo:hi], shelves.price[lo:hi], shelves.unit_cost[lo:hi]
    value, margin = np.empty(hi - lo, np.int64), np.empty(hi - lo, np.int64)
    find_worth(sold, price, unit_cost, value, margin)
    see_what_is_left(shelves.stock[lo:hi], shelves.sold_out[lo:hi])
    product_of, sold_in_all = shelves.product[lo:hi], totals.sold[lo:hi]
    add_by_product(ledger.goods[GoodsFlow.SOLD_TO_CONSUMERS], product_of, sold)
    if counting:
        add_by_product(ledger.chain[Sector.SHOPS], product_of, margin)
        for i in range(hi - lo):
            sold_in_all[i] += sold[i]
    revenue_of, cash, sales = accounts.revenue, accounts.cash, accounts.sales
    goods_sold, kept = accounts.goods_sold, accounts.kept
    paid = 0
    for shop in range(lo_shop, hi_shop):
        revenue, gain = 0, 0
        for i in range(first_shelf[shop] - lo, first_shelf[shop + 1] - lo):
            revenue += value[i]
            gain += margin[i]
        revenue_of[shop] = revenue
        cash[shop] += revenue
        kept[shop] += gain
        if counting:
            sales[shop] += revenue
            goods_sold[shop] += revenue - gain
        paid += revenue
    pay(ledger, Flow.RETAIL_SALES, Sector.CONSUMERS, Sector.SHOPS, paid)


@part(
    Over.SHOPS,
    reads="shelves: keeper product listed demanded price unit_cost; keepers: first_shelf place"
    " first_neighbour end_neighbour open; products: online next_alike; counters: size open orders",
    writes="shelves: stock backlog waiting unserved sold_out sold; totals: days short demanded"
    " served sold lost; accounts: cash revenue sales goods_sold kept; ledger: money goods chain;"
    " counters: sent paid back brought missed",
)
def sell(tables, own, rules, today, piece):
    """Sell on the shelves of whole neighbourhoods."""
    shelves, totals, keepers = tables.shelves, tables.totals, tables.keepers
    counters = tables.counters
    lo, hi, settings, products = piece.lo, piece.hi, rules.sales, tables.products
    lo_shop, hi_shop, online = piece.lo_keeper, piece.hi_keeper, len(counters.open) > 0
    if online:
        set_aside(shelves, counters, keepers, lo_shop, hi_shop)
    first_choices(shelves, totals, settings, today, lo, hi)
    if settings.unfilled != Unfilled.BACKORDER:
        if settings.other_shop + settings.other_product + settings.wait > 0.0:
            second_choices(tables, settings, today, lo, hi)
        elif today.counting:
            give_up(shelves.unserved[lo:hi], totals.lost[lo:hi])
    if online:
        hand_over(shelves, counters, keepers, products.online, lo_shop, hi_shop)
    take_money(tables, own.ledger, today, lo_shop, hi_shop)


@part(
    Over.WHOLE,
    reads="keepers: cell; accounts: revenue; levels: first_keeper",
    writes="cells: cash",
)
def consumers_pay(tables, own, rules, today, piece):
    """The people of each cell pay what its shops took today."""
    cell_of, revenue, cash = tables.keepers.cell, tables.accounts.revenue, tables.cells.cash
    shop, shops = 0, tables.levels.first_keeper[1]
    while shop < shops:
        cell, paid = cell_of[shop], 0  # neighbours are mostly of one cell
        while shop < shops and cell_of[shop] == cell:
            paid += revenue[shop]
            shop += 1
        cash[cell] -= paid


def settings_of(scenario: Scenario) -> Settings:
    """Settings of a scenario."""
    return filled(Settings, scenario)


PHASE = Phase(
    "sales",
    __doc__ or "",
    steps=(sell, SETTLE_RATES, sell_online, consumers_pay, settle_online),
)
