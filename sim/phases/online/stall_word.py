"""First of the month, online: what the year behind tells of stalls. A part of adoption.

A month says little: produce is cheap after the harvest, and orders are many. So orders and
margins are remembered over the seasons, for the days on which there was something to sell; and what
was ordered of stalls goes round by word.
"""

import numpy as np

from sim.engine.machine.compiling import compiled, compiled_part
from sim.engine.machine.dispatch import dispatched
from sim.rules.stalls import days_fresh, hoped_orders, margin_online

NEXT_DAYS = 30  # the month to come, in whole days


@dispatched
@compiled
def remember_month(bazaar, crops, take_rate, memory, day_of_year):
    """This month counts, and those of more than a year ago less and less.

    take_rate  float64 (provinces,): share of the price; memory: months
    """
    keep = 1.0 - 1.0 / memory
    for product in range(len(bazaar.order)):
        fresh = days_fresh(
            day_of_year,
            crops.season_first[product],
            crops.season_days[product],
            crops.life[product],
            NEXT_DAYS,
        )
        for province in range(len(bazaar.packing)):
            place = province, product
            if bazaar.growers[place] == 0 or bazaar.grown[place] == 0.0:
                continue
            margin = margin_online(
                bazaar.price[place],
                bazaar.worth[place],
                bazaar.packing[province],
                take_rate[province],
            )
            orders = fresh * bazaar.rate[place]
            bazaar.fresh[place] = keep * bazaar.fresh[place] + fresh
            bazaar.drawn[place] = keep * bazaar.drawn[place] + orders
            bazaar.left[place] = keep * bazaar.left[place] + orders * margin


@compiled_part
def ratio(total, count):
    """float64 (province, product): a mean; 0 where nothing was counted."""
    mean = np.zeros(total.shape)
    for province in range(total.shape[0]):
        for product in range(total.shape[1]):
            if count[province, product] > 0.0:
                mean[province, product] = total[province, product] / count[province, product]
    return mean


@compiled_part
def orders_of_late(bazaar):
    """float64 (province, product): orders a day of a stall of skill 1, with something to sell."""
    return ratio(bazaar.drawn, bazaar.fresh)


@compiled_part
def margins_of_late(bazaar):
    """float64 (province, product): what an order left above other channels, money."""
    return ratio(bazaar.left, bazaar.drawn)


@compiled_part
def orders_hoped_for(bazaar, worth):
    """float64 (province, product): orders a day of a stall of skill 1, as far as word goes.

    Where nobody has sold online yet, the first go by what the platform promises.
    """
    asked, shown = bazaar.asked, bazaar.shown
    hoped = orders_of_late(bazaar)
    if shown.sum() == 0.0:
        return hoped
    of_all = asked.sum() / shown.sum()
    for product in range(hoped.shape[1]):
        of_product = hoped_orders(asked[:, product].sum(), shown[:, product].sum(), of_all, worth)
        for province in range(hoped.shape[0]):
            hoped[province, product] = hoped_orders(
                asked[province, product], shown[province, product], of_product, worth
            )
    return hoped
