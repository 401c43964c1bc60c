"""Each lot of a province is sold its way, and its farmer gets the money. A part of harvest.

What is noted of households is noted in passes of its own: they are far apart in memory, and so are
asked for many at a time.
"""

from sim.engine.machine.compiling import compiled_part
from sim.engine.randomness import Stream, bits, day_key
from sim.engine.tables.columns import wide
from sim.engine.tables.ledger import Flow, GoodsFlow, Sector, pay, whole
from sim.phases.farm.lots import Lot, book_market_sales, haulage_of, market_sale, offer_to_shops
from sim.rules.goods_prices import mean_cost
from sim.rules.stock_by_age import add, by_age

ROUND_OF_LOTS = int(Stream.ROUND_OF_LOTS)
LOTS_APART = 1 << 32  # numbers of draws between one province and the next


@compiled_part
def shuffle(queue, count, today, province):
    """Put the first `count` lots of a queue in an order by chance: nobody is always the last.

    queue  int64: lots of a province tonight
    Source: Fisher and Yates 1938.
    """
    first, second = day_key(today.seed, ROUND_OF_LOTS, today.day)
    for nth in range(count - 1, 0, -1):
        other = bits(first, second, province * LOTS_APART + nth) % (nth + 1)
        queue[nth], queue[other] = queue[other], queue[nth]


@compiled_part
def sell_to_shops(tables, today, gathered, province, shops, sellers):
    """Lots are put on the platform while it has room; returns how many now go to market.

    Those of one evening are sold in the order in which they stand there.
    """
    plots, lots = tables.farm.plots, tables.farm.lots
    shuffle(gathered.for_shops, shops, today, province)
    for nth in range(shops):
        k = gathered.for_shops[nth]
        if lots.lines[0] == len(lots.shelf):
            gathered.for_market[sellers] = k
            sellers += 1
            continue
        plot, quantity = gathered.plot[k], gathered.quantity[k]
        farmer, product = plots.farmer[plot], plots.product[plot]
        lot = Lot(farmer, province, product, quantity)
        offer_to_shops(tables, today.day, lot)
    return sellers


@compiled_part
def sell_to_brokers(tables, ledger, today, gathered, province, brokers, sellers):
    """Brokers buy while they are open and have the cash; returns how many lots now go to market."""
    plots, brokered = tables.farm.plots, tables.farm.farmers.brokered
    markets, shelves, open_of = tables.farm.markets, tables.shelves, tables.keepers.open
    accounts, batches, life = tables.accounts, tables.batches, tables.farm.crops.life
    stock, keeper_of, batch = shelves.stock, shelves.keeper, shelves.batch
    unit_cost, cash, purchases = shelves.unit_cost, accounts.cash, accounts.purchases
    product_of, broker_shelf, farmer_of = plots.product, plots.broker, plots.farmer
    offer, bought = markets.offer[province], markets.bought[province]
    plot_of, quantity_of, earned = gathered.plot, gathered.quantity, gathered.earned
    for_brokers, for_market = gathered.for_brokers, gathered.for_market
    paid = 0
    shuffle(for_brokers, brokers, today, province)
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
        unit_cost[i] = mean_cost(stock[i], wide(unit_cost[i]), quantity, price)
        stock[i] += quantity
        row = batch[i]
        if row >= 0:
            add(by_age(batches, row), today.day, today.day + life[product] - 1, quantity)
        cash[broker] -= value
        purchases[broker] += today.counting * value
        bought[product] += quantity
        earned[k] = value
        paid += value
    for nth in range(brokers):  # who goes to market instead has earned nothing yet
        k = for_brokers[nth]
        brokered[farmer_of[plot_of[k]]] += today.counting * earned[k]
    pay(ledger, Flow.PRODUCE_AT_FARM_GATE, Sector.BROKERS, Sector.FARMERS, paid)
    return sellers


@compiled_part
def sell_at_market(farm, ledger, settings, gathered, province, sellers):
    """Farmers take lots to the province's wholesale market."""
    plots, markets, hauled = farm.plots, farm.markets, farm.registry.hauled
    of_processors, price_of = markets.processed[province], markets.price[province]
    product_of, taken = plots.product, markets.taken[province]
    brought = markets.brought[province]
    sold_outside = ledger.goods[GoodsFlow.SOLD_OUTSIDE]
    plot_of, quantity_of, for_market = gathered.plot, gathered.quantity, gathered.for_market
    earned, spent = gathered.earned, gathered.spent
    total, processed, fees, haulage = 0, 0, 0, 0
    for nth in range(sellers):
        k = for_market[nth]
        quantity, product = quantity_of[k], product_of[plot_of[k]]
        value, fee, haul = market_sale(quantity, price_of[product], settings)
        taken[product] += quantity
        brought[product] += quantity
        sold_outside[product] += quantity
        earned[k] = value
        spent[k] += fee + haul
        total += value
        processed += whole(value * of_processors[product])
        fees += fee
        haulage += haul
    if len(hauled) > 0:  # relief may share the haulage
        for nth in range(sellers):
            k = for_market[nth]
            hauled[plots.farmer[plot_of[k]]] += haulage_of(quantity_of[k], settings)
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
