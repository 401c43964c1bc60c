"""Prices of produce at the farm gate and at the market: named rules. Money a grain of goods."""

import math

from sim.engine.machine.compiling import compiled
from sim.scenario.groups.price import ProducePricing


@compiled
def market_price(base_price, taken, usual, elasticity, floor, ceiling):
    """Price at which wet markets take what arrives.

    base_price      at which they take `usual` grains a day
    taken, usual    grains a day
    elasticity      of what they take to price, < 0
    floor, ceiling  shares of the base price; at the floor processors buy the rest
    """
    if usual <= 0.0:
        return base_price * floor
    scarcity = max(taken / usual, 1e-6) ** (1.0 / elasticity)
    return base_price * min(max(scarcity, floor), ceiling)


@compiled
def share_of_processors(taken, usual, elasticity, floor):
    """Share of what arrives that people do not take even at the floor, so that processors do.

    Its arguments are those of `market_price`. At a floor of 0 nobody has to: it is given away.
    """
    if taken <= 0.0 or floor <= 0.0:
        return 0.0
    return max(1.0 - usual * floor**elasticity / taken, 0.0)


@compiled
def farmers_outside_option(market_price, fee, haul, risk):
    """What a farmer nets who takes a lot to the wholesale market, for certain.

    fee   the market's share of the price
    haul  money a grain
    risk  share of the price that the farmer would give for a sure one
    """
    return max(market_price * (1.0 - fee - risk) - haul, 0.0)


@compiled
def split(outside, value, power):
    """Nash bargain over the surplus of `value` over the seller's `outside` option.

    power  the seller's, 0..1. Without surplus the buyer offers what the goods are worth to him.
    Source: Nash 1950; Binmore, Rubinstein and Wolinsky 1986.
    """
    if value <= outside:
        return value
    return outside + power * (value - outside)


@compiled
def worth_of_offering(ask, effort, ordered, offered):
    """What a farmer nets of a lot that shops order, packing of those that they did not included.

    What nobody orders goes to the market: all that was lost is the packing. So, with a part t of
    what is offered ordered, to offer beats the market where t (ask - market) > effort * ask.
    ask      money a grain
    effort   share of it that sorting and packing a lot costs, ordered or not
    ordered, offered  grains a day of late; with less than a grain offered nobody remembers any
    """
    if offered < 1.0:
        return ask * (1.0 - effort)
    if ordered <= 0.0:
        return -math.inf
    return ask * (1.0 - effort / min(ordered / offered, 1.0))


@compiled
def asked_of_wholesalers(price, resale):
    """What a broker asks of a wholesaler, who fetches it: no less than he could have elsewhere.

    price   at the wholesale market of his province
    resale  what wet markets leave him, freight and losses paid
    """
    return max(price, resale)


@compiled
def expected_receipts(resale, price, traded, bought):
    """What a broker expects to get for a grain that he buys.

    resale   what wet markets leave him, freight and losses paid
    price    what wholesalers pay him, who fetch it
    traded   grains a day that they take
    bought   grains a day that he buys: so much of it goes to them, and the rest to wet markets
    """
    to_wholesalers = min(traded / bought, 1.0) if bought > 0.0 else 0.0
    return resale + to_wholesalers * (price - resale)


@compiled
def broker_offer(rule, resale, markup, factor, outside, power):
    """What a broker offers a farmer.

    rule     ProducePricing
    resale   what the broker expects to net, freight and losses paid
    markup   usual share over cost; factor: against the usual one
    outside  the farmer's option
    power    the farmer's
    A broker with market power (successive monopoly) leaves the farmer just his outside option.
    """
    cost_plus = max(resale, 0.0) / (1.0 + markup)
    if rule == ProducePricing.ADAPTIVE_MARKUP:
        return max(resale, 0.0) / (1.0 + markup * factor)
    if rule == ProducePricing.BARGAINING:
        return split(outside, cost_plus, power)
    if rule == ProducePricing.SUCCESSIVE_MONOPOLY:
        return min(outside, cost_plus)
    return cost_plus
