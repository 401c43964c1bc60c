"""What the shops have sold so far, and what their goods cost today: a look at every shelf."""

import numpy as np
from numpy.typing import NDArray

from sim.engine.machine.barrier import begin_section, end_section, next_task
from sim.engine.machine.compiling import compiled, compiled_part
from sim.engine.machine.dispatch import dispatched
from sim.engine.tables.firms import History
from sim.engine.tables.state import State

PRODUCTS, PRICES = range(2)  # parts of the work, the longer first


@compiled_part
def add_by_product(tables, sums, shops):
    """Add the totals of the first `shops` keepers to `sums`, by (province, product)."""
    totals, product_of = tables.totals, tables.shelves.product
    first_shelf, province_of = tables.keepers.first_shelf, tables.keepers.province
    for shop in range(shops):
        province = province_of[shop]
        days, empty, demanded = sums.days[province], sums.empty[province], sums.demanded[province]
        let_down, stock_days = sums.let_down[province], sums.stock_days[province]
        served, sold, lost = sums.served[province], sums.sold[province], sums.lost[province]
        for i in range(first_shelf[shop], first_shelf[shop + 1]):
            product = product_of[i]
            days[product] += totals.days[i]
            empty[product] += totals.empty[i]
            let_down[product] += totals.let_down[i]
            stock_days[product] += totals.stock_days[i]
            demanded[product] += totals.demanded[i]
            served[product] += totals.served[i]
            sold[product] += totals.sold[i]
            lost[product] += totals.lost[i]


@compiled_part
def add_prices(tables, price, weight, usual, basket, shops):
    """Add what the products on each shelf weigh, then and at today's price, by province.

    price          float32 (shelves,)
    weight, usual  float32 (products,): weight, and price at the opening
    basket         float64 (2, provinces)
    """
    product_of = tables.shelves.product
    first_shelf, province_of = tables.keepers.first_shelf, tables.keepers.province
    for shop in range(shops):
        province = province_of[shop]
        then, now = basket[0, province], basket[1, province]
        for i in range(first_shelf[shop], first_shelf[shop + 1]):
            product = product_of[i]
            then += weight[product]
            now += weight[product] * (price[i] / usual[product])
        basket[0, province], basket[1, province] = then, now


@dispatched
@compiled
def look_at_shops(team, kept, sums, price, weight, usual, basket, shops):
    """`add_by_product` and `add_prices`, each by a thread that is free."""
    tables = kept.parts[0]
    begin_section(team)
    part = next_task(team)
    while part <= PRICES:
        if part == PRODUCTS:
            add_by_product(tables, sums, shops)
        else:
            add_prices(tables, price, weight, usual, basket, shops)
        part = next_task(team)
    end_section(team)


def shops_so_far(state: State) -> tuple[History, NDArray[np.float64]]:
    """By province: totals by product, past assortments included; the price of its opening basket.

    The basket is float64 (2, provinces): the price at the opening, and now.
    """
    sums = History(*(column.copy() for column in state.history))
    basket = np.zeros((2, len(state.province_names)))
    price, popularity, usual = (
        np.asarray(column)
        for column in (state.shelves.price, state.products.popularity, state.products.retail_price)
    )
    state.together(look_at_shops, (), sums, price, popularity * usual, usual, basket, state.shops)
    return sums, basket
