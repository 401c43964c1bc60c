"""Farmers' lots: some wait on the platform for a shop's order, others go to the market.

A part of harvest. What nobody orders goes to the market after some days, two before its last at the
latest.
"""

from typing import NamedTuple

from sim.engine.machine.compiling import compiled_part
from sim.engine.tables.ledger import Flow, GoodsFlow, Sector, pay, whole
from sim.rules.seasons import LAST_DAYS
from sim.rules.stock_by_age import add, by_age, take_oldest


class Lot(NamedTuple):
    """What a household has to sell of a harvest."""

    farmer: int
    province: int
    product: int
    quantity: int


@compiled_part
def market_sale(quantity, posted, settings):
    """What a lot fetches at the wholesale market, and what the farmer pays of it: fee and haulage.

    posted  the market's price, money a grain
    """
    value = whole(quantity * posted)
    return value, whole(value * settings.market_fee), haulage_of(quantity, settings)


@compiled_part
def haulage_of(quantity, settings):
    """What the way to the wholesale market costs a farmer."""
    return whole(quantity * settings.haul)


@compiled_part
def book_market_sales(ledger, value, processed, fees, haulage):
    """Sums of farmers' sales at markets; processed: of the value, what processors pay."""
    pay(ledger, Flow.PRODUCE_TO_MARKETS, Sector.WET_MARKETS, Sector.FARMERS, value - processed)
    pay(ledger, Flow.PRODUCE_TO_PROCESSORS, Sector.PROCESSORS, Sector.FARMERS, processed)
    pay(ledger, Flow.MARKET_FEE, Sector.FARMERS, Sector.WET_MARKETS, fees)
    pay(ledger, Flow.HAULAGE, Sector.FARMERS, Sector.CARRIERS, haulage)


@compiled_part
def take_to_market(farm, ledger, settings, today, lot):
    """A household takes produce that it had kept to the wholesale market.

    Returns the value, how much of it processors pay, the market's fee and the haulage.
    """
    markets, farmers = farm.markets, farm.farmers
    farmer, province, product, quantity = lot
    value, fee, haul = market_sale(quantity, markets.price[province, product], settings)
    markets.taken[province, product] += quantity
    markets.brought[province, product] += quantity
    ledger.goods[GoodsFlow.SOLD_OUTSIDE, product] += quantity
    farmers.cash[farmer] += value - fee - haul
    farmers.sales[farmer] += today.counting * value
    farmers.costs[farmer] += today.counting * (fee + haul)
    if len(farm.registry.hauled) > 0:
        farm.registry.hauled[farmer] += haul
    return value, whole(value * markets.processed[province, product]), fee, haul


@compiled_part
def offer_to_shops(tables, day, lot):
    """A farmer puts a lot on the platform's shelf of the province."""
    lots, markets, stock = tables.farm.lots, tables.farm.markets, tables.shelves.stock
    farmer, province, product, quantity = lot
    line = lots.lines[0]
    shelf = markets.platform_shelf[province, product]
    row, life = tables.shelves.batch[shelf], tables.farm.crops.life[product]
    if row >= 0:
        add(by_age(tables.batches, row), day, day + life - 1, quantity)
    lots.farmer[line] = farmer
    lots.shelf[line] = shelf
    lots.left[line] = quantity
    lots.day[line] = day
    lots.lines[0] = line + 1
    stock[shelf] += quantity
    markets.put[province, product] += quantity


@compiled_part
def settle_lots(tables, farm, settings, today, sold, first):
    """Pay the farmers whose lots shops have ordered; what waits too long goes to the market.

    sold   int64 (platform shelves,): what left each tonight and is not paid yet
    first  the first shelf of the platform
    """
    lots, farmers, markets, crops = farm.lots, farm.farmers, farm.markets, farm.crops
    shelves, ledger, cash = tables.shelves, tables.ledger, tables.accounts.cash
    batches = tables.batches
    stock, product_of, keeper = shelves.stock, shelves.product, shelves.keeper
    sold_of, price, province_of = shelves.sold, shelves.price, tables.keepers.province
    for shelf in range(len(sold)):
        sold[shelf] = sold_of[first + shelf]
    kept, total, processed, fees, haulage = 0, 0, 0, 0, 0
    for line in range(lots.lines[0]):
        farmer, shelf, left = lots.farmer[line], lots.shelf[line], lots.left[line]
        product, seller = product_of[shelf], keeper[shelf]
        province = province_of[seller]
        taken = min(left, sold[shelf - first])
        if taken > 0:
            # Lines were rounded one by one: the till pays out no more than it took.
            value = min(int(taken * price[shelf]), cash[seller])
            sold[shelf - first] -= taken
            markets.ordered[province, product] += taken
            cash[seller] -= value
            farmers.cash[farmer] += value
            farmers.sales[farmer] += today.counting * value
            farmers.direct[farmer] += today.counting * value
            left -= taken
        age = today.day - lots.day[line]
        if left > 0 and age >= min(settings.wait_days, crops.life[product] - LAST_DAYS):
            value, low, fee, haul = take_to_market(
                farm, ledger, settings, today, Lot(farmer, province, product, left)
            )
            stock[shelf] -= left
            row = shelves.batch[shelf]
            if row >= 0:
                take_oldest(by_age(batches, row), today.day, left)
            total += value
            processed += low
            fees += fee
            haulage += haul
            left = 0
        if left > 0:
            lots.farmer[kept] = farmer
            lots.shelf[kept] = shelf
            lots.left[kept] = left
            lots.day[kept] = lots.day[line]
            kept += 1
    lots.lines[0] = kept
    book_market_sales(ledger, total, processed, fees, haulage)
