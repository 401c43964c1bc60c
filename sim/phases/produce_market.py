"""Tomorrow's prices of produce: wet markets, farmers' asks, brokers' offers. A part of market."""

from typing import NamedTuple

import numpy as np

from sim.engine.columns import wide
from sim.engine.compiling import compiled, compiled_part
from sim.rules.channels import channel_shares, logit_weight
from sim.rules.forecasts import smooth
from sim.rules.goods_prices import adapted_markup_factor
from sim.rules.produce_prices import broker_offer, farmers_outside_option, market_target, split
from sim.scenario import Scenario


class Settings(NamedTuple):
    """How produce is priced, and how farmers and brokers choose."""

    rule: int  # ProducePricing
    smoothing: float  # of arrivals and prices, a day
    slow_smoothing: float  # of what brokers are used to buy, a day
    floor: float  # processors' price against the opening price of wet markets
    ceiling: float  # highest price against it
    fee: float  # the market's share of the price
    haul: float  # money a grain
    risk: float  # share of the price that a farmer gives for a sure one
    markup: float  # a broker's usual share over cost
    response: float  # elasticity of the markup to volume
    markup_floor: float  # lowest markup against the usual one
    power: float  # the farmer's in a bargain
    channel_scale: float  # logit scale of the channel against the opening price
    destination_scale: float  # the same of the destination
    compare_days: int  # days between two comparisons of destinations
    effort: float  # share of the price that direct sale costs in sorting and packing
    platform_fee: float  # share of the price that the shop pays on top


def settings_of(scenario: Scenario) -> Settings:
    """Settings of a scenario."""
    market, farm, price = scenario.market, scenario.farm, scenario.price
    return Settings(
        int(price.produce),
        market.price_smoothing,
        price.reference_smoothing,
        market.processor_price_share,
        market.price_ceiling,
        farm.market_fee,
        farm.haul_per_kg * scenario.grain.money / scenario.grain.goods,
        farm.price_risk,
        price.broker_markup,
        price.markup_response,
        price.markup_floor,
        price.farmer_power,
        farm.choice_scale,
        market.destination_scale,
        market.compare_days,
        farm.direct_effort,
        scenario.direct.platform_fee,
    )


@compiled_part
def compare_destinations(weight_of, routes, markets, crops, settings, grown):
    """Where brokers of each province and product would send it, and what they expect to net.

    weight_of  float32 (products,): kg a grain
    grown      int32 (kinds,): rows of the kinds of produce
    """
    base_price, price, usual = markets.base_price, markets.price, markets.usual
    destination, resale = markets.destination, markets.resale
    days, cost, transit_loss = routes.days, routes.cost, crops.transit_loss
    provinces = destination.shape[2]
    arrives = np.ones(days.max() + 1)  # share of a load, by days on the way
    for product in grown:
        for day in range(len(arrives)):
            arrives[day] = (1.0 - transit_loss[product]) ** wide(day)
        for origin in range(provinces):
            if base_price[origin, product] == 0.0:
                continue
            scale = settings.destination_scale * base_price[origin, product]
            nets = destination[origin, product]
            best = -1e30
            for there in range(provinces):
                net = price[there, product] * arrives[days[origin, there]]
                net -= wide(cost[origin, there]) * weight_of[product]
                nets[there] = net
                best = max(best, net)
            total = 0.0
            expected = 0.0
            for there in range(provinces):
                net = nets[there]
                if usual[there, product] > 0.0:
                    weight = usual[there, product] * logit_weight(net, best, scale)
                    total += weight
                    expected += weight * net
                nets[there] = total
            if total > 0.0:
                resale[origin, product] = expected / total
                for there in range(provinces):
                    nets[there] /= total


@compiled_part
def post_produce_prices(shelf_price, markets, crops, wholesale_shelf, settings, grown):
    """Tomorrow's market prices, offers, asks and the farmers' chances of each channel.

    shelf_price      float32 (shelves,)
    wholesale_shelf  int32 (provinces, products): where shops buy it of a wholesaler, or -1
    grown            int32 (kinds,): rows of the kinds of produce
    """
    weight = settings.smoothing
    effort = 1.0 - settings.effort
    base_price, price_of, usual_of = markets.base_price, markets.price, markets.usual
    taken_of, taken_smooth, bought_of = markets.taken, markets.taken_smooth, markets.bought
    bought_smooth, bought_usual = markets.bought_smooth, markets.bought_usual
    resale, offers, asks = markets.resale, markets.offer, markets.ask
    put, offered_of, ordered_of = markets.put, markets.offered, markets.ordered
    sold_direct, has_direct, platform = (
        markets.sold_direct,
        markets.has_direct,
        markets.platform_shelf,
    )
    to_broker, to_market, elasticity = markets.to_broker, markets.to_market, crops.elasticity
    for province in range(len(has_direct)):
        for product in grown:
            base = base_price[province, product]
            if base == 0.0:
                continue
            taken = smooth(taken_smooth[province, product], taken_of[province, product], weight)
            taken_smooth[province, product] = taken
            taken_of[province, product] = 0
            target = market_target(
                base, taken, usual_of[province, product], elasticity[product],
                settings.floor, settings.ceiling,
            )  # fmt: skip
            price = smooth(price_of[province, product], target, weight)
            price_of[province, product] = price
            bought = bought_of[province, product]
            bought_of[province, product] = 0
            recent = smooth(bought_smooth[province, product], bought, weight)
            usual = smooth(bought_usual[province, product], bought, settings.slow_smoothing)
            bought_smooth[province, product] = recent
            bought_usual[province, product] = usual
            factor = adapted_markup_factor(recent, usual, settings.response, settings.markup_floor)
            outside = farmers_outside_option(price, settings.fee, settings.haul, settings.risk)
            offer = broker_offer(
                settings.rule, resale[province, product], settings.markup, factor, outside,
                settings.power,
            )  # fmt: skip
            offers[province, product] = offer
            offered = smooth(offered_of[province, product], put[province, product], weight)
            ordered = smooth(sold_direct[province, product], ordered_of[province, product], weight)
            offered_of[province, product] = offered
            sold_direct[province, product] = ordered
            put[province, product] = 0
            ordered_of[province, product] = 0
            shelf, seen = platform[province, product], wholesale_shelf[province, product]
            direct = 0.0
            open_to_shops = 0
            if shelf >= 0 and has_direct[province] and seen >= 0 and shelf_price[seen] > 0.0:
                open_to_shops = 1
                value = shelf_price[seen] / (1.0 + settings.platform_fee)
                ask = split(max(outside, offer) / effort, value, settings.power)
                asks[province, product] = ask
                shelf_price[shelf] = ask
                through = min(ordered / offered, 1.0) if offered > 0.0 else 1.0
                direct = ask * effort * through
            scale = settings.channel_scale * base
            to_broker[province, product], to_market[province, product] = channel_shares(
                offer, outside, direct, open_to_shops, scale
            )


@compiled
def run(
    price,
    product,
    keeper,
    province,
    weight,
    routes,
    markets,
    crops,
    wholesale_shelf,
    grown,
    settings,
    day,
    lo,
    hi,
):
    """Post all prices of produce: at markets and farm gates, on the platform, at the brokers'.

    price, product, keeper  columns of the shelves; province: of the keepers
    weight                  float32 (products,): kg a grain
    lo, hi                  shelves of the brokers: they ask what wet markets would pay
    """
    if day % settings.compare_days == 0:
        compare_destinations(weight, routes, markets, crops, settings, grown)
    post_produce_prices(price, markets, crops, wholesale_shelf, settings, grown)
    market_price = markets.price
    for i in range(lo, hi):
        price[i] = market_price[province[keeper[i]], product[i]]
