"""Evening: what is in stock leaves, oldest order first; a supplier that is short rations tonight's.

Goods are paid for when they are shipped, on credit or in cash, with freight and fee.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.compiling import compiled, compiled_part
from sim.engine.ledger import GoodsFlow
from sim.engine.phase import Locality, Phase, columns
from sim.engine.randomness import Stream, uniform
from sim.engine.schedule import Today
from sim.engine.state import State
from sim.phases.brokerage import sell_to_wet_markets
from sim.phases.dividing import close_lines, divide_among_orders
from sim.phases.returns import take_back
from sim.phases.settlement import settle
from sim.rules.forecasts import smooth
from sim.rules.lead_times import extra_days
from sim.rules.stock_by_age import take
from sim.scenario import Scenario

STREAM = int(Stream.LEAD_TIME)
PRODUCED = int(GoodsFlow.PRODUCED)


class Settings(NamedTuple):
    """What goes with a shipment."""

    platform_fee: float  # share of the producer's price on direct orders
    materials_share: float  # of what a source is paid; the rest is labour
    source_level: int  # level of the sources outside the model
    service_smoothing: float  # of a shelf's fill rate, an order day
    lead_chances: NDArray[np.float64]  # of 0, 1, ... or fewer days longer; none: all alike


@compiled_part
def decide_shipments(shelves, totals, level_of, settings, today, left, lo):
    """How much each supplier's shelf can ship tonight, to shelves.sold and `left` (lo: the first).

    level_of  int32 (keepers,)
    """
    due_of, backlog_of, sold, stock = shelves.due, shelves.backlog, shelves.sold, shelves.stock
    capacity, keeper_of, service = shelves.capacity, shelves.keeper, shelves.service
    demanded, served, short = totals.demanded, totals.served, totals.short
    for i in range(lo, len(stock)):
        due, backlog = due_of[i], backlog_of[i]
        sold[i] = 0
        left[i - lo] = 0
        if due + backlog == 0:
            continue
        available = capacity[i]
        if level_of[keeper_of[i]] != settings.source_level:
            available = min(available, stock[i])
        sold[i] = min(due + backlog, available)
        left[i - lo] = sold[i]
        if due == 0:
            continue
        fresh = min(due, max(0, available - backlog))
        service[i] = smooth(service[i], fresh / due, settings.service_smoothing)
        if today.counting:
            demanded[i] += due
            served[i] += fresh
            short[i] += 1 if fresh < due else 0


@compiled_part
def age_of_shipments(sold, batches, today, lo):
    """Take tonight's shipments from stock by age, and note their mean last day of sale."""
    shelf, left, shipped_last_day = batches.shelf, batches.left, batches.shipped_last_day
    for row in range(len(shelf)):
        i = shelf[row]
        if i >= lo and sold[i] > 0:
            days = take(left[row], today.day, sold[i], batches.youngest_first[row])
            shipped_last_day[row] = days // sold[i]


@compiled_part
def put_on_the_way(shelves, terms, totals, level_of, batches, book, ledger, settings, today):
    """What leaves is out of stock, and arrives when its lead time is over."""
    leaving, shelf, supplier_of = book.leaving, book.shelf, book.supplier
    product_of, keeper_of, batch = shelves.product, shelves.keeper, shelves.batch
    stock, arriving, sold = shelves.stock, shelves.arriving, totals.sold
    goods, on_the_way = ledger.goods, ledger.on_the_way
    lead_of, lead_spread = terms.lead, terms.lead_spread
    shelf_life, arriving_last_day = batches.shelf_life, batches.arriving_last_day
    shipped_last_day = batches.shipped_last_day
    ring = len(arriving)
    for line in range(book.lines[0]):
        quantity = leaving[line]
        if quantity == 0:
            continue
        i, supplier = shelf[line], supplier_of[line]
        product = product_of[i]
        source = level_of[keeper_of[supplier]] == settings.source_level
        if source:
            goods[PRODUCED, product] += quantity
        else:
            stock[supplier] -= quantity
        on_the_way[product] += quantity
        sold[supplier] += today.counting * quantity
        lead = lead_of[i]
        if lead_spread[i] > 0:
            # One draw for all parts of an order.
            luck = uniform(today.seed, STREAM, book.due_day[line], i, 0)
            lead += extra_days(luck, lead_spread[i], settings.lead_chances)
        slot = (today.day + lead) % ring
        row = batch[i]
        if row >= 0:
            last_day = today.day + lead + shelf_life[row] - 1
            if not source and batch[supplier] >= 0:
                last_day = shipped_last_day[batch[supplier]]
            if arriving[slot, i] > 0:
                last_day = min(last_day, arriving_last_day[slot, row])
            arriving_last_day[slot, row] = last_day
        arriving[slot, i] += quantity


@compiled
def run(
    shelves,
    terms,
    totals,
    keepers,
    accounts,
    levels,
    batches,
    book,
    ledger,
    settings,
    today,
    left,
    asked,
    money,
    lo,
):
    """Decide, send and settle the evening's shipments of all suppliers (shelves lo and up).

    left, asked, money  buffers of `divide_among_orders`
    """
    decide_shipments(shelves, totals, keepers.level, settings, today, left, lo)
    divide_among_orders(
        shelves, terms, keepers, accounts, levels, book, settings, today.day, left, asked, money, lo
    )
    age_of_shipments(shelves.sold, batches, today, lo)
    put_on_the_way(shelves, terms, totals, keepers.level, batches, book, ledger, settings, today)
    settle(shelves, terms, keepers, accounts, levels, book, ledger, settings, today)
    close_lines(shelves, keepers.level, levels.unfilled, book, today.day)
    shelves.due[lo:] = 0


def settings_of(scenario: Scenario, source_level: int) -> Settings:
    """Settings of a scenario."""
    share = scenario.cost.materials_share
    return Settings(
        scenario.direct.platform_fee,
        share,
        source_level,
        scenario.direct.service_smoothing,
        np.cumsum(scenario.stock.lead_time_chances, dtype=np.float64),
    )


def others(state: State, rules: Any, today: Today) -> None:
    """All shipments of the evening, and what is paid for them."""
    lo = state.shop_shelves
    suppliers = len(state.shelves.stock) - lo
    left = state.buffer("left", suppliers)
    asked = state.buffer("asked", suppliers)
    money = state.buffer("money", len(state.keepers.level))
    shelves, terms, keepers, levels = state.shelves, state.terms, state.keepers, state.levels
    if levels.returns.any():
        take_back(
            shelves, keepers, state.accounts, state.book, state.ledger, rules.shipping, today,
            state.n_levels,
        )  # fmt: skip
    run(
        shelves, terms, state.totals, keepers, state.accounts, levels, state.batches, state.book,
        state.ledger, rules.shipping, today, left, asked, money, lo,
    )  # fmt: skip
    if state.farm is not None:
        lo, hi = (
            int(row) for row in keepers.first_shelf[levels.first_keeper[state.n_levels :][:2]]
        )
        accounts, farm = state.accounts, state.farm
        sell_to_wet_markets(
            shelves.stock, shelves.keeper, shelves.product,
            shelves.batch, shelves.unit_cost, keepers.province, accounts.cash, accounts.revenue,
            accounts.sales, accounts.goods_sold, accounts.expenses, state.batches.left,
            state.products.weight, state.routes.days, state.routes.cost, farm.markets, farm.crops,
            state.ledger, rules.brokerage, today, lo, hi,
        )  # fmt: skip


PHASE = Phase(
    "shipping",
    __doc__ or "",
    Locality.GLOBAL,
    reads=columns(
        "shelves: keeper product batch price capacity; keepers: level sector upstream province;"
        "terms: direct lead lead_spread freight; levels: unfilled credit_days returns;"
        "accounts: overdraft;"
        "batches: shelf shelf_life youngest_first; products: weight; routes: days cost;"
        "markets: price base_price destination; crops: season_first season_days life arrives"
    ),
    writes=columns(
        "shelves: service stock due backlog sold on_order unit_cost arriving;"
        "totals: demanded served sold short; book: lines shelf supplier due_day open leaving;"
        "accounts: cash payable receivable sales purchases direct goods_sold expenses revenue"
        " credit_due; batches: left arriving_last_day shipped_last_day; markets: taken;"
        "ledger: money credit goods outside on_the_way chain"
    ),
    chunk=None,
    others=others,
)
