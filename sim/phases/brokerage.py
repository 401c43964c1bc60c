"""What brokers let go tonight travels to the wet markets that pay best. A part of shipping."""

from typing import NamedTuple

import numpy as np

from sim.engine.columns import wide
from sim.engine.compiling import compiled
from sim.engine.ledger import Flow, GoodsFlow, Sector, whole
from sim.engine.randomness import Stream, bits, day_key, fraction
from sim.rules.channels import release
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
    floor: float  # processors' price against the opening price of wet markets


def settings_of(scenario: Scenario) -> Settings:
    """Settings of a scenario."""
    market = scenario.market
    return Settings(
        market.broker_release_days,
        market.storage_share,
        market.processor_price_share,
    )


@compiled
def sell_to_wet_markets(
    stock_of,
    keeper,
    product_of,
    batch,
    unit_cost,
    province,
    cash,
    revenue,
    sales,
    goods_sold,
    expenses,
    left,
    weight,
    lane_days,
    lane_cost,
    markets,
    crops,
    ledger,
    settings,
    today,
    lo,
    hi,
):
    """Each broker, whose shelves are the rows lo..hi-1, sends what he releases to one province.

    stock_of .. unit_cost      columns of the shelves
    province                   of the keepers
    cash .. expenses           columns of the accounts
    left                       int32 (rows, ring): stock by last day of sale
    weight                     float32 (products,): kg a grain
    lane_days, lane_cost       (from, to): days, and money a kg
    """
    first, second = day_key(today.seed, DESTINATION, today.day)
    destination, base_price, price = markets.destination, markets.base_price, markets.price
    taken, transit_loss = markets.taken, crops.transit_loss
    money, outside, goods = ledger.money, ledger.outside, ledger.goods
    days_left = np.zeros(len(weight))  # in which a product's stock is sold; 0: not looked up yet
    provinces = destination.shape[2]
    for i in range(lo, hi):
        stock = stock_of[i]
        if stock == 0:
            continue
        broker, product = keeper[i], product_of[i]
        origin = province[broker]
        if days_left[product] == 0.0:
            days_left[product] = days_to_sell(
                today.day_of_year,
                crops.season_first[product],
                crops.season_days[product],
                crops.life[product],
                settings.storage_share,
                settings.release_days,
            )
        quantity = release(stock, days_left[product])
        draw = bits(first, second, i)
        u = fraction(draw)
        there = 0
        while there < provinces - 1 and u >= destination[origin, product, there]:
            there += 1
        spoiled = 1.0 - (1.0 - transit_loss[product]) ** wide(lane_days[origin, there])
        lost = min(int(quantity * spoiled + fraction(bits(second, first, draw))), quantity)
        arrived = quantity - lost
        least = base_price[there, product] * settings.floor
        posted = price[there, product]
        value = whole(arrived * max(posted, least))
        buyer, flow = WET_MARKETS, TO_MARKETS
        if posted <= least:
            buyer, flow = PROCESSORS, TO_PROCESSORS
        freight = whole(quantity * weight[product] * lane_cost[origin, there])
        if freight > value:
            continue  # not worth the journey
        cost = whole(quantity * unit_cost[i])
        stock_of[i] -= quantity
        row = batch[i]
        if row >= 0:
            take_oldest(left[row], today.day, quantity)
        cash[broker] += value - freight
        revenue[broker] += value
        outside[buyer] -= value
        outside[CARRIERS] += freight
        money[flow, buyer, BROKERS] += value
        money[FREIGHT, BROKERS, CARRIERS] += freight
        goods[SOLD_OUTSIDE, product] += arrived
        goods[LOST_IN_TRANSIT, product] += lost
        taken[there, product] += arrived
        if today.counting:
            sales[broker] += value
            goods_sold[broker] += cost
            expenses[broker] += freight
