"""What a product on a shelf is worth to its shop, and when it makes way for another.

Profits are money a day, sales money a day at usual prices. Customers who do not find a product of
a category in a shop divide between the others in reach as they did before (`nested_choice`), so
some of them stay in the shop, and some of those of a new product were its customers anyway.
"""

from sim.engine.machine.compiling import compiled


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
