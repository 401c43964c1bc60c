"""Evening: what is in stock leaves, oldest order first; a supplier that is short rations tonight's.

Goods are paid for when they are shipped, on credit or in cash, with freight and fee.
"""

from typing import Any, NamedTuple

from sim.engine.compiling import compiled, compiled_part
from sim.engine.ledger import GoodsFlow
from sim.engine.phase import Locality, Phase, columns
from sim.engine.randomness import Stream, uniform
from sim.engine.schedule import Today
from sim.engine.state import State
from sim.phases.brokerage import sell_to_wet_markets
from sim.phases.settlement import hold_back, settle
from sim.rules.forecasts import smooth
from sim.rules.rationing import proportional_share
from sim.rules.stock_by_age import take_oldest
from sim.scenario import Scenario
from sim.scenario.groups.stock import Unfilled

STREAM = int(Stream.LEAD_TIME)
BACKORDER = int(Unfilled.BACKORDER)
PRODUCED = int(GoodsFlow.PRODUCED)


class Settings(NamedTuple):
    """What goes with a shipment."""

    platform_fee: float  # share of the producer's price on direct orders
    materials_share: float  # of what a source is paid; the rest is labour
    source_level: int  # level of the sources outside the model
    service_smoothing: float  # of a shelf's fill rate, an order day


@compiled_part
def decide_shipments(shelves, totals, keepers, settings, today, lo, hi):
    """How much each supplier's shelf can ship tonight, written to shelves.sold (rows lo..hi-1)."""
    for i in range(lo, hi):
        due, backlog = shelves.due[i], shelves.backlog[i]
        shelves.sold[i] = 0
        if due + backlog == 0:
            continue
        available = shelves.capacity[i]
        if keepers.level[shelves.keeper[i]] != settings.source_level:
            available = min(available, shelves.stock[i])
        shelves.sold[i] = min(due + backlog, available)
        if due == 0:
            continue
        fresh = min(due, max(0, available - backlog))
        shelves.service[i] = smooth(shelves.service[i], fresh / due, settings.service_smoothing)
        if today.counting:
            totals.demanded[i] += due
            totals.served[i] += fresh
            totals.short[i] += 1 if fresh < due else 0


@compiled_part
def divide_among_orders(shelves, terms, keepers, levels, book, today, left, asked, lo):
    """Write to book.leaving what each line gets: oldest first, then tonight's, each its share.

    left   int64 (suppliers,): grains that each supplier can still ship tonight
    asked  int64 (suppliers,): tonight's orders that came before, for the rationing
    lo     row of the first supplier
    """
    lines = book.lines[0]
    for line in range(lines):
        book.leaving[line] = 0
        if book.due_day[line] < today.day:
            s = book.supplier[line] - lo
            book.leaving[line] = min(book.open[line], left[s])
            left[s] -= book.leaving[line]
            shelves.backlog[s + lo] -= book.leaving[line]
    for line in range(lines):
        if book.due_day[line] != today.day:
            continue
        supplier, quantity = book.supplier[line], book.open[line]
        s = supplier - lo
        share = quantity
        if left[s] < shelves.due[supplier]:
            share = proportional_share(quantity, asked[s], left[s], shelves.due[supplier])
        asked[s] += quantity
        book.leaving[line] = share


@compiled_part
def age_of_shipments(shelves, keepers, batches, today):
    """Take tonight's shipments from the oldest stock, and note their mean last day of sale."""
    for row in range(len(batches.shelf)):
        i = batches.shelf[row]
        if keepers.level[shelves.keeper[i]] > 0 and shelves.sold[i] > 0:
            days = take_oldest(batches.left[row], today.day, shelves.sold[i])
            batches.shipped_last_day[row] = days // shelves.sold[i]


@compiled_part
def put_on_the_way(shelves, terms, totals, keepers, batches, book, ledger, settings, today):
    """What leaves is out of stock, and arrives when its lead time is over."""
    ring = len(shelves.arriving)
    for line in range(book.lines[0]):
        quantity = book.leaving[line]
        if quantity == 0:
            continue
        i, supplier = book.shelf[line], book.supplier[line]
        product = shelves.product[i]
        source = keepers.level[shelves.keeper[supplier]] == settings.source_level
        if source:
            ledger.goods[PRODUCED, product] += quantity
        else:
            shelves.stock[supplier] -= quantity
        ledger.on_the_way[product] += quantity
        totals.sold[supplier] += today.counting * quantity
        lead = terms.lead[i]
        if terms.lead_spread[i] > 0:
            luck = uniform(today.seed, STREAM, today.day, i, 0)
            lead += min(int(luck * (terms.lead_spread[i] + 1)), terms.lead_spread[i])
        slot = (today.day + lead) % ring
        row = shelves.batch[i]
        if row >= 0:
            last_day = today.day + lead + batches.shelf_life[row] - 1
            if not source and shelves.batch[supplier] >= 0:
                last_day = batches.shipped_last_day[shelves.batch[supplier]]
            if shelves.arriving[slot, i] > 0:
                last_day = min(last_day, batches.arriving_last_day[slot, row])
            batches.arriving_last_day[slot, row] = last_day
        shelves.arriving[slot, i] += quantity


@compiled
def close_lines(shelves, keepers, levels, book, today):
    """Keep the lines that stay open; what a supplier does not owe is no longer on order."""
    kept = 0
    for line in range(book.lines[0]):
        i, supplier = book.shelf[line], book.supplier[line]
        rest = book.open[line] - book.leaving[line]
        if book.due_day[line] == today.day and rest > 0:
            if levels.unfilled[keepers.level[shelves.keeper[supplier]]] == BACKORDER:
                shelves.backlog[supplier] += rest
            else:
                shelves.on_order[i] -= rest
                rest = 0
        if rest > 0:
            book.shelf[kept] = i
            book.supplier[kept] = supplier
            book.due_day[kept] = book.due_day[line]
            book.open[kept] = rest
            kept += 1
    book.lines[0] = kept


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
    """Decide and send the evening's shipments of all suppliers (shelves lo and up)."""
    hi = len(shelves.stock)
    decide_shipments(shelves, totals, keepers, settings, today, lo, hi)
    for s in range(hi - lo):
        left[s] = shelves.sold[lo + s]
        asked[s] = 0
    divide_among_orders(shelves, terms, keepers, levels, book, today, left, asked, lo)
    hold_back(shelves, terms, keepers, accounts, levels, book, settings, today, money)
    age_of_shipments(shelves, keepers, batches, today)
    put_on_the_way(shelves, terms, totals, keepers, batches, book, ledger, settings, today)
    for i in range(lo, hi):
        shelves.due[i] = 0


def settings_of(scenario: Scenario, source_level: int) -> Settings:
    """Settings of a scenario."""
    share = scenario.cost.materials_share
    return Settings(
        scenario.direct.platform_fee, share, source_level, scenario.direct.service_smoothing
    )


def others(state: State, rules: Any, today: Today) -> None:
    """All shipments of the evening, and what is paid for them."""
    lo = state.shop_shelves
    suppliers = len(state.shelves.stock) - lo
    left = state.buffer("left", suppliers)
    asked = state.buffer("asked", suppliers)
    money = state.buffer("money", len(state.keepers.level))
    shelves, terms, keepers, levels = state.shelves, state.terms, state.keepers, state.levels
    run(
        shelves, terms, state.totals, keepers, state.accounts, levels, state.batches, state.book,
        state.ledger, rules.shipping, today, left, asked, money, lo,
    )  # fmt: skip
    settle(
        shelves, terms, keepers, state.accounts, levels, state.book, state.ledger, rules.shipping,
        today,
    )  # fmt: skip
    close_lines(shelves, keepers, levels, state.book, today)
    if state.farm is not None:
        lo, hi = (
            int(row) for row in keepers.first_shelf[levels.first_keeper[state.n_levels :][:2]]
        )
        sell_to_wet_markets(
            shelves, keepers, state.accounts, state.batches, state.products, state.routes,
            state.farm.markets, state.farm.crops, state.ledger, rules.brokerage, today, lo, hi,
        )  # fmt: skip


PHASE = Phase(
    "shipping",
    __doc__ or "",
    Locality.GLOBAL,
    reads=columns(
        "shelves: keeper product batch price capacity; keepers: level sector upstream province;"
        "terms: direct lead lead_spread freight; levels: unfilled credit_days;"
        "accounts: overdraft;"
        "batches: shelf shelf_life; products: weight; routes: days cost;"
        "markets: price base_price destination; crops: season_first season_days life transit_loss"
    ),
    writes=columns(
        "shelves: service forecast stock due backlog sold on_order unit_cost arriving;"
        "totals: demanded served sold short; book: lines shelf supplier due_day open leaving;"
        "accounts: cash payable receivable sales purchases direct goods_sold expenses revenue"
        " credit_due; batches: left arriving_last_day shipped_last_day; markets: taken;"
        "ledger: money credit goods outside on_the_way chain"
    ),
    chunk=None,
    others=others,
)
