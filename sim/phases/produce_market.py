"""Tomorrow's prices of produce: wet markets, farmers' asks, brokers' offers. A part of market."""

from typing import NamedTuple

from sim.engine.columns import wide
from sim.engine.compiling import compiled
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


@compiled
def compare_destinations(products, routes, markets, crops, settings, grown):
    """Where brokers of each province and product would send it, and what they expect to net.

    grown  int32 (kinds,): rows of the kinds of produce
    """
    provinces = markets.destination.shape[2]
    for origin in range(provinces):
        for product in grown:
            if markets.base_price[origin, product] == 0.0:
                continue
            scale = settings.destination_scale * markets.base_price[origin, product]
            best = -1e30
            for there in range(provinces):
                days = wide(routes.days[origin, there])
                arrives = (1.0 - crops.transit_loss[product]) ** days
                net = markets.price[there, product] * arrives
                net -= wide(routes.cost[origin, there]) * products.weight[product]
                markets.destination[origin, product, there] = net
                best = max(best, net)
            total = 0.0
            expected = 0.0
            for there in range(provinces):
                net = markets.destination[origin, product, there]
                weight = markets.usual[there, product] * logit_weight(net, best, scale)
                total += weight
                expected += weight * net
                markets.destination[origin, product, there] = total
            if total > 0.0:
                markets.resale[origin, product] = expected / total
                for there in range(provinces):
                    markets.destination[origin, product, there] /= total


@compiled
def post_produce_prices(shelves, markets, crops, wholesale, settings, grown):
    """Tomorrow's market prices, offers, asks and the farmers' chances of each channel.

    wholesale  float64 (provinces, products): what shops pay their wholesaler, or 0
    grown      int32 (kinds,): rows of the kinds of produce
    """
    weight = settings.smoothing
    for province in range(len(markets.has_direct)):
        for product in grown:
            base = markets.base_price[province, product]
            if base == 0.0:
                continue
            taken = smooth(
                markets.taken_smooth[province, product], markets.taken[province, product], weight
            )
            markets.taken_smooth[province, product] = taken
            markets.taken[province, product] = 0
            target = market_target(
                base, taken, markets.usual[province, product], crops.elasticity[product],
                settings.floor, settings.ceiling,
            )  # fmt: skip
            price = smooth(markets.price[province, product], target, weight)
            markets.price[province, product] = price
            bought = markets.bought[province, product]
            markets.bought[province, product] = 0
            recent = smooth(markets.bought_smooth[province, product], bought, weight)
            usual = smooth(markets.bought_usual[province, product], bought, settings.slow_smoothing)
            markets.bought_smooth[province, product] = recent
            markets.bought_usual[province, product] = usual
            factor = adapted_markup_factor(recent, usual, settings.response, settings.markup_floor)
            outside = farmers_outside_option(price, settings.fee, settings.haul, settings.risk)
            offer = broker_offer(
                settings.rule, markets.resale[province, product], settings.markup, factor, outside,
                settings.power,
            )  # fmt: skip
            markets.offer[province, product] = offer
            shelf = markets.platform_shelf[province, product]
            offered = smooth(
                markets.offered[province, product], markets.put[province, product], weight
            )
            ordered = smooth(
                markets.sold_direct[province, product], markets.ordered[province, product], weight
            )
            markets.offered[province, product] = offered
            markets.sold_direct[province, product] = ordered
            markets.put[province, product] = 0
            markets.ordered[province, product] = 0
            direct = 0.0
            open_to_shops = 0
            if shelf >= 0 and markets.has_direct[province] and wholesale[province, product] > 0.0:
                open_to_shops = 1
                effort = 1.0 - settings.effort
                value = wholesale[province, product] / (1.0 + settings.platform_fee)
                ask = split(max(outside, offer) / effort, value, settings.power)
                markets.ask[province, product] = ask
                shelves.price[shelf] = ask
                through = min(ordered / offered, 1.0) if offered > 0.0 else 1.0
                direct = ask * effort * through
            scale = settings.channel_scale * base
            to_broker, to_market = channel_shares(offer, outside, direct, open_to_shops, scale)
            markets.to_broker[province, product] = to_broker
            markets.to_market[province, product] = to_market


@compiled
def post_broker_prices(shelves, keepers, markets, lo, hi):
    """Brokers (shelves lo..hi-1) ask of wholesalers what wet markets would pay."""
    for i in range(lo, hi):
        province = keepers.province[shelves.keeper[i]]
        shelves.price[i] = markets.price[province, shelves.product[i]]
