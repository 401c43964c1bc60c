"""What it costs a farm household to sell online, at first and each month. A part of adoption."""

from sim.engine.machine.compiling import compiled_part
from sim.engine.tables.ledger import Flow, Sector, pay, whole


@compiled_part
def pay_for_being_online(farmers, ledger, farmer, cost, counting):
    """A household pays for connection, equipment, a course."""
    farmers.cash[farmer] -= cost
    farmers.costs[farmer] += counting * cost
    pay(ledger, Flow.GOING_ONLINE, Sector.FARMERS, Sector.OTHER_SELLERS, cost)


@compiled_part
def cost_of_learning(sellers, bazaar, seller, province, size):
    """Money to begin with; the skilled learn with less, and all the less the more can show them.

    size  of the household against a usual one
    """
    alone = bazaar.learning[province] * size * size / sellers.skill[seller]
    return whole(alone * (1.0 - bazaar.begun[province]))


@compiled_part
def begin(sellers, bazaar, farmers, ledger, seller, province, counting):
    """A household goes online."""
    sellers.member[seller] = 1
    farmer = sellers.farmer[seller]
    cost = cost_of_learning(sellers, bazaar, seller, province, farmers.size[farmer])
    pay_for_being_online(farmers, ledger, farmer, cost, counting)
