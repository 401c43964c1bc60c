"""Phases that work shop by shop, run together: a chunk of neighbouring shops at a time.

So the shelves of a chunk stay in the processor's cache. Any cut into chunks, and any number of
threads that share them, gives the same bits: a chunk writes to rows of its own, and all sums are of
integers.
"""

from sim.engine.compiling import compiled
from sim.engine.doors import door
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


@door
@compiled
def shops_by_day(
    shelves,
    terms,
    totals,
    keepers,
    accounts,
    levels,
    batches,
    pool,
    estimates,
    products,
    ledger,
    rules,
    today,
    chunks,
    only,
):
    """The phases of BY_DAY, for one chunk of shops after another.

    only  place in BY_DAY of the one phase to run, or EVERY
    """
    for part in range(len(chunks)):
        lo, hi, lo_shop, hi_shop, lo_row, hi_row = chunks[part]
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


@door
@compiled
def shops_at_closing(
    shelves,
    terms,
    totals,
    history,
    keepers,
    accounts,
    batches,
    pool,
    products,
    routes,
    platform_shelf,
    ledger,
    rules,
    today,
    chunks,
    only,
):
    """The phases of AT_CLOSING, for one chunk of shops after another.

    platform_shelf  int32 (provinces, products): where farmers offer to shops, or -1
    only            place in AT_CLOSING of the one phase to run, or EVERY
    """
    for part in range(len(chunks)):
        lo, hi, lo_shop, hi_shop, _, _ = chunks[part]
        if only in (EVERY, 0):
            market.chunk(
                shelves,
                terms,
                keepers,
                products,
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
