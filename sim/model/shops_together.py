"""Phases that work shop by shop, run together: a chunk of neighbouring shops at a time.

So the shelves of a chunk stay in the processor's cache. Any cut into chunks, and any number of
threads that share them, gives the same bits: a chunk writes to rows of its own, and all sums are of
integers.
"""

from sim.engine.compiling import compiled, compiled_part
from sim.engine.doors import door
from sim.engine.meetings import begin_section, end_section, meet, next_part
from sim.phases import (
    accounting,
    adoption,
    arrivals,
    demand,
    forecasting,
    market,
    ordering,
    sales,
    spoilage,
)

BY_DAY = ("arrivals", "demand", "sales", "spoilage", "forecasting", "ordering")
AT_CLOSING = ("market", "accounting", "adoption")
EVERY = -1
AT_A_TIME = 64  # sums


@compiled_part
def move(part, whole):
    """Add the sums of a mate to those of the state; most are zero, and looked at many at a time."""
    sums, of_all = part.reshape(-1), whole.reshape(-1)
    for first in range(0, len(sums), AT_A_TIME):
        end = min(first + AT_A_TIME, len(sums))
        found = 0
        for k in range(first, end):
            found |= sums[k]
        if found == 0:
            continue
        for k in range(first, end):
            of_all[k] += sums[k]
            sums[k] = 0


@compiled_part
def add_up_pool(team, pool, whole):
    """One mate after another adds what its shops have shown the platform."""
    for rank in range(1, team.size):
        if team.rank == rank:
            move(pool.seen, whole.seen)
            move(pool.weight, whole.weight)
        meet(team)


@compiled_part
def add_up_books(team, ledger, history, tables):
    """One mate after another adds its ledger, and its history if a shelf has a new product."""
    for rank in range(1, team.size):
        if team.rank == rank:
            whole = tables.ledger
            move(ledger.money, whole.money)
            move(ledger.credit, whole.credit)
            move(ledger.repaid, whole.repaid)
            move(ledger.goods, whole.goods)
            move(ledger.outside, whole.outside)
            move(ledger.chain, whole.chain)
            move(ledger.on_the_way, whole.on_the_way)
            move(history.days, tables.history.days)
            move(history.empty, tables.history.empty)
            move(history.demanded, tables.history.demanded)
            move(history.served, tables.history.served)
            move(history.sold, tables.history.sold)
            move(history.lost, tables.history.lost)
        meet(team)


@compiled_part
def work_by_day(team, today, only, tables, pool, ledger, rules, chunks):
    """The phases of BY_DAY, for one chunk of shops after another.

    only  place in BY_DAY of the one phase to run, or EVERY
    """
    shelves, terms, totals, keepers = (
        tables.shelves, tables.terms, tables.totals, tables.keepers,
    )  # fmt: skip
    accounts, batches, products = tables.accounts, tables.batches, tables.products
    levels, estimates, counters = tables.levels, tables.estimates, tables.counters
    begin_section(team)
    part = next_part(team)
    while part < len(chunks):
        lo, hi, lo_shop, hi_shop, lo_row, hi_row = chunks[part]
        part = next_part(team)
        if only in (EVERY, 0):
            arrivals.chunk(shelves, terms, totals, batches, ledger, today, lo, hi)
        if only in (EVERY, 1):
            demand.chunk(shelves, rules.demand, today, lo, hi)
        if only in (EVERY, 2):
            sales.chunk(
                shelves,
                totals,
                keepers,
                accounts,
                products,
                counters,
                ledger,
                rules.sales,
                today,
                lo,
                hi,
                lo_shop,
                hi_shop,
            )
        if only in (EVERY, 3):
            spoilage.chunk(
                shelves,
                totals,
                keepers,
                accounts,
                batches,
                ledger,
                rules.salvage,
                today,
                lo_row,
                hi_row,
            )
        if only in (EVERY, 4):
            forecasting.chunk(
                shelves,
                keepers,
                levels,
                pool,
                estimates,
                rules.forecasting,
                today,
                lo_shop,
                hi_shop,
            )
        if only in (EVERY, 5):
            ordering.chunk(
                shelves,
                terms,
                keepers,
                accounts,
                levels,
                batches,
                estimates,
                rules.ordering,
                today,
                lo_shop,
                hi_shop,
            )
    meet(team)
    add_up_pool(team, pool, tables.pool)
    end_section(team)


@door
@compiled
def shops_by_day(team, kept, today, only):
    """`work_by_day`, shared by threads."""
    work_by_day(team, today, only, *kept.parts)


@compiled_part
def work_at_closing(
    team, today, only, tables, history, platform_shelf, pool, ledger, rules, chunks
):
    """The phases of AT_CLOSING, for one chunk of shops after another.

    platform_shelf  int32 (provinces, products): where farmers offer to shops, or -1
    only            place in AT_CLOSING of the one phase to run, or EVERY
    """
    shelves, terms, totals, keepers = (
        tables.shelves, tables.terms, tables.totals, tables.keepers,
    )  # fmt: skip
    accounts, batches, products = tables.accounts, tables.batches, tables.products
    routes = tables.routes
    begin_section(team)
    part = next_part(team)
    while part < len(chunks):
        lo, hi, lo_shop, hi_shop, _, _ = chunks[part]
        part = next_part(team)
        if only in (EVERY, 0):
            market.chunk(
                shelves,
                terms,
                keepers,
                products,
                tables.cells,
                rules.market,
                rules.tastes,
                today,
                lo_shop,
                hi_shop,
            )
        if only in (EVERY, 1):
            accounting.chunk(
                shelves,
                totals,
                keepers,
                accounts,
                ledger,
                rules.accounting,
                today,
                lo,
                hi,
                lo_shop,
                hi_shop,
            )
        if only in (EVERY, 2):
            adoption.chunk(
                shelves,
                terms,
                totals,
                history,
                keepers,
                batches,
                pool,
                products,
                routes,
                platform_shelf,
                rules.adoption,
                today,
                lo_shop,
                hi_shop,
            )
    meet(team)
    add_up_books(team, ledger, history, tables)
    end_section(team)


@door
@compiled
def shops_at_closing(team, kept, today, only):
    """`work_at_closing`, shared by threads."""
    work_at_closing(team, today, only, *kept.parts)
