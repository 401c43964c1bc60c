"""Orders enter the book keeper by keeper, and are due when they have been in the mail, by hand."""

import numpy as np
import pytest

from sim.engine.machine.compiling import compiled
from sim.engine.machine.dispatch import dispatched
from sim.model.calendar import today_of
from sim.phases.supply.mail import add_up_dues, open_mail, send_orders
from tests.phases.alone import country, rows_of

DAY = 10


@dispatched
@compiled
def send(tables, due, today, lo, hi, line, first):
    """`send_orders` of a country."""
    return send_orders(
        tables.shelves.ordered, tables.terms, tables.keepers, tables.accounts, tables.levels,
        tables.book, due, today, lo, hi, line, first,
    )  # fmt: skip


@dispatched
@compiled
def arrive(tables, today):
    """`open_mail` of a country."""
    open_mail(tables.shelves, tables.book, today)


@dispatched
@compiled
def add_up(sent, due):
    """`add_up_dues`."""
    add_up_dues(sent, due)


class Evening:
    """A country in which nothing is ordered yet."""

    def __init__(self):
        self.model = country()
        self.state = self.model.state
        self.shelves, self.accounts, self.book = (
            self.state.shelves, self.state.accounts, self.state.book,
        )  # fmt: skip
        self.shelves.ordered[:] = self.shelves.due[:] = self.accounts.orders[:] = 0
        self.today = today_of(self.model.asked, 1, DAY)

    def lines(self, lo, hi):
        columns = (self.book.shelf, self.book.supplier, self.book.due_day, self.book.open)
        return [tuple(int(column[line]) for column in columns) for line in range(lo, hi)]


@pytest.mark.parametrize("delay", [0, 3])
def test_orders_are_listed_in_order_and_due_when_the_mail_has_come(delay):
    evening = Evening()
    shelves, state = evening.shelves, evening.state
    state.levels.order_delay[:] = 99
    state.levels.order_delay[0] = delay
    first = [rows_of(evening.model, shop).start for shop in range(4)]
    last = rows_of(evening.model, 1).stop - 1
    supplier = state.shop_shelves
    state.terms.supplier[: state.shop_shelves] = supplier + 5
    asked = {first[0]: 7, first[1]: 4, first[1] + 2: -3, last: 5, first[2] + 1: 6, first[3]: 8}
    for shelf, quantity in asked.items():
        shelves.ordered[shelf] = quantity
    state.terms.supplier[last] = supplier + 1
    evening.accounts.orders[:4] = 1, 3, 0, 1  # the third has written none tonight
    due = np.zeros(9, np.int64)
    end = send(state.tables, due, evening.today, 1, 3, 20, supplier)
    when = DAY + delay
    assert end == 23
    assert evening.lines(20, 23) == [
        (first[1], supplier + 5, when, 4),
        (first[1] + 2, supplier + 5, when, -3),
        (last, supplier + 1, when, 5),
    ]
    assert evening.accounts.orders[:4].tolist() == [1, 0, 0, 1]
    expected = [0, 5, 0, 0, 0, 1, 0, 0, 0] if delay == 0 else [0] * 9
    assert due.tolist() == expected
    assert send(state.tables, due, evening.today, 0, 4, end, supplier) == 25
    assert [line[0] for line in evening.lines(23, 25)] == [first[0], first[3]]


def test_a_shop_that_orders_of_every_shelf_writes_as_many_lines():
    evening = Evening()
    rows = rows_of(evening.model, 0)
    evening.shelves.ordered[rows] = 1
    evening.accounts.orders[0] = rows.stop - rows.start
    due = np.zeros(len(evening.shelves.stock), np.int64)
    assert send(evening.state.tables, due, evening.today, 0, 1, 0, 0) == rows.stop - rows.start
    assert [line[0] for line in evening.lines(0, rows.stop)] == list(range(rows.stop))
    assert due.sum() == (rows.stop if evening.state.levels.order_delay[0] == 0 else 0)


def test_what_was_in_the_mail_is_due_on_its_day():
    evening = Evening()
    book = evening.book
    for line, (supplier, day, quantity) in enumerate(
        [(50, DAY, 4), (51, DAY - 1, 5), (50, DAY, 6), (52, DAY + 1, 7), (53, DAY, 8)]
    ):
        book.supplier[line], book.due_day[line], book.open[line] = supplier, day, quantity
    book.lines[0] = 4
    evening.shelves.due[51] = 2
    arrive(evening.state.tables, evening.today)
    assert evening.shelves.due[50:54].tolist() == [10, 2, 0, 0]


def test_what_all_threads_sent_is_due_and_they_begin_anew():
    sent = np.array([[1, 2, 0], [10, 0, 5], [0, 0, 7]])
    due = np.array([100, 200, 300])
    add_up(sent, due)
    assert due.tolist() == [111, 202, 312]
    assert not sent.any()
