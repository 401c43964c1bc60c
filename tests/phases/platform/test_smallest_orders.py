"""Direct orders below what the platform takes: filled up with what is needed next, or put off."""

import numpy as np
import pytest

from sim.phases import ordering
from tests.phases.alone import rows_of, run, with_rules
from tests.phases.supply.test_order_writing import EVENING, REVIEW, SHOP, Shelf


class Pair:
    """Two direct shelves at 4 a grain that sell 10 a day, the first one empty, the second full.

    The first wants 80, which are worth 320; the second could take more, in lots of 5.
    """

    def __init__(self, least, cash=10**6, warehouse=1, drop=0.0, there=150, lot=5):
        self.shelf = shelf = Shelf()
        with_rules(
            shelf.model, "ordering", platform_fee=0.0, minimum_order=float(least),
            warehouse=warehouse, supplier_days=30,
        )  # fmt: skip
        rows, state = rows_of(shelf.model, SHOP), shelf.state
        self.other = next(
            j
            for j in range(shelf.i + 1, rows.stop)
            if state.shelves.batch[j] < 0
            and state.shelves.product[j] not in state.farm.grown
            and state.shelves.keeper[state.terms.supplier[j]] >= 0
        )
        self.both = [shelf.i, self.other]
        for table, names in (
            (state.shelves, ("on_order", "backlog", "next_product", "forecast", "variance")),
            (state.terms, ("lead", "lead_spread", "moq", "freight", "transit_loss")),
        ):
            for name in names:
                getattr(table, name)[self.other] = getattr(table, name)[shelf.i]
        state.terms.direct[self.both] = 1
        state.terms.drop[self.both] = drop
        state.terms.lot[self.other] = lot
        state.shelves.stock[self.other] = there
        state.shelves.price[state.terms.supplier[self.both]] = 4.0
        state.keepers.direct_ordering[SHOP] = 1
        shelf.money(cash=cash)

    def orders(self):
        before = np.asarray(self.shelf.shelves.on_order[self.both])
        run(self.shelf.model, ordering, EVENING)
        found = np.asarray(self.shelf.shelves.ordered[self.both])
        written = np.asarray(self.shelf.shelves.on_order[self.both]) - before
        assert written.tolist() == found.tolist()
        lines = self.shelf.state.book
        sent = np.asarray(lines.shelf[: int(lines.lines[0])]).tolist()
        assert [i in sent for i in self.both] == (found > 0).tolist()
        return found.tolist()


def test_what_is_enough_is_sent_as_it_is():
    assert Pair(least=320).orders() == [80, 0]


def test_what_is_too_little_is_filled_up_with_what_runs_out_first():
    """The first shelf, with 8 days' worth, in lots of one, until it has as much as the second."""
    assert Pair(least=321).orders() == [81, 0]
    assert Pair(least=600).orders() == [150, 0]
    assert Pair(least=620).orders() == [151, 5]  # of two with as much, the first


def test_no_more_is_bought_ahead_than_sells_until_suppliers_are_compared_again():
    """30 days of 10 are 300: the first can take 300, and the second 150."""
    assert Pair(least=1800).orders() == [300, 150]
    assert Pair(least=1801).orders() == [0, 0]


def test_a_shelf_that_would_get_too_much_with_a_lot_gets_none():
    assert Pair(least=1300, there=280, lot=24).orders() == [0, 0]
    assert Pair(least=1200, there=280, lot=24).orders() == [300, 0]


def test_what_cash_does_not_reach_waits():
    assert Pair(least=600, cash=600).orders() == [150, 0]
    assert Pair(least=600, cash=599).orders() == [0, 0]
    assert Pair(least=600, cash=607, drop=7.0).orders() == [150, 0]
    assert Pair(least=600, cash=606, drop=7.0).orders() == [0, 0]


@pytest.mark.parametrize(("makers", "expected"), [(1, [236, 90]), (2, [0, 0])])
def test_without_a_warehouse_what_comes_from_another_maker_fills_nothing_up(makers, expected):
    pair = Pair(least=1300, warehouse=0)
    state = pair.shelf.state
    maker = int(state.levels.first_keeper[state.n_levels - 1])
    rows = [rows_of(pair.shelf.model, maker).start, rows_of(pair.shelf.model, maker).start + 1]
    if makers == 2:
        rows[1] = rows_of(pair.shelf.model, maker + 1).start
    state.terms.supplier[pair.both] = rows
    state.shelves.price[rows] = 4.0
    assert pair.orders() == expected


def test_without_anything_that_is_needed_nothing_is_ordered():
    pair = Pair(least=10)
    pair.shelf.set("shelves", stock=300)
    assert pair.orders() == [0, 0]


@pytest.mark.parametrize(("column", "value"), [("barred", 1), ("direct", 0)])
def test_what_cannot_come_tonight_fills_nothing_up(column, value):
    pair = Pair(least=1300)
    getattr(pair.shelf.terms, column)[pair.other] = value
    if column == "direct":
        assert pair.orders() == [0, 0]
        return
    pair = Pair(least=1200)
    getattr(pair.shelf.terms, column)[pair.other] = value
    assert pair.orders() == [300, 0]


def test_cash_is_kept_for_the_delivery():
    """At 4 a grain, 100 pay for 23 and a delivery of 8."""
    assert Pair(least=0, cash=100, drop=8.0).orders() == [23, 0]
    assert REVIEW == 7
