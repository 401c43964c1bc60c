"""What the plots of the day yield, and which way each lot is sold. A part of harvest.

Plots stand by province. Those of a province are worked on in passes over lists: what is reaped, and
the channel that luck has for each lot; then the lots for shops, for brokers and for the market. So
no branch is hard to foresee, and memory is asked for early.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.columns import wide
from sim.engine.compiling import compiled_part
from sim.engine.ledger import Flow, GoodsFlow, Sector, whole
from sim.engine.randomness import Stream, bits, day_key, fraction
from sim.phases.growing import reaped, rounding
from sim.phases.lots import book_market_sales, market_sale, offer_to_shops
from sim.rules.seasons import in_season
from sim.rules.stock_by_age import place_of

HARVEST, CHANNEL = int(Stream.HARVEST), int(Stream.CHANNEL)
FARMERS, BROKERS, MATERIALS = int(Sector.FARMERS), int(Sector.BROKERS), int(Sector.MATERIALS)
FARM_INPUTS, AT_FARM_GATE = int(Flow.FARM_INPUTS), int(Flow.PRODUCE_AT_FARM_GATE)
HARVESTED, OWN_USE = int(GoodsFlow.HARVESTED), int(GoodsFlow.OWN_USE)
LOST_ON_FARM, SOLD_OUTSIDE = int(GoodsFlow.LOST_ON_FARM), int(GoodsFlow.SOLD_OUTSIDE)


class Gathered(NamedTuple):
    """The lots of a province tonight: room for one a plot."""

    plot: NDArray[np.int64]  # that is ripe
    luck: NDArray[np.float64]  # of the harvest, in [0, 1)
    chance: NDArray[np.float64]  # that decides on the channel, in [0, 1)
    quantity: NDArray[np.int64]  # grains that the household can spare
    earned: NDArray[np.int64]  # money
    spent: NDArray[np.int64]  # money, on inputs, haulage and fees
    for_shops: NDArray[np.int64]  # which lots go each way: rows of this table
    for_brokers: NDArray[np.int64]
    for_market: NDArray[np.int64]


@compiled_part
def room_for(lots):
    """A table for so many lots."""
    return Gathered(
        np.empty(lots, np.int64), np.empty(lots, np.float64), np.empty(lots, np.float64),
        np.empty(lots, np.int64), np.empty(lots, np.int64), np.empty(lots, np.int64),
        np.empty(lots, np.int64), np.empty(lots, np.int64), np.empty(lots, np.int64),
    )  # fmt: skip


@compiled_part
def reap(plots, markets, crops, ledger, settings, today, ripe, gathered, province, lo, hi):
    """Harvest the ripe plots among lo..hi-1, and let luck choose the channel of each lot.

    ripe  int64 (products,): 1 in season
    Returns the number of lots, and of those for shops, brokers and the market.
    """
    product_of, lot = plots.product, plots.lot
    plot_of, luck, chance = gathered.plot, gathered.luck, gathered.chance
    lots = 0
    for plot in range(lo, hi):
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
    loss, gate_price = crops.loss, crops.gate_price
    harvested, own_use = ledger.goods[HARVESTED], ledger.goods[OWN_USE]
    lost_on_farm = ledger.goods[LOST_ON_FARM]
    quantity_of, earned, spent = gathered.quantity, gathered.earned, gathered.spent
    for_shops, for_brokers = gathered.for_shops, gathered.for_brokers
    for_market = gathered.for_market
    shops, brokers, sellers, bought = 0, 0, 0, 0
    for k in range(lots):
        plot, u = plot_of[k], chance[k]
        product = product_of[plot]
        grown = wide(lot[plot]) * planted[product] * yields[product] + luck[k]
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
    ledger.outside[MATERIALS] += bought
    ledger.money[FARM_INPUTS, FARMERS, MATERIALS] += bought
    return lots, shops, brokers, sellers


@compiled_part
def sell_to_shops(plots, markets, lots, stock, day, gathered, province, shops, sellers):
    """Lots are put on the platform while it has room; returns how many now go to market."""
    for nth in range(shops):
        k = gathered.for_shops[nth]
        if lots.lines[0] == len(lots.shelf):
            gathered.for_market[sellers] = k
            sellers += 1
            continue
        plot, quantity = gathered.plot[k], gathered.quantity[k]
        farmer, product = plots.farmer[plot], plots.product[plot]
        offer_to_shops(lots, markets, stock, day, farmer, province, product, quantity)
    return sellers


@compiled_part
def sell_to_brokers(
    plots, brokered, markets, stock, keeper_of, batch, unit_cost, open_of, cash, purchases, left,
    ledger, counting, place, gathered, province, brokers, sellers,
):  # fmt: skip
    """Brokers buy while they are open and have the cash; returns how many lots now go to market.

    place  int64 (products,): of today's harvest in stock by last day of sale
    """
    product_of, broker_shelf, farmer_of = plots.product, plots.broker, plots.farmer
    offer, bought = markets.offer[province], markets.bought[province]
    plot_of, quantity_of, earned = gathered.plot, gathered.quantity, gathered.earned
    for_brokers, for_market = gathered.for_brokers, gathered.for_market
    paid = 0
    for nth in range(brokers):
        k = for_brokers[nth]
        plot, quantity = plot_of[k], quantity_of[k]
        product, i = product_of[plot], broker_shelf[plot]
        broker, price = keeper_of[i], offer[product]
        value = whole(quantity * price)
        if open_of[broker] == 0 or cash[broker] < value:
            for_market[sellers] = k
            sellers += 1
            continue
        unit_cost[i] = price
        stock[i] += quantity
        row = batch[i]
        if row >= 0:
            left[row, place[product]] += quantity
        cash[broker] -= value
        purchases[broker] += counting * value
        bought[product] += quantity
        brokered[farmer_of[plot]] += counting * value
        earned[k] = value
        paid += value
    ledger.money[AT_FARM_GATE, BROKERS, FARMERS] += paid
    return sellers


@compiled_part
def sell_at_market(plots, markets, ledger, settings, gathered, province, sellers):
    """Farmers take lots to the province's wholesale market."""
    base_price, price_of = markets.base_price[province], markets.price[province]
    product_of, taken, sold_outside = (
        plots.product,
        markets.taken[province],
        ledger.goods[SOLD_OUTSIDE],
    )
    plot_of, quantity_of, for_market = gathered.plot, gathered.quantity, gathered.for_market
    earned, spent = gathered.earned, gathered.spent
    total, processed, fees, haulage = 0, 0, 0, 0
    for nth in range(sellers):
        k = for_market[nth]
        quantity, product = quantity_of[k], product_of[plot_of[k]]
        least, posted = base_price[product] * settings.floor, price_of[product]
        value, fee, haul = market_sale(quantity, posted, least, settings)
        taken[product] += quantity
        sold_outside[product] += quantity
        earned[k] = value
        spent[k] += fee + haul
        total += value
        processed += (posted <= least) * value
        fees += fee
        haulage += haul
    book_market_sales(ledger, total, processed, fees, haulage)


@compiled_part
def settle_with_farmers(farmer_of, farmers, gathered, counting, lots):
    """Each farmer's account of the night."""
    cash, sales, costs = farmers.cash, farmers.sales, farmers.costs
    plot_of, earned, spent = gathered.plot, gathered.earned, gathered.spent
    for k in range(lots):
        farmer = farmer_of[plot_of[k]]
        cash[farmer] += earned[k] - spent[k]
        sales[farmer] += counting * earned[k]
        costs[farmer] += counting * spent[k]


@compiled_part
def gather(
    plots,
    farmers,
    markets,
    crops,
    lots,
    stock,
    keeper_of,
    batch,
    unit_cost,
    open_of,
    accounts_cash,
    purchases,
    left,
    ledger,
    settings,
    today,
    first_plot,
):
    """Harvest the plots whose day it is, and sell what the households can spare.

    stock .. unit_cost        columns of the shelves; open_of: of the keepers
    accounts_cash, purchases  of the accounts; left: int32 (rows, ring), stock by last day of sale
    first_plot                int64 (provinces + 1,): today's plots by province
    """
    ripe, place = np.zeros(len(crops.life), np.int64), np.zeros(len(crops.life), np.int64)
    for product in range(len(ripe)):
        ripe[product] = in_season(
            today.day_of_year, crops.season_first[product], crops.season_days[product]
        )
        last_day = today.day + crops.life[product] - 1
        place[product] = place_of(last_day, today.day, left.shape[1])
    most = 0
    for province in range(len(first_plot) - 1):
        most = max(most, first_plot[province + 1] - first_plot[province])
    gathered = room_for(most)
    for province in range(len(first_plot) - 1):
        n, shops, brokers, sellers = reap(
            plots, markets, crops, ledger, settings, today, ripe, gathered, province,
            first_plot[province], first_plot[province + 1],
        )  # fmt: skip
        sellers = sell_to_shops(
            plots, markets, lots, stock, today.day, gathered, province, shops, sellers
        )
        sellers = sell_to_brokers(
            plots, farmers.brokered, markets, stock, keeper_of, batch, unit_cost, open_of,
            accounts_cash, purchases, left, ledger, today.counting, place, gathered, province,
            brokers, sellers,
        )  # fmt: skip
        sell_at_market(plots, markets, ledger, settings, gathered, province, sellers)
        settle_with_farmers(plots.farmer, farmers, gathered, today.counting, n)
