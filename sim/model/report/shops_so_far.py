"""What the shops have sold so far, and what their goods cost today: looks at every shelf."""

import numpy as np
from numpy.typing import NDArray

from sim.engine.machine.compiling import compiled
from sim.engine.machine.dispatch import dispatched
from sim.engine.tables.firms import History
from sim.engine.tables.state import State


@dispatched
@compiled
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


@dispatched
@compiled
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


def totals_by_product(state: State) -> History:
    """Totals of the shops by (province, product), past assortments included."""
    sums = History(*(column.copy() for column in state.history))
    add_by_product(state.tables, sums, state.shops)
    return sums


def basket_prices(state: State) -> NDArray[np.float64]:
    """Price of the basket of each province's shops, float64 (2, provinces): at the opening, now."""
    basket = np.zeros((2, len(state.province_names)))
    price, popularity, usual = (
        np.asarray(column)
        for column in (state.shelves.price, state.products.popularity, state.products.retail_price)
    )
    add_prices(state.tables, price, popularity * usual, usual, basket, state.shops)
    return basket
