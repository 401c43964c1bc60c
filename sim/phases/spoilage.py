"""Evening: units past their last day are written off, for their salvage value if they have one."""

from typing import Annotated, NamedTuple

from sim.engine.machine.compiling import compiled_part
from sim.engine.phase import Over, Part, Phase, columns
from sim.engine.settings import From, filled
from sim.engine.tables.ledger import Flow, GoodsFlow, Sector, whole
from sim.engine.units import in_money_a_grain
from sim.rules.stock_by_age import by_age, expire, take
from sim.scenario import Scenario

SPOILED = int(GoodsFlow.SPOILED)
SALVAGE = int(Flow.SALVAGE)
OTHER_SELLERS = int(Sector.OTHER_SELLERS)


class Settings(NamedTuple):
    """What spoiled goods are worth."""

    # money a grain of spoiled goods
    salvage: Annotated[float, From("stock.salvage_value", in_money_a_grain)]


def settings_of(scenario: Scenario) -> Settings:
    """Settings of a scenario."""
    return filled(Settings, scenario)


@compiled_part
def age(shelves, totals, keepers, accounts, batches, ledger, salvage, today, lo_row, hi_row):
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


def spoil(tables, own, rules, today, piece):
    """What is too old is taken from the shelves."""
    age(
        tables.shelves, tables.totals, tables.keepers, tables.accounts, tables.batches, own.ledger,
        rules.spoilage.salvage, today, piece.lo_row, piece.hi_row,
    )  # fmt: skip


spoil_in_shops, spoil_at_firms = Part(spoil, Over.SHOPS), Part(spoil, Over.FIRMS)


PHASE = Phase(
    "spoilage",
    __doc__ or "",
    reads=columns(
        "shelves: product keeper sold unit_cost; batches: shelf first youngest_first;"
        "keepers: level sector"
    ),
    writes=columns(
        "shelves: stock; batches: left; totals: spoiled; accounts: cash written_off sales kept;"
        "ledger: money goods outside"
    ),
    steps=(spoil_in_shops, spoil_at_firms),
)
