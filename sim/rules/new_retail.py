"""Shops as sellers online: what draws buyers to them, and what they can serve."""

import math

from sim.engine.machine.compiling import compiled
from sim.engine.tables.online import BUYERS_A_PROVINCE, CELLS_A_PROVINCE


@compiled
def attraction(taste, offered, dearer, sooner, price_weight, days_weight):
    """Attraction of the shelves around for a buyer; 1 is that of all merchants at the opening.

    taste    log odds of a shop against merchants who bring as soon for the same price
    offered  share of what buyers want of a category that stands on these shelves near them
    dearer   log of the delivered price over that of merchants at the opening
    sooner   days by which a shop brings before merchants did at the opening
    Source: McFadden 1974, as `utility` of online_choice; who wants what is not there has no choice.
    """
    return offered * math.exp(taste - price_weight * dearer + days_weight * sooner)


@compiled
def orders_served(orders, size, stock, others):
    """Whole orders that a shelf can serve beside the customers in the shop.

    orders, size   online, and grains of one
    stock, others  grains on hand, and wanted by customers in the shop
    A shelf that is short gives each side its part; what an order can't use is for the others.
    """
    wanted = orders * size
    room = stock if wanted + others <= stock else stock * wanted // (wanted + others)
    return min(orders, room // size)


@compiled
def with_searches(seen, shops, sought, looked, worth):
    """Demand a day of a mean shop, from sales and from what people looked for; 0: not known.

    seen, shops     corrected sales a day, and of how many mean shops
    sought, looked  searches for it a day, and of all things over what a mean shop sells of all:
                    for so many mean shops people looked
    worth           mean shops for whose sales searches count at most: not all who look buy
    Source: two samples of one rate, pooled by their size.
    """
    counted = min(looked, worth)
    if shops + counted == 0.0:
        return 0.0
    return (seen + counted * sought / looked) / (shops + counted)


@compiled
def buyer_of(cell):
    """Row among the buyers online of a cell of consumers."""
    return BUYERS_A_PROVINCE * (cell // CELLS_A_PROVINCE) + cell % CELLS_A_PROVINCE
