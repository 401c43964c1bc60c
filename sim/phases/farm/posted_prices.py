"""What is posted of a kind of produce in a province: the market's price, offers, asks.

A part of market. Each takes the settings of `produce_market`, and a province and a product.
"""

from sim.engine.machine.compiling import compiled_part
from sim.rules.forecasts import smooth
from sim.rules.goods_prices import adapted_markup_factor
from sim.rules.produce_prices import (
    asked_of_wholesalers,
    broker_offer,
    expected_receipts,
    farmers_outside_option,
    market_price,
    share_of_processors,
    split,
    worth_of_offering,
)
from sim.rules.seasons import days_in_store
from sim.scenario.groups.price import ProducePricing


@compiled_part
def put_on_sale(markets, crops, tomorrow, province, product):
    """Grains that a market sells tomorrow: what brokers sent, and of farmers' an even part.

    tomorrow  day of the year
    Traders there store what farmers bring as brokers do. When it is not the time of the year for a
    crop, nobody misses it: it counts as if there were as much as usual, and the market forgets the
    last season.
    """
    brought = markets.brought[province, product]
    sent = markets.taken[province, product] - brought
    there = markets.in_store[province, product] + brought
    markets.taken[province, product] = 0
    markets.brought[province, product] = 0
    days = days_in_store(
        tomorrow, crops.season_first[product], crops.season_days[product], crops.on_sale[product]
    )
    if days == 0.0:
        markets.in_store[province, product] = 0.0
        return max(sent + there, markets.usual[province, product])
    sold = there / max(days, 1.0)
    markets.in_store[province, product] = there - sold
    return sent + sold


@compiled_part
def post_price(markets, elasticity, sold, settings, province, product):
    """What the market of a province pays tomorrow, and what part of it processors take.

    sold  grains that it puts on sale
    Returns the price.
    """
    weight, usual = settings.price_smoothing, markets.usual[province, product]
    taken = smooth(markets.taken_smooth[province, product], sold, weight)
    markets.taken_smooth[province, product] = taken
    price = market_price(
        markets.base_price[province, product],
        taken,
        usual,
        elasticity,
        settings.processor_share,
        settings.price_ceiling,
    )
    markets.price[province, product] = price
    markets.processed[province, product] = share_of_processors(
        taken, usual, elasticity, settings.processor_share
    )
    return price


@compiled_part
def post_offer(markets, settings, price, province, product):
    """What brokers of a province offer tomorrow, where the market pays `price`.

    Returns the offer, and what a farmer nets at the market.
    """
    weight, bought = settings.price_smoothing, markets.bought[province, product]
    recent = smooth(markets.bought_smooth[province, product], bought, weight)
    slowly = smooth(markets.bought_usual[province, product], bought, settings.reference_smoothing)
    traded = markets.traded[province, product]
    traded = smooth(markets.traded_smooth[province, product], traded, weight)
    markets.bought_smooth[province, product] = recent
    markets.bought_usual[province, product] = slowly
    markets.traded_smooth[province, product] = traded
    markets.bought[province, product] = 0
    factor = 1.0
    if settings.produce_pricing == ProducePricing.ADAPTIVE_MARKUP:
        response, least = settings.markup_response, settings.markup_floor
        factor = adapted_markup_factor(recent, slowly, response, least)
    outside = farmers_outside_option(price, settings.market_fee, settings.haul, settings.risk)
    resale = markets.resale[province, product]
    ask = asked_of_wholesalers(price, resale)
    expected = expected_receipts(resale, ask, traded, recent)
    offer = broker_offer(
        settings.produce_pricing, expected, settings.markup, factor, outside, settings.power
    )
    markets.offer[province, product] = offer
    return offer, outside


@compiled_part
def post_ask(shelf_price, markets, seen, settings, best, province, product):
    """What farmers of a province ask of shops tomorrow.

    seen  shelf of the wholesaler of whom shops buy it, or -1
    best  what a farmer nets in the better one of the other channels
    Returns what one expects of a lot on the platform, and 1 if there is one.
    """
    weight, shelf = settings.price_smoothing, markets.platform_shelf[province, product]
    offered = smooth(markets.offered[province, product], markets.put[province, product], weight)
    ordered = smooth(
        markets.sold_direct[province, product], markets.ordered[province, product], weight
    )
    markets.offered[province, product] = offered
    markets.sold_direct[province, product] = ordered
    markets.put[province, product] = 0
    markets.ordered[province, product] = 0
    if shelf < 0 or markets.has_direct[province] == 0 or seen < 0 or shelf_price[seen] <= 0.0:
        return 0.0, 0
    value = shelf_price[seen] / (1.0 + settings.platform_fee)
    ask = split(best / (1.0 - settings.effort), value, settings.power)
    markets.ask[province, product] = ask
    shelf_price[shelf] = ask
    return worth_of_offering(ask, settings.effort, ordered, offered), 1
