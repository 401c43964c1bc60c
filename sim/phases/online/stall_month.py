"""First of the month, online: prices of farmers' stalls move with supply.

A part of demand.
"""

import math

import numpy as np

from sim.engine.machine.compiling import compiled, compiled_part
from sim.engine.machine.dispatch import dispatched
from sim.rules.produce_prices import farmers_outside_option
from sim.rules.stalls import asking_price, price_next


@compiled_part
def count_listed(stalls, shape):
    """int64 `shape`, (province, product): stalls that are listed."""
    listed = np.zeros(shape, np.int64)
    for line in range(stalls.lines[0]):
        stall = stalls.open[line]
        listed[stalls.province[stall], stalls.product[stall]] += stalls.listed[stall]
    return listed


@compiled_part
def move_prices(bazaar, markets, listed, take_rate, settings):
    """Prices of the month, and what the same produce fetches in other channels.

    listed  stalls; where there is none, the price is what the first would ask
    """
    for province in range(len(bazaar.packing)):
        for product in range(len(bazaar.order)):
            if bazaar.growers[province, product] == 0 or bazaar.grown[province, product] == 0.0:
                continue
            at_market, offer = markets.price[province, product], markets.offer[province, product]
            fee, haul, order = settings.market_fee, settings.haul, bazaar.order[product]
            other, worth = offer, farmers_outside_option(at_market, fee, haul, settings.risk)
            if worth > offer:  # a farmer would go to the market, where nobody pays for the risk
                other = farmers_outside_option(at_market, fee, haul, 0.0)
            bazaar.other[province, product] = order * other
            worth = order * max(worth, offer)
            bazaar.worth[province, product] = worth
            most = settings.stall_ceiling * bazaar.usual[product]
            asked = asking_price(
                worth,
                bazaar.packing[province],
                take_rate[province],
                bazaar.parcel[province, product],
                settings.price_weight,
                most,
            )
            price = asked
            if listed[province, product] > 0:
                price = price_next(
                    bazaar.price[province, product],
                    bazaar.brought[province, product],
                    bazaar.wanted[province, product],
                    -1.0 - settings.price_weight,
                    settings.price_speed,
                    asked,
                    most,
                )
            bazaar.price[province, product] = math.ceil(price)
            bazaar.brought[province, product] = 0
            bazaar.wanted[province, product] = 0.0


@dispatched
@compiled
def open_month(stalls, bazaar, markets, take_rate, settings):
    """The first of a month: prices move; take_rate: float64 (provinces,)."""
    listed = count_listed(stalls, bazaar.price.shape)
    move_prices(bazaar, markets, listed, take_rate, settings)
