"""Which products a shop would rather carry. A part of adoption.

Without analytics a shop relies on its memory of what sold when it carried it, and before that on
what its owner believed. With analytics it sees what sells in its province: the rising products.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.machine.compiling import compiled_part
from sim.engine.schedule import turns
from sim.engine.tables.columns import wide
from sim.phases.platform.spoiling import spoils_of_usual_lots
from sim.phases.platform.usual_terms import shelf_at_wholesaler
from sim.rules.assortment import (
    share_without,
    worth_keeping,
    worth_switching,
    worth_taking_on,
)
from sim.rules.nested_choice import share_seen


class Sums(NamedTuple):
    """A shop by category of goods."""

    sales: NDArray[np.float64]  # money a day at usual prices
    profit: NDArray[np.float64]  # money a day
    share: NDArray[np.float64]  # of its customers that it has


@compiled_part
def profit_and_sales(tables, shop, product, sells):
    """Of a product that sells so many grains a day in a shop, money a day; sales at usual prices.

    The margin is the usual one on the wholesaler's price of today. So all products are compared,
    carried or not: what is saved past the middlemen is in none.
    """
    products = tables.products
    price = wide(tables.shelves.price[shelf_at_wholesaler(tables, shop, product)])
    profit = sells * price * products.shop_markup[product]
    return profit, sells * products.retail_price[product]


@compiled_part
def written_off(tables, settings, day, shop, product, sells, variance):
    """What would spoil of usual lots of a product that sells so, money a day."""
    if tables.products.ages[product] == 0:
        return 0.0
    seller = shelf_at_wholesaler(tables, shop, product)
    spoils = spoils_of_usual_lots(tables, settings, day, shop, seller, sells, variance)
    return sells * spoils * max(wide(tables.shelves.price[seller]) - settings.salvage, 0.0)


@compiled_part
def add_up_shelves(tables, shop, sums):
    """What a shop sells and earns of each category, and which part of its customers it has.

    sums  Sums, written
    """
    shelves, keepers, products = tables.shelves, tables.keepers, tables.products
    sales, profit, share = sums.sales, sums.profit, sums.share
    sales[:] = 0.0
    profit[:] = 0.0
    for i in range(keepers.first_shelf[shop], keepers.first_shelf[shop + 1]):
        product = shelves.product[i]
        if shelves.listed[i] == 0 or products.produce[product]:
            continue
        category, sells = products.category[product], wide(shelves.forecast[i])
        earned, sold = profit_and_sales(tables, shop, product, sells)
        profit[category] += earned
        sales[category] += sold
        seen = share_seen(
            wide(shelves.elasticity[i]),
            wide(products.shop_elasticity[product]),
            wide(products.elasticity[product]),
        )
        share[category] = min(max(seen, 0.0), 1.0)


@compiled_part
def review_assortments(tables, pool, settings, day, lo, hi):
    """The shops of lo..hi-1 whose turn it is may give up what earns them least for a better one.

    Goods that age in the shop are swapped for such goods only: the chilled corner stays as it is;
    so does that of produce.
    """
    shelves, keepers, products = tables.shelves, tables.keepers, tables.products
    routes = tables.routes
    kinds = routes.memory.shape[1]
    sums = Sums(np.empty(kinds), np.empty(kinds), np.empty(kinds))
    sales, profit, share = sums
    for shop in turns(day, settings.assortment_days, lo, hi):
        first, end = keepers.first_shelf[shop], keepers.first_shelf[shop + 1]
        province = keepers.province[shop]
        memory = routes.memory[shop]
        add_up_shelves(tables, shop, sums)
        worst = -1
        least = 0.0
        busy = False
        for i in range(first, end):
            busy = busy or shelves.next_product[i] >= 0
            if shelves.listed[i] == 0:
                continue
            product, sells = shelves.product[i], wide(shelves.forecast[i])
            memory[product] = shelves.forecast[i]
            if products.produce[product]:
                continue
            own = products.category[product]
            earned, sold = profit_and_sales(tables, shop, product, sells)
            earns = worth_keeping(earned, sold, share[own], profit[own], sales[own])
            varied = wide(shelves.variance[i])
            earns -= written_off(tables, settings, day, shop, product, sells, varied)
            if worst < 0 or earns < least:
                worst, least = i, earns
        if busy or worst < 0:
            continue
        give_up(tables, shop, worst, sums)
        ratio = varies(tables, worst)
        best = -1
        most, units = 0.0, 0.0
        for product in range(kinds):
            if products.produce[product] or products.ages[product] != (shelves.batch[worst] >= 0):
                continue
            if keepers.place[shop, product] >= 0:
                continue
            would_sell = wide(memory[product])
            if keepers.analytics[shop] and settings.rising_products:
                would_sell = wide(keepers.size[shop]) * pool.posted[province, product]
            own = products.category[product]
            gained, sold = profit_and_sales(tables, shop, product, would_sell)
            would_earn = worth_taking_on(gained, sold, share[own], profit[own], sales[own])
            varied = would_sell * ratio
            would_earn -= written_off(tables, settings, day, shop, product, would_sell, varied)
            if would_earn > most:
                best, most, units = product, would_earn, would_sell
        if best >= 0 and worth_switching(least, most, settings.switch_gain):
            shelves.next_product[worst] = best
            memory[best] = units


@compiled_part
def give_up(tables, shop, i, sums):
    """What is left of its category to a shop without its shelf i; the others as in the sums."""
    shelves, products = tables.shelves, tables.products
    sales, profit, share = sums.sales, sums.profit, sums.share
    product, sells = shelves.product[i], wide(shelves.forecast[i])
    category = products.category[product]
    earned, lost = profit_and_sales(tables, shop, product, sells)
    others = sales[category] - lost
    if others <= 0.0:
        sales[category] = 0.0
        return
    left = share_without(lost, share[category], sales[category])
    profit[category] -= earned
    sales[category], share[category] = others, left


@compiled_part
def varies(tables, i):
    """Variance of the demand of a shelf over its mean; so any other on it is thought to vary."""
    mean = wide(tables.shelves.forecast[i])
    return wide(tables.shelves.variance[i]) / mean if mean > 0.0 else 1.0
