"""Evening: what is in stock leaves, oldest order first; a supplier that is short rations tonight's.

Goods are paid for when they are shipped, on credit or in cash, with freight and fee.
"""

from typing import Any, NamedTuple

from sim.engine.compiling import compiled, compiled_part
from sim.engine.ledger import Flow, GoodsFlow, Sector, whole
from sim.engine.phase import Locality, Phase, columns
from sim.engine.randomness import Stream, uniform
from sim.engine.schedule import Today
from sim.engine.state import State
from sim.rules.rationing import proportional_share
from sim.rules.stock_by_age import take_oldest
from sim.scenario import Scenario
from sim.scenario.groups.stock import Unfilled

STREAM = int(Stream.LEAD_TIME)
BACKORDER = int(Unfilled.BACKORDER)
GOODS = int(Flow.GOODS_BETWEEN_FIRMS)
MATERIALS_FLOW = int(Flow.MATERIALS)
WAGES = int(Flow.WAGES)
FREIGHT = int(Flow.FREIGHT)
PLATFORM_FEE = int(Flow.PLATFORM_FEE)
MANUFACTURERS = int(Sector.MANUFACTURERS)
BROKERS = int(Sector.BROKERS)
FARMERS = int(Sector.FARMERS)
CARRIERS = int(Sector.CARRIERS)
PLATFORM = int(Sector.PLATFORM)
MATERIALS = int(Sector.MATERIALS)
LABOUR = int(Sector.LABOUR)
PRODUCED = int(GoodsFlow.PRODUCED)


class Settings(NamedTuple):
    """What goes with a shipment."""

    platform_fee: float  # share of the producer's price on direct orders
    materials_share: float  # of what a source is paid; the rest is labour
    source_level: int  # level of the sources outside the model


@compiled_part
def decide_shipments(shelves, totals, keepers, batches, settings, today, lo, hi):
    """How much each supplier's shelf can ship tonight, written to shelves.sold (rows lo..hi-1)."""
    for i in range(lo, hi):
        owed = shelves.backlog[i] + shelves.due[i]
        if owed == 0:
            shelves.sold[i] = 0
            continue
        source = keepers.level[shelves.keeper[i]] == settings.source_level
        available = shelves.capacity[i]
        if not source:
            available = min(available, shelves.stock[i])
        shipped = min(owed, available)
        shelves.sold[i] = shipped
        if today.counting and shelves.due[i] > 0:
            fresh = min(shelves.due[i], max(0, available - shelves.backlog[i]))
            totals.demanded[i] += shelves.due[i]
            totals.served[i] += fresh
            totals.short[i] += 1 if fresh < shelves.due[i] else 0


@compiled_part
def settle_goods(
    shelves, terms, keepers, accounts, levels, ledger, settings, today, i, supplier, quantity
):
    """The buyer of `quantity` pays its supplier, the carrier and the platform."""
    buyer, seller = shelves.keeper[i], shelves.keeper[supplier]
    payer, payee = keepers.sector[buyer], keepers.sector[seller]
    value = whole(quantity * shelves.price[supplier])
    freight = whole(quantity * terms.freight[i])
    landed = value + freight
    days = levels.credit_days[keepers.level[buyer]]
    if keepers.level[seller] == settings.source_level:
        materials = whole(value * settings.materials_share)
        accounts.cash[buyer] -= value
        ledger.outside[MATERIALS] += materials
        ledger.outside[LABOUR] += value - materials
        ledger.money[MATERIALS_FLOW, payer, MATERIALS] += materials
        ledger.money[WAGES, payer, LABOUR] += value - materials
    elif days > 0 and terms.direct[i] == 0 and keepers.upstream[buyer] == seller:
        ring = len(accounts.credit_due)
        accounts.credit_due[(today.day + days) % ring, buyer] += value
        accounts.payable[buyer] += value
        accounts.receivable[seller] += value
        ledger.money[GOODS, payer, payee] += value
        ledger.credit[payer, payee] += value
    else:
        accounts.cash[buyer] -= value
        accounts.cash[seller] += value
        ledger.money[GOODS, payer, payee] += value
    if terms.direct[i]:
        fee = whole(value * settings.platform_fee)
        accounts.cash[buyer] -= fee
        ledger.outside[PLATFORM] += fee
        ledger.money[PLATFORM_FEE, payer, PLATFORM] += fee
        landed += fee
    if freight > 0:
        accounts.cash[buyer] -= freight
        ledger.outside[CARRIERS] += freight
        ledger.money[FREIGHT, payer, CARRIERS] += freight
    shelves.unit_cost[i] = landed / quantity
    accounts.revenue[seller] += value
    if today.counting:
        cost = whole(quantity * shelves.unit_cost[supplier])
        accounts.sales[seller] += value
        accounts.purchases[buyer] += landed
        accounts.goods_sold[seller] += cost
        product = shelves.product[i]
        if payee == MANUFACTURERS:
            cost = 0  # all of a maker's price is the producer's part
        elif payee == BROKERS:
            ledger.chain[FARMERS, product] += cost
        if keepers.level[seller] != settings.source_level:
            ledger.chain[payee, product] += value - cost
            ledger.chain[CARRIERS, product] += freight
        if terms.direct[i]:
            accounts.direct[buyer] += value
            ledger.chain[PLATFORM, product] += landed - value - freight


@compiled_part
def put_on_the_way(shelves, terms, batches, settings, today, keepers, i, supplier, quantity):
    """Goods leave for shelf i and arrive when their lead time is over."""
    lead = terms.lead[i]
    if terms.lead_spread[i] > 0:
        luck = uniform(today.seed, STREAM, today.day, i, 0)
        lead += min(int(luck * (terms.lead_spread[i] + 1)), terms.lead_spread[i])
    ring = len(shelves.arriving)
    slot = (today.day + lead) % ring
    row = shelves.batch[i]
    if row >= 0:
        if keepers.level[shelves.keeper[supplier]] == settings.source_level:
            last_day = today.day + lead + batches.shelf_life[row] - 1
        elif shelves.batch[supplier] >= 0:
            last_day = batches.shipped_last_day[shelves.batch[supplier]]
        else:
            last_day = today.day + lead + batches.shelf_life[row] - 1
        if shelves.arriving[slot, i] > 0:
            last_day = min(last_day, batches.arriving_last_day[slot, row])
        batches.arriving_last_day[slot, row] = last_day
    shelves.arriving[slot, i] += quantity


@compiled_part
def age_of_shipments(shelves, batches, settings, today, keepers):
    """Take tonight's shipments from the oldest stock, and note their mean last day of sale."""
    for row in range(len(batches.shelf)):
        i = batches.shelf[row]
        if keepers.level[shelves.keeper[i]] > 0 and shelves.sold[i] > 0:
            days = take_oldest(batches.left[row], today.day, shelves.sold[i])
            batches.shipped_last_day[row] = days // shelves.sold[i]


@compiled_part
def ship(
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
    lo,
):
    """Serve the book, line by line, and keep the lines that stay open.

    left   int64 (suppliers,): grains that each supplier can still ship tonight
    asked  int64 (suppliers,): tonight's orders that came before, for the rationing
    lo     row of the first supplier
    """
    # Oldest first: what was owed before tonight.
    for line in range(book.lines[0]):
        if book.due_day[line] >= today.day:
            continue
        s = book.supplier[line] - lo
        quantity = min(book.open[line], left[s])
        if quantity > 0:
            left[s] -= quantity
            book.open[line] -= quantity
            shelves.backlog[s + lo] -= quantity
            deliver(
                shelves,
                terms,
                totals,
                keepers,
                accounts,
                levels,
                batches,
                ledger,
                settings,
                today,
                book.shelf[line],
                s + lo,
                quantity,
            )
    # Then tonight's orders, each its share of what is left.
    kept = 0
    for line in range(book.lines[0]):
        i, supplier, quantity = book.shelf[line], book.supplier[line], book.open[line]
        if book.due_day[line] == today.day:
            s = supplier - lo
            due = shelves.due[supplier]
            share = quantity
            if left[s] < due:
                share = proportional_share(quantity, asked[s], left[s], due)
            asked[s] += quantity
            if share > 0:
                deliver(
                    shelves,
                    terms,
                    totals,
                    keepers,
                    accounts,
                    levels,
                    batches,
                    ledger,
                    settings,
                    today,
                    i,
                    supplier,
                    share,
                )
            quantity -= share
            if levels.unfilled[keepers.level[shelves.keeper[supplier]]] == BACKORDER:
                shelves.backlog[supplier] += quantity
            else:
                shelves.on_order[i] -= quantity
                quantity = 0
        if quantity > 0:
            book.shelf[kept] = i
            book.supplier[kept] = supplier
            book.due_day[kept] = book.due_day[line]
            book.open[kept] = quantity
            kept += 1
    book.lines[0] = kept


@compiled_part
def deliver(
    shelves,
    terms,
    totals,
    keepers,
    accounts,
    levels,
    batches,
    ledger,
    settings,
    today,
    i,
    supplier,
    quantity,
):
    """Send `quantity` grains from a supplier's shelf to shelf i, against payment."""
    if keepers.level[shelves.keeper[supplier]] == settings.source_level:
        ledger.goods[PRODUCED, shelves.product[supplier]] += quantity
    else:
        shelves.stock[supplier] -= quantity
    ledger.on_the_way[shelves.product[i]] += quantity
    totals.sold[supplier] += today.counting * quantity
    settle_goods(
        shelves, terms, keepers, accounts, levels, ledger, settings, today, i, supplier, quantity
    )
    put_on_the_way(shelves, terms, batches, settings, today, keepers, i, supplier, quantity)


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
    lo,
):
    """The evening's shipments of all suppliers, whose shelves are the rows lo and up."""
    hi = len(shelves.stock)
    decide_shipments(shelves, totals, keepers, batches, settings, today, lo, hi)
    age_of_shipments(shelves, batches, settings, today, keepers)
    for s in range(hi - lo):
        left[s] = shelves.sold[lo + s]
        asked[s] = 0
    ship(
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
        lo,
    )
    for i in range(lo, hi):
        shelves.due[i] = 0


def settings_of(scenario: Scenario, source_level: int) -> Settings:
    """Settings of a scenario."""
    return Settings(scenario.direct.platform_fee, scenario.cost.materials_share, source_level)


def others(state: State, rules: Any, today: Today) -> None:
    """All shipments of the evening."""
    lo = state.shop_shelves
    suppliers = len(state.shelves.stock) - lo
    left = state.buffer("left", suppliers)
    asked = state.buffer("asked", suppliers)
    run(
        state.shelves,
        state.terms,
        state.totals,
        state.keepers,
        state.accounts,
        state.levels,
        state.batches,
        state.book,
        state.ledger,
        rules.shipping,
        today,
        left,
        asked,
        lo,
    )


PHASE = Phase(
    "shipping",
    __doc__ or "",
    Locality.GLOBAL,
    reads=columns(
        "shelves: keeper product price capacity; keepers: level sector upstream;"
        "terms: direct lead lead_spread freight; levels: unfilled credit_days;"
        "batches: shelf_life left"
    ),
    writes=columns(
        "shelves: stock due backlog sold on_order unit_cost arriving;"
        "totals: demanded served sold short; book: lines shelf supplier due_day open;"
        "accounts: cash payable receivable sales purchases direct goods_sold revenue credit_due;"
        "batches: left arriving_last_day shipped_last_day; ledger: money credit goods outside on_the_way chain"
    ),
    shops=None,
    others=others,
)
