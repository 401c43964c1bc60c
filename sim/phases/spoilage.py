"""Evening: units past their last day are written off, for their salvage value if they have one."""

from typing import Annotated, NamedTuple

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


def spoil(tables, own, rules, today, piece):
    """What is too old is taken from the shelves whose goods age, and what can be sold of it is."""
    shelves, totals, keepers = tables.shelves, tables.totals, tables.keepers
    accounts, batches, ledger = tables.accounts, tables.batches, own.ledger
    for row in range(piece.lo_row, piece.hi_row):
        i = batches.shelf[row]
        keeper = shelves.keeper[i]
        left = by_age(batches, row)
        if keepers.level[keeper] == 0 and shelves.sold[i] > 0:
            take(left, today.day, shelves.sold[i], batches.youngest_first[row])
        expired = expire(left, today.day)
        if expired == 0:
            continue
        shelves.stock[i] -= expired
        ledger.goods[GoodsFlow.SPOILED, shelves.product[i]] += expired
        value = whole(expired * rules.spoilage.salvage)
        accounts.cash[keeper] += value
        pay(ledger, Flow.SALVAGE, Sector.OTHER_SELLERS, keepers.sector[keeper], value)
        lost = whole(expired * shelves.unit_cost[i])
        accounts.kept[keeper] += value - lost
        if today.counting:
            totals.spoiled[i] += expired
            accounts.sales[keeper] += value
            accounts.written_off[keeper] += lost


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
