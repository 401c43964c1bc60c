"""What the plots of a province yield tonight, and the channel that luck has for each lot.

A part of harvest. Passes over lists, so that no branch is hard to foresee, and memory is asked for
early.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.machine.compiling import compiled_part
from sim.engine.randomness import Stream, bits, day_key, fraction
from sim.engine.tables.columns import wide
from sim.engine.tables.ledger import Flow, GoodsFlow, Sector, pay, whole
from sim.phases.farm.growing import reaped, rounding

HARVEST, CHANNEL = int(Stream.HARVEST), int(Stream.CHANNEL)


WAYS = LOTS, FOR_SHOPS, FOR_BROKERS, FOR_MARKET = (0, 1, 2, 3)  # of lots, in the counts


class Gathered(NamedTuple):
    """Tonight's lots, of all provinces or of one: room for one a plot."""

    counts: NDArray[np.int64]  # (provinces, 4): lots in all, and those that go each way
    plot: NDArray[np.int64]  # that is ripe
    luck: NDArray[np.float64]  # of the harvest, in [0, 1)
    chance: NDArray[np.float64]  # that decides on the channel, in [0, 1)
    quantity: NDArray[np.int64]  # grains that the household can spare
    earned: NDArray[np.int64]  # money
    spent: NDArray[np.int64]  # money, on inputs, haulage and fees
    for_shops: NDArray[np.int64]  # which lots go each way: their places in this table
    for_brokers: NDArray[np.int64]
    for_market: NDArray[np.int64]


@compiled_part
def lots_of(gathered, lo, hi):
    """The part of the table in which a province's lots stand."""
    return Gathered(
        gathered.counts,
        gathered.plot[lo:hi],
        gathered.luck[lo:hi],
        gathered.chance[lo:hi],
        gathered.quantity[lo:hi],
        gathered.earned[lo:hi],
        gathered.spent[lo:hi],
        gathered.for_shops[lo:hi],
        gathered.for_brokers[lo:hi],
        gathered.for_market[lo:hi],
    )


@compiled_part
def reap(farm, own, settings, today, gathered, province, rows):
    """Harvest the ripe plots of a province, and let luck choose the channel of each lot.

    rows  where its plots begin, and where they end
    Returns the number of lots, and of those for shops, brokers and the market.
    """
    markets, crops, ledger, ripe = farm.markets, farm.crops, own.ledger, own.room.lots.ripe
    product_of, lot = farm.plots.product, farm.plots.lot
    plot_of, luck, chance = gathered.plot, gathered.luck, gathered.chance
    lots = 0
    for plot in range(rows[0], rows[1]):
        plot_of[lots] = plot
        lots += ripe[product_of[plot]]
    first, second = day_key(today.seed, HARVEST, today.day)
    for k in range(lots):
        luck[k] = rounding(plot_of[k], len(lot), settings.season_market, first, second)
    first, second = day_key(today.seed, CHANNEL, today.day)
    for k in range(lots):
        chance[k] = fraction(bits(first, second, plot_of[k]))

    planted, yields = markets.planted[province], markets.yields[province]
    to_broker, to_market = markets.to_broker[province], markets.to_market[province]
    spared = markets.spared[province]
    loss, gate_price = crops.loss, crops.gate_price
    harvested, own_use = ledger.goods[GoodsFlow.HARVESTED], ledger.goods[GoodsFlow.OWN_USE]
    lost_on_farm = ledger.goods[GoodsFlow.LOST_ON_FARM]
    quantity_of, earned, spent = gathered.quantity, gathered.earned, gathered.spent
    for_shops, for_brokers = gathered.for_shops, gathered.for_brokers
    for_market = gathered.for_market
    shops, brokers, sellers, bought = 0, 0, 0, 0
    for k in range(lots):
        plot, u = plot_of[k], chance[k]
        product = product_of[plot]
        grown = wide(lot[plot]) * planted[product] * yields[product] * spared + luck[k]
        harvest, kept, lost = reaped(grown, settings.own_use, loss[product])
        quantity = harvest - kept - lost
        harvested[product] += harvest
        own_use[product] += kept
        lost_on_farm[product] += lost
        inputs = whole(quantity * gate_price[product] * settings.inputs)
        bought += inputs
        quantity_of[k], earned[k], spent[k] = quantity, 0, inputs
        some = quantity > 0
        broker, shop = some & (u < to_broker[product]), some & (u >= to_market[product])
        for_shops[shops], for_brokers[brokers], for_market[sellers] = k, k, k
        shops += shop
        brokers += broker
        sellers += some & (not (broker | shop))
    pay(ledger, Flow.FARM_INPUTS, Sector.FARMERS, Sector.MATERIALS, bought)
    return lots, shops, brokers, sellers
