"""The first of the month: wages, transfers and property income come in, households spend elsewhere.

A part of accounting. Urban cells live on wages, rural cells on what their farmers hand over.
"""

import math

from sim.engine.machine.compiling import compiled, compiled_part
from sim.engine.machine.dispatch import dispatched
from sim.engine.tables.ledger import Flow, Sector, pay, whole
from sim.rules.credit import payment

RURAL = 1  # the second cell of a province


@dispatched
@compiled
def farmers_month(tables, farm, purse, today):
    """Other income of every farm household, and what it hands over for the month's purchases.

    Households of a province differ in what they get, and spend in proportion to it.
    purse  float64 (provinces,): what farm households earn over their first year's income
    """
    cells, ledger = tables.cells, tables.ledger
    farmers, households = farm.farmers, farm.households
    wages, transfers = households.wages.sum(), households.transfers.sum()
    property_income, spent = households.property.sum(), 0
    incomes = households.wages + households.transfers + households.property
    for farmer in range(len(farmers.cash)):
        province = farmers.province[farmer]
        income, usual = farmers.monthly[farmer], incomes[province]
        farmers.cash[farmer] += income
        farmers.other[farmer] += today.counting * income
        usual_budget = households.spending[province] * purse[province]
        wanted = whole(usual_budget * income / usual) if usual > 0 else 0
        budget = payment(wanted, farmers.cash[farmer], 0)
        farmers.cash[farmer] -= budget
        cells.cash[2 * province + RURAL] += budget
        spent += budget
    pay(ledger, Flow.WAGES, Sector.LABOUR, Sector.FARMERS, wages)
    pay(ledger, Flow.TRANSFERS, Sector.GOVERNMENT, Sector.FARMERS, transfers)
    pay(ledger, Flow.PROPERTY_INCOME, Sector.PREMISES, Sector.FARMERS, property_income)
    pay(ledger, Flow.HOUSEHOLD_SPENDING, Sector.FARMERS, Sector.CONSUMERS, spent)


@compiled_part
def gone_from_shops(cells, cell):
    """Money a month that people of a cell spend online and no longer in the shops."""
    gone = 0
    for k in range(len(cells.kept)):
        in_shops = cells.in_shops[k, cell] * math.exp(cells.purse[cell])
        gone += whole(in_shops) - whole(in_shops * math.exp(cells.kept[k, cell]))
    return gone


@dispatched
@compiled
def consumers_month(tables, purse):
    """Urban wages, and what all cells spend elsewhere than in the shops of the model.

    What they have spent online in the month before, they don't spend elsewhere, but for what shops
    have lost to it.

    purse  as in `farmers_month`
    """
    cells, ledger = tables.cells, tables.ledger
    for cell in range(len(cells.cash)):
        income, elsewhere = cells.income[cell], cells.elsewhere[cell]
        if cell % 2 == RURAL:
            elsewhere = whole(elsewhere * purse[cell // 2])
        else:
            cells.cash[cell] += income
            pay(ledger, Flow.WAGES, Sector.LABOUR, Sector.CONSUMERS, income)
        spent = max(elsewhere - cells.online[cell] + cells.moved[cell], 0)
        cells.moved[cell] = gone_from_shops(cells, cell)
        cells.online[cell] = 0
        cells.cash[cell] -= spent
        pay(ledger, Flow.OTHER_CONSUMPTION, Sector.CONSUMERS, Sector.OTHER_SELLERS, spent)
