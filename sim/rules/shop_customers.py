"""What customers of shops have to spend, and what part of it they spend online."""

import math

from sim.engine.machine.compiling import compiled

ALMOST_ALL = 0.999  # of a budget; somebody always buys in the shop
HARDLY_ANY = 0.001  # of an income; nobody lives on nothing


@compiled
def bought_online(share, carried, budget):
    """Share of what people spend on the kinds of goods that shops carry that they spend online.

    share    of all that they spend, on the category online
    carried  share of the category, of such kinds
    budget   share of all that they spend, on such kinds wherever they buy them, > 0
    """
    return min(share * carried / budget, ALMOST_ALL)


@compiled
def log_of_purse(income, usual):
    """Log of what people have to spend, over the usual: in proportion to their income.

    income, usual  money; usual > 0
    """
    return math.log(max(income / usual, HARDLY_ANY))


@compiled
def kept_in_shops(now, then):
    """Log of demand in shops over that of the opening, when `then` was bought online, and `now` is.

    The budget of the category is divided between shops and online; the rest is in proportion.
    """
    return math.log((1.0 - now) / (1.0 - then))
