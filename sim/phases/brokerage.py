"""What brokers let go tonight travels to the wet markets that pay best. A part of shipping."""

from typing import NamedTuple

from sim.engine.columns import wide
from sim.engine.compiling import compiled
from sim.engine.ledger import Flow, GoodsFlow, Sector, whole
from sim.engine.randomness import Stream, bits, day_key, fraction
from sim.rules.channels import release
from sim.rules.forecasts import smooth
from sim.rules.seasons import days_to_sell
from sim.rules.stock_by_age import take_oldest
from sim.scenario import Scenario

DESTINATION = int(Stream.DESTINATION)
BROKERS, CARRIERS = int(Sector.BROKERS), int(Sector.CARRIERS)
WET_MARKETS, PROCESSORS = int(Sector.WET_MARKETS), int(Sector.PROCESSORS)
FREIGHT = int(Flow.FREIGHT)
TO_MARKETS, TO_PROCESSORS = int(Flow.PRODUCE_TO_MARKETS), int(Flow.PRODUCE_TO_PROCESSORS)
SOLD_OUTSIDE, LOST_IN_TRANSIT = int(GoodsFlow.SOLD_OUTSIDE), int(GoodsFlow.LOST_IN_TRANSIT)


class Settings(NamedTuple):
    """How brokers sell."""

    release_days: float  # least days over which a broker sells what he holds
    storage_share: float  # part of its shelf life that produce may spend in store
    reserve_days: float  # of his wholesalers' orders that a broker keeps back
    smoothing: float  # of those orders, a day
    floor: float  # processors' price against the opening price of wet markets


def settings_of(scenario: Scenario) -> Settings:
    """Settings of a scenario."""
    market = scenario.market
    return Settings(
        market.broker_release_days,
        market.storage_share,
        market.broker_release_days,
        scenario.stock.smoothing[min(1, scenario.n_levels - 1)],  # as at tier 1
        market.processor_price_share,
    )


@compiled
def sell_to_wet_markets(
    shelves,
    keepers,
    accounts,
    batches,
    products,
    routes,
    markets,
    crops,
    ledger,
    settings,
    today,
    lo,
    hi,
):
    """Each broker, whose shelves are the rows lo..hi-1, sends what he releases to one province."""
    first, second = day_key(today.seed, DESTINATION, today.day)
    provinces = markets.destination.shape[2]
    for i in range(lo, hi):
        shelves.forecast[i] = smooth(shelves.forecast[i], shelves.due[i], settings.smoothing)
        stock = shelves.stock[i]
        if stock == 0:
            continue
        broker, product = shelves.keeper[i], shelves.product[i]
        origin = keepers.province[broker]
        days = days_to_sell(
            today.day_of_year,
            crops.season_first[product],
            crops.season_days[product],
            crops.life[product],
            settings.storage_share,
            settings.release_days,
        )
        reserve = int(shelves.forecast[i] * settings.reserve_days)
        quantity = release(stock, reserve, days)
        if quantity == 0:
            continue
        draw = bits(first, second, i)
        u = fraction(draw)
        there = 0
        while there < provinces - 1 and u >= markets.destination[origin, product, there]:
            there += 1
        days_on_the_way = wide(routes.days[origin, there])
        spoiled = 1.0 - (1.0 - crops.transit_loss[product]) ** days_on_the_way
        lost = min(int(quantity * spoiled + fraction(bits(second, first, draw))), quantity)
        arrived = quantity - lost
        least = markets.base_price[there, product] * settings.floor
        posted = markets.price[there, product]
        value = whole(arrived * max(posted, least))
        buyer, flow = WET_MARKETS, TO_MARKETS
        if posted <= least:
            buyer, flow = PROCESSORS, TO_PROCESSORS
        freight = whole(quantity * products.weight[product] * routes.cost[origin, there])
        if freight > value:
            continue  # not worth the journey
        cost = whole(quantity * shelves.unit_cost[i])
        shelves.stock[i] -= quantity
        row = shelves.batch[i]
        if row >= 0:
            take_oldest(batches.left[row], today.day, quantity)
        accounts.cash[broker] += value - freight
        accounts.revenue[broker] += value
        ledger.outside[buyer] -= value
        ledger.outside[CARRIERS] += freight
        ledger.money[flow, buyer, BROKERS] += value
        ledger.money[FREIGHT, BROKERS, CARRIERS] += freight
        ledger.goods[SOLD_OUTSIDE, product] += arrived
        ledger.goods[LOST_IN_TRANSIT, product] += lost
        markets.taken[there, product] += arrived
        if today.counting:
            accounts.sales[broker] += value
            accounts.goods_sold[broker] += cost
            accounts.expenses[broker] += freight
