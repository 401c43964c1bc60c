"""Evening: units past their last day are written off, for their salvage value if they have one."""

from typing import Annotated, NamedTuple

from sim.engine.machine.compiling import compiled_part
from sim.engine.phase import Over, Phase, part
from sim.engine.settings import From, filled
from sim.engine.tables.ledger import Flow, GoodsFlow, Sector, pay, whole
from sim.engine.units import in_money_a_grain
from sim.rules.stock_by_age import by_age, expire, take
from sim.scenario import Scenario


class Settings(NamedTuple):
    """What spoiled goods are worth."""

    # money a grain of spoiled goods
    salvage: Annotated[float, From("stock.salvage_value", in_money_a_grain)]


def settings_of(scenario: Scenario) -> Settings:
    """Settings of a scenario."""
    return filled(Settings, scenario)


@compiled_part
def write_off(tables, ledger, settings, today, i, quantity):
    """So much on a shelf is too old: it is taken away, and what can be sold of it is."""
    shelves, accounts, keeper = tables.shelves, tables.accounts, tables.shelves.keeper[i]
    shelves.stock[i] -= quantity
    ledger.goods[GoodsFlow.SPOILED, shelves.product[i]] += quantity
    value = whole(quantity * settings.salvage)
    accounts.cash[keeper] += value
    pay(ledger, Flow.SALVAGE, Sector.OTHER_SELLERS, tables.keepers.sector[keeper], value)
    lost = whole(quantity * shelves.unit_cost[i])
    accounts.kept[keeper] += value - lost
    if today.counting:
        tables.totals.spoiled[i] += quantity
        accounts.sales[keeper] += value
        accounts.written_off[keeper] += lost


def spoil(tables, own, rules, today, piece):
    """What is too old is written off from the shelves whose goods age."""
    shelves, keepers, batches = tables.shelves, tables.keepers, tables.batches
    for row in range(piece.lo_row, piece.hi_row):
        i = batches.shelf[row]
        keeper = shelves.keeper[i]
        left = by_age(batches, row)
        if keepers.level[keeper] == 0 and shelves.sold[i] > 0:
            take(left, today.day, shelves.sold[i], batches.youngest_first[row])
        expired = expire(left, today.day)
        if expired > 0:
            write_off(tables, own.ledger, rules.spoilage, today, i, expired)


spoil_in_shops, spoil_at_firms = (
    part(
        over,
        reads="shelves: keeper product sold unit_cost; batches: shelf youngest_first first;"
        " keepers: level sector",
        writes="shelves: stock; totals: spoiled; batches: left;"
        " accounts: cash sales written_off kept; ledger: money goods outside",
    )(spoil)
    for over in (Over.SHOPS, Over.FIRMS)
)


PHASE = Phase(
    "spoilage",
    __doc__ or "",
    steps=(spoil_in_shops, spoil_at_firms),
)
