"""Evening: units past their last day are written off, for their salvage value if they have one."""

from sim.engine.machine.compiling import compiled_part
from sim.engine.phase import Locality, Phase, columns
from sim.engine.tables.ledger import Flow, GoodsFlow, Sector, whole
from sim.rules.stock_by_age import by_age, expire, take

SPOILED = int(GoodsFlow.SPOILED)
SALVAGE = int(Flow.SALVAGE)
OTHER_SELLERS = int(Sector.OTHER_SELLERS)


@compiled_part
def chunk(shelves, totals, keepers, accounts, batches, ledger, salvage, today, lo_row, hi_row):
    """Age the stock of the rows lo_row..hi_row-1 of the shelves whose goods age.

    salvage  money a grain that a spoiled grain still fetches
    """
    for row in range(lo_row, hi_row):
        i = batches.shelf[row]
        keeper = shelves.keeper[i]
        left = by_age(batches, row)
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
        lost = whole(expired * shelves.unit_cost[i])
        accounts.kept[keeper] += value - lost
        if today.counting:
            totals.spoiled[i] += expired
            accounts.sales[keeper] += value
            accounts.written_off[keeper] += lost


@compiled_part
def spoil_at_firms(tables, ledger, salvage, today, lo_row):
    """The same at middlemen, makers and brokers: all rows from lo_row on."""
    chunk(
        tables.shelves, tables.totals, tables.keepers, tables.accounts, tables.batches,
        ledger, salvage, today, lo_row, len(tables.batches.shelf),
    )  # fmt: skip


PHASE = Phase(
    "spoilage",
    __doc__ or "",
    Locality.SHELF,
    reads=columns(
        "shelves: product keeper sold unit_cost; batches: shelf first youngest_first;"
        "keepers: level sector"
    ),
    writes=columns(
        "shelves: stock; batches: left; totals: spoiled; accounts: cash written_off sales kept;"
        "ledger: money goods outside"
    ),
    chunk=chunk,
    others=None,
)
