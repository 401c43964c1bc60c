"""What a neighbourhood's shelves are worth to its customers, by shop and category.

At usual prices (worth), at today's (pull), and what a shop draws by all it has of a category.
"""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.machine.compiling import compiled_part
from sim.engine.tables.columns import wide
from sim.rules.nested_choice import log_of_dearness, log_pull


class Nests(NamedTuple):
    """Money a day of the shelves of a category in a shop: (shops, categories)."""

    worth: NDArray[np.float64]  # at usual prices
    pull: NDArray[np.float64]  # at today's
    drawn: NDArray[np.float64]  # what the shop is worth to customers at today's prices


@compiled_part
def weigh(tables, settings, first, end, worth, pull):
    """Weights of the shelves of the shops first..end-1; `log_mean` is that of the pull in units.

    worth, pull  float64 (their shelves,), written: money a day, at usual prices and at today's
    """
    shelves, keepers, products = tables.shelves, tables.keepers, tables.products
    appeal, usual_price = products.appeal[keepers.province[first]], products.retail_price
    product_of, first_shelf = shelves.product, keepers.first_shelf
    lo = first_shelf[first]
    for shop in range(first, end):
        traffic = wide(keepers.traffic[shop])
        for i in range(first_shelf[shop], first_shelf[shop + 1]):
            product = product_of[i]
            usual = wide(shelves.opening_cost[i]) * (1.0 + shelves.markup[i])
            liked = traffic + appeal[product] + shelves.taste[i]
            cheap = log_pull(wide(shelves.price[i]), usual, settings.product_elasticity)
            shelves.log_mean[i] = liked + cheap
            worth[i - lo] = math.exp(liked) * settings.grain * usual_price[product]
            pull[i - lo] = worth[i - lo] * math.exp(cheap)


@compiled_part
def drawn_by(products, product, product_elasticity, worth, pull):
    """What a shop's shelves of a category are worth to customers at its prices, money a day.

    product  one of the category; worth, pull: sums over these shelves
    """
    between_shops = -wide(products.shop_elasticity[product])
    return worth * math.exp(log_of_dearness(pull, worth, product_elasticity, between_shops))


@compiled_part
def gather(tables, settings, first, end, worth, pull):
    """Nests of the shops first..end-1: what is on their shelves, by category."""
    shelves, keepers, products = tables.shelves, tables.keepers, tables.products
    category, first_shelf = products.category, keepers.first_shelf
    between_products = settings.product_elasticity
    lo, shape = first_shelf[first], (end - first, len(category))
    nests = Nests(np.zeros(shape), np.zeros(shape), np.zeros(shape))
    for shop in range(first, end):
        in_worth, in_pull = nests.worth[shop - first], nests.pull[shop - first]
        rows = range(first_shelf[shop], first_shelf[shop + 1])
        for i in rows:
            nest = category[shelves.product[i]]
            in_worth[nest] += shelves.listed[i] * worth[i - lo]
            in_pull[nest] += shelves.listed[i] * pull[i - lo]
        drawn = nests.drawn[shop - first]
        for i in rows:
            nest = category[shelves.product[i]]
            if in_pull[nest] > 0.0 and drawn[nest] == 0.0:
                drawn[nest] = drawn_by(
                    products, shelves.product[i], between_products, in_worth[nest], in_pull[nest]
                )
    return nests
