"""Evening: units past their last day are written off, for their salvage value if they have one."""

from typing import Any

from sim.engine.compiling import compiled
from sim.engine.doors import door
from sim.engine.ledger import Flow, GoodsFlow, Sector, whole
from sim.engine.phase import Locality, Phase, columns
from sim.engine.schedule import Today
from sim.engine.state import State
from sim.rules.stock_by_age import expire, take

SPOILED = int(GoodsFlow.SPOILED)
SALVAGE = int(Flow.SALVAGE)
OTHER_SELLERS = int(Sector.OTHER_SELLERS)


@compiled
def chunk(shelves, totals, keepers, accounts, batches, ledger, salvage, today, lo_row, hi_row):
    """Age the stock of the rows lo_row..hi_row-1 of the shelves whose goods age.

    salvage  money a grain that a spoiled grain still fetches
    """
    for row in range(lo_row, hi_row):
        i = batches.shelf[row]
        keeper = shelves.keeper[i]
        left = batches.left[row]
        if keepers.level[keeper] == 0 and shelves.sold[i] > 0:
            take(left, today.day, shelves.sold[i], batches.youngest_first[row])
        expired = expire(left, today.day)
        if expired == 0:
            continue
        shelves.stock[i] -= expired
        ledger.goods[SPOILED, shelves.product[i]] += expired
        value = whole(expired * salvage)
        accounts.cash[keeper] += value
        ledger.outside[OTHER_SELLERS] -= value
        ledger.money[SALVAGE, OTHER_SELLERS, keepers.sector[keeper]] += value
        if today.counting:
            totals.spoiled[i] += expired
            accounts.sales[keeper] += value
            accounts.written_off[keeper] += whole(expired * shelves.unit_cost[i])


chunk_from_outside = door(chunk)


def others(state: State, rules: Any, today: Today) -> None:
    """Spoilage at middlemen, makers and brokers."""
    first = int(state.chunks[-1, 5]) if len(state.chunks) else 0
    _rows(state, rules, today, first, len(state.batches.shelf))


def _rows(state: State, rules: Any, today: Today, lo_row: int, hi_row: int) -> None:
    """Spoilage of some rows of stock by age."""
    chunk_from_outside(
        state.shelves,
        state.totals,
        state.keepers,
        state.accounts,
        state.batches,
        state.ledger,
        rules.salvage,
        today,
        lo_row,
        hi_row,
    )


PHASE = Phase(
    "spoilage",
    __doc__ or "",
    Locality.SHELF,
    reads=columns(
        "shelves: product keeper sold unit_cost; batches: shelf youngest_first;"
        "keepers: level sector"
    ),
    writes=columns(
        "shelves: stock; batches: left; totals: spoiled; accounts: cash written_off sales;"
        "ledger: money goods outside"
    ),
    chunk=chunk,
    others=others,
)
