"""What brokers let go tonight travels to the wet markets that pay best. A part of shipping."""

from typing import Annotated, NamedTuple

import numpy as np

from sim.engine.phase import Over, farming, part
from sim.engine.randomness import Stream, bits, day_key, fraction
from sim.engine.settings import From, filled
from sim.engine.tables.ledger import Flow, GoodsFlow, Sector, pay, whole, whole_by_chance
from sim.rules.channels import release
from sim.rules.seasons import days_to_sell
from sim.rules.stock_by_age import by_age, take_oldest
from sim.scenario import Scenario

DESTINATION = int(Stream.DESTINATION)


class Settings(NamedTuple):
    """How brokers sell."""

    # least days over which a broker sells what he holds
    release_days: Annotated[float, From("market.broker_release_days")]


def settings_of(scenario: Scenario) -> Settings:
    """Settings of a scenario."""
    return filled(Settings, scenario)


@part(
    Over.BROKERS,
    reads="shelves: keeper product batch unit_cost; batches: first; keepers: province; products:"
    " weight; routes: days cost; markets: price processed destination; crops: season_first"
    " season_days on_sale life arrives",
    writes="shelves: stock; batches: left; accounts: cash revenue sales goods_sold expenses kept;"
    " ledger: money goods outside",
    needed=farming,
)
def sell_to_wet_markets(tables, own, rules, today, piece):
    """Each broker sends what he releases to one province."""
    farm, settings, ledger = tables.farm, rules.brokerage, own.ledger
    shelves, keepers, accounts = tables.shelves, tables.keepers, tables.accounts
    markets, crops, batches = farm.markets, farm.crops, tables.batches
    stock_of, keeper, product_of = shelves.stock, shelves.keeper, shelves.product
    batch = shelves.batch
    unit_cost, province, weight = shelves.unit_cost, keepers.province, tables.products.weight
    lane_days, lane_cost = tables.routes.days, tables.routes.cost
    cash, revenue, sales = accounts.cash, accounts.revenue, accounts.sales
    goods_sold, expenses, kept = accounts.goods_sold, accounts.expenses, accounts.kept
    lo, hi = piece.lo, piece.hi
    days_left = np.zeros(len(weight))  # in which a product's stock is sold
    for product in range(len(weight)):
        days_left[product] = days_to_sell(
            today.day_of_year,
            crops.season_first[product],
            crops.season_days[product],
            crops.on_sale[product],
            crops.life[product],
            settings.release_days,
        )
    first, second = day_key(today.seed, DESTINATION, today.day)
    sold_outside = ledger.goods[GoodsFlow.SOLD_OUTSIDE]
    lost_in_transit = ledger.goods[GoodsFlow.LOST_IN_TRANSIT]
    price, of_processors = markets.price, markets.processed
    taken = own.room.shipping.arrived[piece.number]
    destination, arrives = markets.destination, crops.arrives
    last = destination.shape[2] - 1
    total, processed, freights = 0, 0, 0
    here = np.empty(hi - lo, np.int64)  # where there is stock
    loads = 0
    for i in range(lo, hi):
        here[loads] = i
        loads += stock_of[i] > 0
    for load in range(loads):
        i = here[load]
        broker, product = keeper[i], product_of[i]
        origin = province[broker]
        quantity = release(stock_of[i], days_left[product])
        draw = bits(first, second, i)
        u = fraction(draw)
        chances = destination[origin, product]
        there = 0
        for place in range(last):
            there += u >= chances[place]
        spoiled = 1.0 - arrives[product, lane_days[origin, there]]
        lost = min(
            whole_by_chance(quantity * spoiled, fraction(bits(second, first, draw))), quantity
        )
        arrived = quantity - lost
        value = whole(arrived * price[there, product])
        freight = whole(quantity * weight[product] * lane_cost[origin, there])
        if freight > value:
            continue  # not worth the journey
        cost = whole(quantity * unit_cost[i])
        stock_of[i] -= quantity
        row = batch[i]
        if row >= 0:
            take_oldest(by_age(batches, row), today.day, quantity)
        cash[broker] += value - freight
        revenue[broker] += value
        sold_outside[product] += arrived
        lost_in_transit[product] += lost
        taken[there, product] += arrived
        sales[broker] += today.counting * value
        goods_sold[broker] += today.counting * cost
        expenses[broker] += today.counting * freight
        kept[broker] += value - cost - freight
        total += value
        processed += whole(value * of_processors[there, product])
        freights += freight
    pay(ledger, Flow.PRODUCE_TO_MARKETS, Sector.WET_MARKETS, Sector.BROKERS, total - processed)
    pay(ledger, Flow.PRODUCE_TO_PROCESSORS, Sector.PROCESSORS, Sector.BROKERS, processed)
    pay(ledger, Flow.FREIGHT, Sector.BROKERS, Sector.CARRIERS, freights)


@part(
    Over.WHOLE,
    writes="markets: taken",
    needed=farming,
)
def bring_to_wet_markets(tables, own, rules, today, piece):
    """What brokers have sent there adds to what markets take."""
    arrived, taken = own.room.shipping.arrived, tables.farm.markets.taken
    for share in range(len(arrived)):
        for there in range(len(taken)):
            for product in range(taken.shape[1]):
                taken[there, product] += arrived[share, there, product]
    arrived[:] = 0
