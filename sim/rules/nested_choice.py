"""What customers want: a category first, then one of the shops in reach, then a product there.

The shops of a neighbourhood are a nest for each category, and in it a shop's shelves of the
category are a nest of their own. A shelf weighs what its product, fashion and the shop's customers
make of it at its usual price (its worth), and less where it is dearer (its pull). Amounts are money
a day at usual prices, so that a dear product takes the place of as many cheap ones as it costs.
Source: nested constant elasticity of substitution, Atkeson and Burstein 2008, AER 98(5), for shops;
for the products of a shop, which it does nearly best to give one markup, Hottman, Redding and
Weinstein 2016, QJE 131(3); without variety's part, Anderson, de Palma and Thisse 1992, ch. 3.
"""

import math

import numpy as np

from sim.engine.machine.compiling import compiled


@compiled
def log_taste(normal, spread):
    """Log of what a shop's customers like a product more than others do; over shops its mean is 1.

    normal  a standard normal draw; spread: standard deviation of the log
    """
    return spread * normal - 0.5 * spread * spread


@compiled
def log_pull(price, usual, elasticity):
    """Log of what a price makes of a shelf's weight.

    price, usual  money a grain
    elasticity    of customers between the shelves of a category in a shop, without sign
    """
    return -elasticity * math.log(price / usual)


@compiled
def wanted_at_usual_prices(a_head, people, worth, growth):
    """Demand of a neighbourhood for a category.

    a_head  of a mean shop's customers, where a mean shop carries all that they may want
    people  customers, in those of mean shops, > 0
    worth   of all shelves of the nest, > 0
    growth  elasticity to the variety that is carried
    """
    return a_head * people * (worth / people) ** growth


@compiled
def wanted_of_nests(people, worth, growth):
    """`wanted_at_usual_prices` of many nests, a head of 1; nothing where nothing is carried.

    people, worth  float64 (nests,)
    """
    wanted = np.zeros(len(worth))
    for nest in range(len(worth)):
        if worth[nest] > 0.0:
            wanted[nest] = wanted_at_usual_prices(1.0, people[nest], worth[nest], growth)
    return wanted


@compiled
def log_of_dearness(pull, worth, within, of_category):
    """Log of demand for a category over that at usual prices.

    pull, worth  sums over the nest: with and without its prices
    within       elasticity within the nest, without sign, > 0
    of_category  of demand for the category to its price, < 0
    The price of the category is that of constant elasticity: (pull / worth) ** (-1 / within). The
    same says what a shop draws by its shelves of a category: there `within` is between products,
    and `of_category` is the elasticity between shops.
    """
    return -of_category / within * math.log(pull / worth)


@compiled
def faced_elasticity(share, within, of_category):
    """Elasticity of a shop's customers for a category to its price for it, without sign.

    share        of the nest, 0..1; the other two as in `log_of_dearness`
    """
    return within * (1.0 - share) - of_category * share


@compiled
def elasticity_within(faced, share, of_category):
    """Elasticity between shops, without sign, at which a shop of this share faces `faced`.

    share  of the nest, < 1. The inverse of `faced_elasticity`.
    """
    return (faced + of_category * share) / (1.0 - share)


@compiled
def share_seen(faced, within, of_category):
    """Share of its nest at which a shop faces this elasticity: the same turned round again."""
    return (within - faced) / (within + of_category)
