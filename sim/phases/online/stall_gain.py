"""What a farm household reckons it would gain online. A part of adoption."""

from sim.engine.machine.compiling import compiled_part
from sim.engine.tables.online import BUYERS_A_PROVINCE, RURAL_BUYER
from sim.engine.year import MONTHS_A_YEAR
from sim.phases.online.stall_costs import cost_of_learning
from sim.rules.stalls import yearly_gain


@compiled_part
def own_reckoning(farm, seller, province, size, orders, margins):
    """What a household would gain a month at prices as they were of late; learning left out.

    size     of the household against a usual one
    orders   float64 (province, product): orders a day of a stall of skill 1
    margins  the same: money an order
    """
    sellers, stalls, bazaar = farm.sellers, farm.stalls, farm.bazaar
    gain = -bazaar.fixed[province] * size
    for stall in range(sellers.first[seller], sellers.first[seller + 1]):
        product = stalls.product[stall]
        of_stall = yearly_gain(
            orders[province, product] * sellers.skill[seller],
            stalls.days[stall],
            stalls.year[stall],
            bazaar.order[product],
            margins[province, product],
        )
        gain += max(of_stall, 0.0) / MONTHS_A_YEAR
    return gain


@compiled_part
def connected(sellers, access, seller, province):
    """Whether so many rural people are online that this household is among them."""
    return sellers.remote[seller] < access[BUYERS_A_PROVINCE * province + RURAL_BUYER]


@compiled_part
def would_gain(farm, access, payback, orders, margins, gains):
    """uint8 (sellers,), to gains: 1 where a household is connected, and that pays for learning.

    orders, margins  as in `own_reckoning`
    """
    sellers, bazaar, farmers = farm.sellers, farm.bazaar, farm.farmers
    for seller in range(len(sellers.farmer)):
        farmer = sellers.farmer[seller]
        province, size = farmers.province[farmer], farmers.size[farmer]
        gains[seller] = 0
        if not connected(sellers, access, seller, province):
            continue
        gain = own_reckoning(farm, seller, province, size, orders, margins)
        learning = cost_of_learning(sellers, bazaar, seller, province, size)
        gains[seller] = 1 if gain > learning / payback else 0
