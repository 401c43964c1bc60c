"""The second turn of the day: orders go up the tiers, goods come down, farmers sell, prices stand.

Threads share the rows of each step, with a barrier between them.
"""

from typing import Any

from sim.engine.machine.barrier import barrier
from sim.engine.machine.compiling import compiled_part
from sim.engine.phase import EVERY
from sim.engine.tables.state import State
from sim.model.reduction import Share
from sim.model.rules import Rules
from sim.phases import harvest, market, ordering, sales, shipping
from sim.phases.farm import produce_market
from sim.phases.online import dispatch as online_dispatch
from sim.phases.platform import pooling

PHASES = ("sales", "forecasting", "ordering", "shipping", "harvest", "market")


@compiled_part
def work(
    team, today, only, tables, ledger, farm, online, searches, rules, brokers, mail, sums, lots,
    produce,
):  # fmt: skip
    """What the phases do outside shops.

    farm     FarmTables, or None; online, searches: an Evening and how people look, or None
    brokers  their level
    mail, sums, lots, produce  what ordering, shipping, harvest and market work with
    """
    if only in (EVERY, 0) and team.rank == 0:
        sales.consumers_pay(tables, online, rules.sales, today)
    if only in (EVERY, 1) and team.rank == team.size - 1:
        pooling.post_estimates(tables, online, searches, rules.forecasting, today)
    if only in (EVERY, 2):
        ordering.order_of_tiers(team, today, tables, ledger, mail, rules.ordering, brokers)
        barrier(team)
    if only in (EVERY, 3):
        shipping.ship(
            team, today, tables, ledger, farm, online, rules.shipping, rules.brokerage, brokers,
            sums,
        )  # fmt: skip
        barrier(team)
    if farm is not None and only in (EVERY, 4):
        harvest.gather_and_sell(team, today, tables, ledger, farm, rules.harvest, lots)
        barrier(team)
    if only in (EVERY, 5):
        market.post_upstream(
            team, today, tables, rules.tastes, produce, rules.produce_market, rules.market, brokers
        )


def parts_of(share: Share, state: State, rules: Rules) -> tuple[Any, ...]:
    """What `work` is handed in one thread."""
    farm, online, once = state.farm, state.online, state.once
    season = rules.harvest.season_market  # a harvest is priced where it is sold
    return (
        state.tables, share.ledger, farm and farm.tables,
        online and once(online_dispatch.evening_of), online and online.rules.searches, rules,
        state.n_levels, once(ordering.room_of), once(shipping.sums_of),
        farm and once(harvest.room_of), None if season else once(produce_market.produce_of),
    )  # fmt: skip
