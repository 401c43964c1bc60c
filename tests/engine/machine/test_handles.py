"""Handles: Python lays out what they hold just as numba does, and compiled code finds it there."""

import ctypes
import gc
import weakref
from typing import NamedTuple

import numba
import numpy as np
import pytest
from numba.core.registry import cpu_target

from sim.engine.machine.compiling import compiled
from sim.engine.machine.handles import FarmTables, Own, Tables, handle, kinds_of, placed
from sim.engine.machine.payloads import layout


class Mixed(NamedTuple):
    """A table of all that a table may hold."""

    small: np.ndarray
    share: float
    open: bool
    nothing: None
    table: np.ndarray
    pair: tuple
    rows: int


@pytest.fixture
def mixed():
    """One of them."""
    table = np.arange(12.0, dtype=np.float32).reshape(3, 4)
    return Mixed(np.arange(5, dtype=np.int8), 0.25, True, None, table[:, ::2], (True, 7), 3)


def held(first):
    """A handle of tables that holds one, and numbers."""
    return handle(Tables, (first, *range(1, len(Tables.FIELDS))))


@compiled
def read(tables):
    """All of it."""
    mixed, last = tables.shelves, tables.online
    found = mixed.small[4], mixed.share, mixed.open, mixed.table[2, 1], mixed.table.shape[1]
    return found, mixed.pair, mixed.rows, mixed.nothing is None, last


def test_compiled_code_finds_what_python_has_put_there(mixed):
    found, pair, rows, nothing, last = read(held(mixed))
    assert found == (4, 0.25, True, 10.0, 2)
    assert (pair, rows, nothing, last) == ((True, 7), 3, True, len(Tables.FIELDS) - 1)


def test_the_layout_is_that_of_numba(mixed):
    kind, context = numba.typeof(mixed), cpu_target.target_context
    payload = context.data_model_manager[kind].get_data_type()
    assert ctypes.sizeof(layout(kind)) == context.get_abi_sizeof(payload)


@compiled
def write(tables):
    """Into a column of tables within tables."""
    tables.farm.farmers[1] = 7


def test_a_handle_within_a_handle_leads_to_the_same_rows():
    rows = np.zeros(3)
    farm = handle(FarmTables, (rows, *range(1, len(FarmTables.FIELDS))))
    parts = [farm if name == "farm" else 0 for name in Tables.FIELDS]
    write(handle(Tables, tuple(parts)))
    assert rows.tolist() == [0, 7, 0]


@compiled
def first(own):
    """One row."""
    return own.ledger[0]


def test_what_a_handle_holds_lives_as_long_as_it_and_no_longer():
    rows = np.full(3, 5.0)
    gone = weakref.ref(rows)
    own = handle(Own, (rows, 0, 0, 0, 0))
    del rows
    gc.collect()
    assert first(own) == 5.0
    del own
    gc.collect()
    assert gone() is None


@compiled
def column(table):
    """The last row of a column."""
    return table.small[4]


@compiled
def column_of(tables):
    """The same, of a table in a handle."""
    return column(tables.shelves)


def test_a_table_by_itself_is_taken_as_one_in_a_handle(mixed):
    assert column(placed(mixed)) == 4
    assert column_of(held(mixed)) == 4
    assert len(column.signatures) == 1
    assert kinds_of((placed(mixed),)) == kinds_of((placed(mixed),))


def test_a_value_that_has_no_layout_is_refused():
    with pytest.raises(KeyError, match="float32"):
        handle(Own, (np.float32(1), 0, 0, 0, 0))
