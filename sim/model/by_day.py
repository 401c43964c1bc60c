"""The first turn of the day: shops sell, count and order, a chunk of neighbours at a time.

So the shelves of a chunk stay in the processor's cache. Any cut into chunks, and any number of
threads that share them, gives the same bits: a chunk writes to rows of its own, and all sums are of
integers.
"""

from typing import Any

from sim.engine.machine.barrier import barrier, next_task
from sim.engine.machine.compiling import compiled_part
from sim.engine.phase import EVERY
from sim.engine.tables.state import State
from sim.model.reduction import Share, add_up_pool
from sim.model.rules import Rules
from sim.phases import arrivals, demand, forecasting, ordering, sales, spoilage
from sim.phases.online import demand as online_demand
from sim.phases.online import sales as online_sales
from sim.phases.online import stall_orders

PHASES = ("arrivals", "demand", "sales", "spoilage", "forecasting", "ordering")


@compiled_part
def elsewhere(today, only, tables, ledger, farm, online, rules, online_rules, rows, source_level):
    """What the phases do outside shops.

    farm, online  FarmTables and OnlineTables, or None
    rows          how many of the shelves whose goods age are in shops
    """
    if only in (EVERY, 0):
        arrivals.arrive_at_firms(tables, ledger, today, source_level)
    if online is not None and only in (EVERY, 1):
        online_demand.order_of_offers(online, online_rules.demand, today)
        if farm is not None:
            stall_orders.draw_stall_orders(
                farm.sellers, farm.stalls, farm.bazaar, online_rules.stall_orders, today
            )
    if online is not None and only in (EVERY, 2):
        online_sales.sell_online(online, tables.cells, ledger, today)
    if only in (EVERY, 3):
        spoilage.spoil_at_firms(tables, ledger, rules.salvage, today, rows)


@compiled_part
def work(
    team, today, only, tables, share, farm, online, rules, online_rules, chunks, rows, source_level
):
    """The phases, for one chunk of shops after another; the last thread is elsewhere before.

    share  ledger, pool and history of this thread; the others as in `elsewhere`
    """
    ledger, pool, _ = share
    shelves, terms, totals, keepers = (
        tables.shelves, tables.terms, tables.totals, tables.keepers,
    )  # fmt: skip
    accounts, batches, products = tables.accounts, tables.batches, tables.products
    levels, estimates, counters = tables.levels, tables.estimates, tables.counters
    if team.rank == team.size - 1:
        elsewhere(
            today, only, tables, ledger, farm, online, rules, online_rules, rows, source_level
        )
    part = next_task(team)
    while part < len(chunks):
        lo, hi, lo_shop, hi_shop, lo_row, hi_row = chunks[part]
        part = next_task(team)
        if only in (EVERY, 0):
            arrivals.chunk(shelves, terms, totals, batches, ledger, today, lo, hi)
        if only in (EVERY, 1):
            demand.chunk(
                shelves, keepers, counters, rules.demand, online_rules, today,
                lo, hi, lo_shop, hi_shop,
            )  # fmt: skip
        if only in (EVERY, 2):
            sales.chunk(
                shelves, totals, keepers, accounts, products, counters, ledger, rules.sales, today,
                lo, hi, lo_shop, hi_shop,
            )  # fmt: skip
        if only in (EVERY, 3):
            spoilage.chunk(
                shelves, totals, keepers, accounts, batches, ledger, rules.salvage, today,
                lo_row, hi_row,
            )  # fmt: skip
        if only in (EVERY, 4):
            forecasting.chunk(
                shelves, keepers, levels, pool, estimates, rules.forecasting, today,
                lo_shop, hi_shop,
            )  # fmt: skip
        if only in (EVERY, 5):
            ordering.chunk(
                shelves, terms, keepers, accounts, levels, batches, products, estimates,
                rules.ordering, today, lo_shop, hi_shop,
            )  # fmt: skip
    barrier(team)
    add_up_pool(team, pool, tables.pool)


def parts_of(share: Share, state: State, rules: Rules) -> tuple[Any, ...]:
    """What `work` is handed in one thread."""
    farm, online = state.farm, state.online
    rows = int(state.chunks[-1, 5]) if len(state.chunks) else 0
    return (
        state.tables, share, farm and farm.tables, online and online.tables, rules,
        online and online.rules.by_day, state.chunks, rows, state.source_level,
    )  # fmt: skip
