"""What a product on a shelf is worth to its shop, and when it makes way for another.

Profits are money a day, sales money a day at usual prices. Customers who do not find a product of
a category in a shop divide between the others in reach as they did before (`nested_choice`), so
some of them stay in the shop, and some of those of a new product were its customers anyway.
"""

from sim.engine.machine.compiling import compiled
from sim.rules.count_laws import chance_of_none, next_chance, shape_and_ratio


@compiled
def spoils_a_day(mean, variance, days, lot):
    """Units a day that get too old where a lot comes whenever the last one is gone.

    mean, variance  of a day's demand, units
    days            on which a lot can be sold, >= 1; what is left then is thrown away
    lot             units, >= 1
    A lot lasts until it is sold, or so many days: on average as long as what is sold of it takes.
    """
    asked, spread = mean * days, max(variance, mean) * days
    shape, ratio = shape_and_ratio(asked, spread)
    chance = chance_of_none(asked, spread, shape)
    at_most, sold = 0.0, 0.0
    for unit in range(lot):
        at_most += chance
        sold += max(1.0 - at_most, 0.0)
        chance = next_chance(chance, unit, shape, ratio)
    if sold == 0.0:
        return lot / days
    return mean * (lot - sold) / sold


@compiled
def worth_keeping(profit, sales, share, all_profit, all_sales):
    """What the shop would lose without a product.

    profit, sales          of the product
    share                  of the neighbourhood's customers for its category that the shop has
    all_profit, all_sales  of what the shop has of the category, the product included
    """
    others = all_sales - sales
    if others <= 0.0:
        return profit
    return profit - sales * share_without(sales, share, all_sales) * (all_profit - profit) / others


@compiled
def share_without(sales, share, all_sales):
    """Share of a category's customers that a shop has left without a product of such sales.

    share, all_sales  with it; all_sales above sales
    """
    of_product = share * sales / all_sales
    return (share - of_product) / (1.0 - of_product)


@compiled
def worth_taking_on(profit, sales, share, all_profit, all_sales):
    """What the shop would gain by a product that it does not have.

    profit, sales  that are expected of it; the others of what the shop has of the category
    """
    if all_sales <= 0.0:
        return profit
    return profit - sales * share * all_profit / all_sales


@compiled
def worth_switching(earns, would_earn, gain):
    """1 if a product that would add `would_earn` to profit should replace one that adds `earns`.

    gain  share by which it must add more, for the trouble and the risk
    """
    return would_earn - earns > gain * abs(earns)
