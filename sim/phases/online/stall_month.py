"""First of the month, online: farmers' stalls are listed, and their prices move with supply.

A part of demand.
"""

import math

import numpy as np

from sim.engine.machine.compiling import compiled, compiled_part
from sim.engine.machine.dispatch import dispatched
from sim.rules.produce_prices import farmers_outside_option
from sim.rules.stalls import asking_price, price_next


@compiled_part
def list_stalls(sellers, stalls, shape):
    """Members' stalls are listed this month; who has left is found no more, but has stock left.

    Returns how many are listed, int64 `shape`, (province, product).
    """
    lines, listed = 0, np.zeros(shape, np.int64)
    for stall in range(len(stalls.seller)):
        member = sellers.member[stalls.seller[stall]]
        stalls.listed[stall] = member
        listed[stalls.province[stall], stalls.product[stall]] += member
        if member or stalls.stock[stall] > 0:
            stalls.open[lines] = stall
            lines += 1
    stalls.lines[0] = lines
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
            other = farmers_outside_option(
                markets.price[province, product], settings.market_fee, settings.haul, settings.risk
            )
            other = bazaar.order[product] * max(other, markets.offer[province, product])
            bazaar.other[province, product] = other
            most = settings.stall_ceiling * bazaar.usual[product]
            asked = asking_price(
                other,
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
def open_month(sellers, stalls, bazaar, markets, take_rate, settings):
    """The first of a month: stalls are listed, and prices move; take_rate: float64 (provinces,)."""
    listed = list_stalls(sellers, stalls, bazaar.price.shape)
    move_prices(bazaar, markets, listed, take_rate, settings)
