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
from sim.phases.platform.usual_terms import days_from_wholesaler, lot_of_shop
from sim.rules.assortment import (
    share_without,
    spoils_a_day,
    worth_keeping,
    worth_switching,
    worth_taking_on,
)
from sim.rules.nested_choice import share_seen
from sim.rules.stock_by_age import by_age, days_of_next
from sim.rules.stock_policies import lot_to_share


class Sums(NamedTuple):
    """A shop by category of goods."""

    sales: NDArray[np.float64]  # money a day at usual prices
    profit: NDArray[np.float64]  # money a day
    share: NDArray[np.float64]  # of its customers that it has


@compiled_part
def profit_and_sales(tables, settings, day, shop, product, sells, variance):
    """Of a product that sells so many grains a day in a shop, money a day; sales at usual prices.

    The margin is the usual one on the wholesaler's price of today, less what would spoil of usual
    lots. So all products are compared, carried or not: what is saved past the middlemen is in none.
    """
    shelves, keepers, products = tables.shelves, tables.keepers, tables.products
    routes = tables.routes
    seller = keepers.first_shelf[keepers.upstream[shop]] + routes.wholesale_rank[product]
    price = wide(shelves.price[seller])
    profit = sells * price * products.shop_markup[product]
    if products.ages[product]:
        spoils = expected_to_spoil(tables, settings, day, shop, seller, sells, variance)
        profit -= spoils * max(price - settings.salvage, 0.0)
    return profit, sells * products.retail_price[product]


@compiled_part
def expected_to_spoil(tables, settings, day, shop, seller, sells, variance):
    """Grains a day of what a shop would take of a wholesaler's shelf, as old as it leaves there.

    Of an empty one: as old as what came last. No lot is larger than sells while it keeps.
    """
    shelves, batches = tables.shelves, tables.batches
    product, row = shelves.product[seller], shelves.batch[seller]
    fast, grain = tables.keepers.fast_replenishment[shop] == 1, settings.grain
    days = days_of_next(by_age(batches, row), day, batches.youngest_first[row])
    if days == 0:
        days = batches.fresh_days[row]
    lead, _ = days_from_wholesaler(settings, tables.products.fetched[product] == 1, fast)
    days = max(days - lead, 1)
    lot = lot_of_shop(settings, tables.products.case[product], fast, False)
    if settings.lot_units == 0:
        lot = lot_to_share(lot, sells, 0, 0, days)
    units = max(lot // grain, 1)
    return grain * spoils_a_day(sells / grain, variance / (grain * grain), days, units)


@compiled_part
def profit_and_sales_of(tables, settings, day, shop, i):
    """The same of a shelf of the shop."""
    shelves = tables.shelves
    sells, variance = wide(shelves.forecast[i]), wide(shelves.variance[i])
    return profit_and_sales(tables, settings, day, shop, shelves.product[i], sells, variance)


@compiled_part
def add_up_shelves(tables, settings, day, shop, sums):
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
        category = products.category[product]
        earned, sold = profit_and_sales_of(tables, settings, day, shop, i)
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
        add_up_shelves(tables, settings, day, shop, sums)
        worst = -1
        least = 0.0
        busy = False
        for i in range(first, end):
            busy = busy or shelves.next_product[i] >= 0
            if shelves.listed[i] == 0:
                continue
            product = shelves.product[i]
            memory[product] = shelves.forecast[i]
            if products.produce[product]:
                continue
            own = products.category[product]
            earned, sold = profit_and_sales_of(tables, settings, day, shop, i)
            earns = worth_keeping(earned, sold, share[own], profit[own], sales[own])
            if worst < 0 or earns < least:
                worst, least = i, earns
        if busy or worst < 0:
            continue
        give_up(tables, settings, day, shop, worst, sums)
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
            variance = would_sell * ratio
            gained, sold = profit_and_sales(
                tables, settings, day, shop, product, would_sell, variance
            )
            would_earn = worth_taking_on(gained, sold, share[own], profit[own], sales[own])
            if would_earn > most:
                best, most, units = product, would_earn, would_sell
        if best >= 0 and worth_switching(least, most, settings.switch_gain):
            shelves.next_product[worst] = best
            memory[best] = units


@compiled_part
def give_up(tables, settings, day, shop, i, sums):
    """What is left of its category to a shop without its shelf i; the others as in the sums."""
    shelves, products = tables.shelves, tables.products
    sales, profit, share = sums.sales, sums.profit, sums.share
    category = products.category[shelves.product[i]]
    earned, lost = profit_and_sales_of(tables, settings, day, shop, i)
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
