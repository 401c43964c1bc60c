"""First of the month: households weigh what selling online brings, and begin or give up.

A part of adoption.
"""

import numpy as np

from sim.engine.machine.compiling import compiled, compiled_part
from sim.engine.machine.dispatch import dispatched
from sim.engine.tables.ledger import whole
from sim.phases.online.stall_costs import begin, cost_of_learning, pay_for_being_online
from sim.phases.online.stall_gain import connected, own_reckoning
from sim.phases.online.stall_word import margins_of_late, orders_hoped_for
from sim.rules.forecasts import smooth
from sim.rules.joining import joined_by_now, joining_chance
from sim.rules.stalls import hoped_gain


@compiled_part
def close_month(sellers, bazaar, farmers, ledger, settings, counting, online, gained):
    """All who are online pay for it, and weigh what the month has brought.

    online, gained  float64 (provinces,): households that sell, and what they gain, are added
    """
    for seller in range(len(sellers.farmer)):
        farmer = sellers.farmer[seller]
        province, size = farmers.province[farmer], farmers.size[farmer]
        if sellers.member[seller] == 0:
            continue
        fixed = whole(bazaar.fixed[province] * size)
        pay_for_being_online(farmers, ledger, farmer, fixed, counting)
        brought = 1.0 * (sellers.earned[seller] - fixed)
        sellers.months[seller] += 1
        weight = 1.0 / min(sellers.months[seller], settings.memory)
        sellers.result[seller] = smooth(sellers.result[seller], brought, weight)
        sellers.earned[seller] = 0
        online[province] += size
        gained[province] += sellers.result[seller]


@compiled_part
def look_at_neighbours(farm, access, settings, online, gained, hopes, could):
    """Sellers give up whom it does not pay; others hope to gain, if they can pay for learning.

    hopes  float64 (sellers,): money a month
    could  float64 (provinces,): who hopes is added to those who sell
    """
    sellers, bazaar, farmers = farm.sellers, farm.bazaar, farm.farmers
    margins = margins_of_late(bazaar)
    for seller in range(len(sellers.farmer)):
        farmer = sellers.farmer[seller]
        province, size = farmers.province[farmer], farmers.size[farmer]
        if sellers.member[seller]:
            if sellers.months[seller] >= settings.memory and sellers.result[seller] < 0.0:
                sellers.member[seller] = 0
                sellers.gave_up[seller] = 1
            continue
        if sellers.gave_up[seller] or not connected(sellers, access, seller, province):
            continue
        gain = own_reckoning(farm, seller, province, size, bazaar.hoped, margins)
        if online[province] > 0.0:
            gain = hoped_gain(gain, size * gained[province] / online[province], settings.trust)
        learning = cost_of_learning(sellers, bazaar, seller, province, size)
        gain -= learning / settings.payback
        if gain > 0.0 and farmers.cash[farmer] >= learning:
            hopes[seller] = gain
            could[province] += size


@compiled_part
def follow(farm, ledger, settings, counting, hopes):
    """Of those who hope to gain, the more begin the more of them are online already."""
    sellers, bazaar, farmers = farm.sellers, farm.bazaar, farm.farmers
    for seller in range(len(sellers.farmer)):
        if hopes[seller] == 0.0:
            continue
        farmer = sellers.farmer[seller]
        province, size = farmers.province[farmer], farmers.size[farmer]
        chance = joining_chance(
            settings.stall_innovation,
            settings.stall_imitation,
            bazaar.begun[province],
            settings.stall_gain_response,
            hopes[seller] / (bazaar.income[province] * size),
        )
        sellers.inclination[seller] = joined_by_now(sellers.inclination[seller], chance)
        if sellers.luck[seller] < sellers.inclination[seller]:
            begin(sellers, bazaar, farmers, ledger, seller, province, counting)


@dispatched
@compiled
def review(farm, access, ledger, settings, counting):
    """The month of all who are online; then households begin, or give up.

    access  float64 (buyers,): share of people online
    """
    sellers, bazaar, farmers = farm.sellers, farm.bazaar, farm.farmers
    provinces = len(bazaar.packing)
    online, gained = np.zeros(provinces), np.zeros(provinces)
    close_month(sellers, bazaar, farmers, ledger, settings, counting, online, gained)
    bazaar.hoped[:] = orders_hoped_for(bazaar, settings.news_worth)
    bazaar.asked[:] *= 1.0 - 1.0 / settings.memory
    bazaar.shown[:] *= 1.0 - 1.0 / settings.memory
    if settings.historical == 0 or counting == 0:
        return
    hopes, could = np.zeros(len(sellers.farmer)), online.copy()
    look_at_neighbours(farm, access, settings, online, gained, hopes, could)
    for province in range(provinces):
        if could[province] > 0.0:
            bazaar.begun[province] = online[province] / could[province]
    follow(farm, ledger, settings, counting, hopes)
