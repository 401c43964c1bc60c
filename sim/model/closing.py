"""The last turn of the day: shops post prices, pay and choose, a chunk at a time; books close."""

from typing import Any

from sim.engine.machine.barrier import barrier, next_task
from sim.engine.machine.compiling import compiled_part
from sim.engine.phase import EVERY
from sim.engine.tables.state import State
from sim.model.reduction import Share, add_up_books
from sim.model.rules import Rules
from sim.phases import accounting, adoption, market
from sim.phases.entry import exits

PHASES = ("market", "accounting", "adoption")


@compiled_part
def work(
    team, today, only, tables, share, platform_shelf, rules, chunks, source_level, brokers,
    insolvent,
):  # fmt: skip
    """The phases, for one chunk of shops after another; then what is left at all other firms.

    share           ledger, pool and history of this thread
    platform_shelf  int32 (provinces, products): where farmers offer to shops, or -1
    brokers         their level; insolvent: where those who have to close are noted
    """
    shelves, terms, totals, keepers = (
        tables.shelves, tables.terms, tables.totals, tables.keepers,
    )  # fmt: skip
    accounts, batches, products = tables.accounts, tables.batches, tables.products
    routes = tables.routes
    ledger, pool, history = share
    if only in (EVERY, 1) and team.rank == team.size - 1:
        accounting.count_at_firms(tables, today, source_level)
    part = next_task(team)
    while part < len(chunks):
        lo, hi, lo_shop, hi_shop, _, _ = chunks[part]
        part = next_task(team)
        if only in (EVERY, 0):
            market.chunk(
                shelves, terms, keepers, products, tables.cells, rules.market, rules.tastes,
                rules.neighbours, today, lo_shop, hi_shop,
            )  # fmt: skip
        if only in (EVERY, 1):
            accounting.chunk(
                shelves, totals, keepers, accounts, ledger, rules.accounting, today,
                lo, hi, lo_shop, hi_shop,
            )  # fmt: skip
        if only in (EVERY, 2):
            adoption.chunk(
                shelves, terms, totals, history, keepers, batches, pool, products, tables.cells,
                routes, platform_shelf, rules.adoption, rules.neighbours, today, lo_shop, hi_shop,
            )  # fmt: skip
    barrier(team)
    add_up_books(team, ledger, history, tables)
    if team.rank == 0:
        if only in (EVERY, 1):
            accounting.close_firms(tables, rules.accounting, today, source_level)
        if only in (EVERY, 2):
            exits.find_insolvent(
                keepers, accounts.arrears_days, rules.adoption.arrears_days, brokers, insolvent
            )
            if insolvent.how_many[1] > 0:
                firms = tables.levels.first_keeper[source_level]
                exits.sell_off(tables, rules.adoption.liquidation_share, firms)


def parts_of(share: Share, state: State, rules: Rules) -> tuple[Any, ...]:
    """What `work` is handed in one thread."""
    return (
        state.tables, share, state.platform_shelf, rules, state.chunks, state.source_level,
        state.n_levels, state.once(exits.nobody_insolvent),
    )  # fmt: skip
