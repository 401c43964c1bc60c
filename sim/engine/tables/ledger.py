"""Who paid whom for what, and where each kilogram went.

Phases add to these accumulators where a flow happens. They are checked against the change of stocks
and balances, and never computed from them.
"""

from enum import IntEnum
from typing import Annotated, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.machine.compiling import compiled
from sim.engine.tables.columns import Column, Total, allocate


class Sector(IntEnum):
    """Who pays and is paid; the columns of the transaction-flow matrix."""

    CONSUMERS = 0
    SHOPS = 1
    WHOLESALERS_1 = 2
    WHOLESALERS_2 = 3
    WHOLESALERS_3 = 4
    WHOLESALERS_4 = 5
    WHOLESALERS_5 = 6
    MANUFACTURERS = 7
    BROKERS = 8
    FARMERS = 9
    PLATFORM = 10
    CARRIERS = 11
    WET_MARKETS = 12
    PROCESSORS = 13
    LABOUR = 14
    MATERIALS = 15
    PREMISES = 16
    GOVERNMENT = 17
    OTHER_SELLERS = 18
    MERCHANTS = 19  # who sell online
    OTHER_BUYERS = 20  # firms and government who buy online


class Flow(IntEnum):
    """What a payment is for; the rows of the transaction-flow matrix."""

    RETAIL_SALES = 0
    GOODS_BETWEEN_FIRMS = 1
    PRODUCE_AT_FARM_GATE = 2
    PRODUCE_TO_MARKETS = 3
    PRODUCE_TO_PROCESSORS = 4
    FREIGHT = 5
    HAULAGE = 6
    PLATFORM_FEE = 7
    MARKET_FEE = 8
    MATERIALS = 9
    WAGES = 10
    RENT_AND_OPERATION = 11
    FARM_INPUTS = 12
    TRANSFERS = 13
    PROPERTY_INCOME = 14
    OTHER_CONSUMPTION = 15
    DRAWINGS = 16
    SALVAGE = 17
    BAD_DEBT = 18
    HOUSEHOLD_SPENDING = 19
    ONLINE_SALES = 20
    ONLINE_REFUNDS = 21
    PARCEL_FREIGHT = 22
    TAKE_RATE = 23
    OWNERS_CAPITAL = 24
    LOSS_REFUNDS = 25
    GOING_ONLINE = 26
    RELIEF = 27
    CLAIMS_SOLD = 28
    LOCAL_DELIVERY = 29
    PICK_UP_FEE = 30


class GoodsFlow(IntEnum):
    """How goods enter, leave and change hands with the outside."""

    OPENING = 0
    PRODUCED = 1
    HARVESTED = 2
    SOLD_TO_CONSUMERS = 3
    SOLD_OUTSIDE = 4
    OWN_USE = 5
    LOST_ON_FARM = 6
    SPOILED = 7
    LOST_IN_TRANSIT = 8
    LIQUIDATED = 9
    RETURNED = 10


ENTERS = (GoodsFlow.PRODUCED, GoodsFlow.HARVESTED)
LEAVES = (
    GoodsFlow.SOLD_TO_CONSUMERS,
    GoodsFlow.SOLD_OUTSIDE,
    GoodsFlow.OWN_USE,
    GoodsFlow.LOST_ON_FARM,
    GoodsFlow.SPOILED,
    GoodsFlow.LOST_IN_TRANSIT,
    GoodsFlow.LIQUIDATED,
    GoodsFlow.RETURNED,
)


class Ledger(NamedTuple):
    """Accumulators since the run began."""

    money: Annotated[Total, Column("money", "(flow, payer, payee): value that changed hands")]
    credit: Annotated[Total, Column("money", "(debtor, creditor): trade credit granted")]
    repaid: Annotated[Total, Column("money", "(debtor, creditor): trade credit ended")]
    goods: Annotated[Total, Column("grain", "(goods flow, product)")]
    outside: Annotated[Total, Column("money", "balance of each outside sector")]
    chain: Annotated[Total, Column("money", "(sector, product): kept of what consumers pay")]
    on_the_way: Annotated[Total, Column("grain", "by product: shipped and not arrived")]


def open_ledger(products: int) -> Ledger:
    """An empty ledger for so many products."""
    sectors = len(Sector)
    return allocate(
        Ledger,
        sectors,
        money=(len(Flow), sectors, sectors),
        credit=(sectors, sectors),
        repaid=(sectors, sectors),
        goods=(len(GoodsFlow), products),
        chain=(sectors, products),
        on_the_way=(products,),
    )


@compiled
def is_outside(sector):
    """Whether nobody of a sector is in the model: the ledger alone knows how much money it has."""
    return (sector >= Sector.PLATFORM) & (sector != Sector.MERCHANTS)


@compiled
def pay(ledger, flow, payer, payee, money):
    """Money changes hands between two sectors, for one thing.

    Who is in the model empties and fills tills of their own; of all others the ledger has them.
    """
    ledger.money[flow, payer, payee] += money
    if is_outside(payer):
        ledger.outside[payer] -= money
    if is_outside(payee):
        ledger.outside[payee] += money


@compiled
def add_by_product(sums, product_of, amounts):
    """Add each amount to the sum of its product."""
    if len(sums) == 1:  # no need to wait for the last sum before the next amount
        total = 0
        for i in range(len(amounts)):
            total += amounts[i]
        sums[0] += total
    else:
        for i in range(len(amounts)):
            sums[product_of[i]] += amounts[i]


@compiled
def whole(value):
    """Round a value to whole grains, halves up: but for `whole_by_chance`, the one place."""
    return int(value + 0.5)


def wholes(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """What `whole` makes of each of some values, none below 0."""
    rounded: NDArray[np.float64] = np.floor(values + 0.5)
    return rounded


@compiled
def whole_by_chance(value, luck):
    """Round a value up or down so that it is right on average, however small; luck: in [0, 1)."""
    return int(value + luck)
