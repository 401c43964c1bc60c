"""Farmers' lots: some wait on the platform for a shop's order, others go to the market.

A part of harvest.
"""

from sim.engine.compiling import compiled, compiled_part
from sim.engine.ledger import Flow, GoodsFlow, Sector, whole

FARMERS, CARRIERS = int(Sector.FARMERS), int(Sector.CARRIERS)
WET_MARKETS, PROCESSORS = int(Sector.WET_MARKETS), int(Sector.PROCESSORS)
HAULAGE, MARKET_FEE = int(Flow.HAULAGE), int(Flow.MARKET_FEE)
TO_MARKETS, TO_PROCESSORS = int(Flow.PRODUCE_TO_MARKETS), int(Flow.PRODUCE_TO_PROCESSORS)
SOLD_OUTSIDE, SPOILED = int(GoodsFlow.SOLD_OUTSIDE), int(GoodsFlow.SPOILED)


@compiled_part
def sell_at_market(farmers, markets, ledger, settings, today, farmer, province, product, quantity):
    """A farmer takes a lot to the province's wholesale market; below the floor processors buy."""
    least = markets.base_price[province, product] * settings.floor
    posted = markets.price[province, product]
    value = whole(quantity * max(posted, least))
    buyer, flow = WET_MARKETS, TO_MARKETS
    if posted <= least:
        buyer, flow = PROCESSORS, TO_PROCESSORS
    fee, haul = whole(value * settings.fee), whole(quantity * settings.haul)
    farmers.cash[farmer] += value - fee - haul
    ledger.outside[buyer] -= value
    ledger.outside[WET_MARKETS] += fee
    ledger.outside[CARRIERS] += haul
    ledger.money[flow, buyer, FARMERS] += value
    ledger.money[MARKET_FEE, FARMERS, WET_MARKETS] += fee
    ledger.money[HAULAGE, FARMERS, CARRIERS] += haul
    ledger.goods[SOLD_OUTSIDE, product] += quantity
    markets.taken[province, product] += quantity
    farmers.sales[farmer] += today.counting * value
    farmers.costs[farmer] += today.counting * (fee + haul)


@compiled_part
def offer_to_shops(lots, markets, stock, day, farmer, province, product, quantity):
    """A farmer puts a lot on the platform's shelf of the province."""
    line = lots.lines[0]
    shelf = markets.platform_shelf[province, product]
    lots.farmer[line] = farmer
    lots.shelf[line] = shelf
    lots.left[line] = quantity
    lots.day[line] = day
    lots.lines[0] = line + 1
    stock[shelf] += quantity
    markets.put[province, product] += quantity


@compiled
def settle_lots(
    lots,
    farmers,
    markets,
    crops,
    stock,
    product_of,
    keeper,
    sold_of,
    price,
    province_of,
    cash,
    ledger,
    settings,
    today,
    sold,
    first,
):
    """Pay the farmers whose lots shops have ordered tonight; take back or write off what is old.

    stock .. price  columns of the shelves; province_of: of the keepers; cash: of the accounts
    sold            int64 (platform shelves,): what left each tonight and is not paid yet
    first           the first shelf of the platform
    """
    for shelf in range(len(sold)):
        sold[shelf] = sold_of[first + shelf]
    kept = 0
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
        if left > 0 and age >= crops.life[product] - 1:
            stock[shelf] -= left
            ledger.goods[SPOILED, product] += left
            left = 0
        elif left > 0 and age >= settings.wait:
            stock[shelf] -= left
            sell_at_market(
                farmers, markets, ledger, settings, today, farmer, province, product, left
            )
            left = 0
        if left > 0:
            lots.farmer[kept] = farmer
            lots.shelf[kept] = shelf
            lots.left[kept] = left
            lots.day[kept] = lots.day[line]
            kept += 1
    lots.lines[0] = kept
