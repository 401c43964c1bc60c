"""Evening: units past their last day are written off, for their salvage value if they have one."""

from sim.engine.compiling import compiled
from sim.engine.ledger import Flow, GoodsFlow, Sector, whole
from sim.engine.phase import Locality, Phase, columns
from sim.rules.stock_by_age import expire, take_oldest

PHASE = Phase(
    "spoilage",
    __doc__ or "",
    Locality.SHELF,
    reads=columns("shelves: product keeper sold unit_cost; batches: shelf; keepers: level sector"),
    writes=columns(
        "shelves: stock; batches: left; totals: spoiled; accounts: cash written_off sales;"
        "ledger: money goods outside"
    ),
)
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
            take_oldest(left, today.day, shelves.sold[i])
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
