"""The eve of the lever's day: who sells online from the first day on. A part of adoption."""

import math

import numpy as np

from sim.engine.machine.compiling import compiled, compiled_part
from sim.engine.machine.dispatch import dispatched
from sim.phases.online.stall_costs import begin
from sim.phases.online.stall_gain import would_gain
from sim.phases.online.stall_word import margins_of_late, orders_hoped_for, orders_of_late
from sim.rules.joining import joined_after
from sim.rules.stalls import crowding

ROUNDS = 10  # in which those at the opening find how many of them it pays


@compiled_part
def there_before(farm, access, settings, share, gains):
    """To gains: who gains where of those who gain a share is online at the opening.

    Stalls take orders from each other, so that fewer gain the more there are: it is found in
    rounds how many it pays when so many are there.
    """
    sellers, stalls, bazaar = farm.sellers, farm.stalls, farm.bazaar
    orders, margins = orders_of_late(bazaar), margins_of_late(bazaar)
    shape = orders.shape
    room = np.ones(shape)
    for _ in range(ROUNDS):
        would_gain(farm, access, settings.payback, orders * room, margins, gains)
        skill = np.zeros(shape)
        for stall in range(len(stalls.seller)):
            seller = stalls.seller[stall]
            listed = share * gains[seller] * sellers.skill[seller]
            skill[stalls.province[stall], stalls.product[stall]] += listed
        for province in range(shape[0]):
            for product in range(shape[1]):
                niche = settings.niche * bazaar.growers[province, product]
                if niche > 0.0:
                    crowd = crowding(skill[province, product], niche, settings.variety_weight)
                    room[province, product] = math.sqrt(room[province, product] * crowd)


@compiled_part
def tell_of_before(sellers, stalls, bazaar, seller, province):
    """Who was there before has sold for a year, and word of it goes round."""
    for stall in range(sellers.first[seller], sellers.first[seller + 1]):
        product, skill = stalls.product[stall], sellers.skill[seller]
        bazaar.shown[province, product] += skill * bazaar.fresh[province, product]
        bazaar.asked[province, product] += skill * bazaar.drawn[province, product]


@dispatched
@compiled
def open_doors(farm, access, ledger, settings, counting):
    """The lever begins: all whom a level reaches go online, or those who were there before.

    Those are as many of those who gain by it as selling online has reached by then.
    """
    sellers, stalls, bazaar, farmers = farm.sellers, farm.stalls, farm.bazaar, farm.farmers
    gains, share = np.ones(len(sellers.farmer), np.uint8), 1.0
    bazaar.hoped[:] = orders_hoped_for(bazaar, settings.news_worth)
    if settings.historical:
        share = joined_after(
            settings.months_before, settings.stall_innovation, settings.stall_imitation
        )
        bazaar.begun[:] = share
        there_before(farm, access, settings, share, gains)
    for seller in range(len(sellers.farmer)):
        province = farmers.province[sellers.farmer[seller]]
        inclination = share * gains[seller]
        sellers.inclination[seller] = inclination
        if sellers.luck[seller] < inclination:
            begin(sellers, bazaar, farmers, ledger, seller, province, counting)
            if settings.historical:
                tell_of_before(sellers, stalls, bazaar, seller, province)
