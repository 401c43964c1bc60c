"""What the shops have sold so far: looks at every shelf."""

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


def totals_by_product(state: State) -> History:
    """Totals of the shops by (province, product), past assortments included."""
    sums = History(*(column.copy() for column in state.history))
    add_by_product(state.tables, sums, state.shops)
    return sums
