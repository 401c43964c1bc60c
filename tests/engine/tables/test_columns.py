"""Tables: every column says its type, unit and meaning, and is made as declared."""

import inspect

import numpy as np
import pytest

from sim.engine.tables import farm as farm_tables
from sim.engine.tables import firms as tables
from sim.engine.tables import ledger
from sim.engine.tables import online as online_tables
from sim.engine.tables import shelves as shelf_tables
from sim.engine.tables.columns import allocate, describe

TABLES = [
    table
    for module in (tables, shelf_tables, farm_tables, online_tables, ledger)
    for _, table in inspect.getmembers(module, inspect.isclass)
    if hasattr(table, "_fields") and table.__module__ == module.__name__
]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.__name__)
def test_every_column_is_described(table):
    columns = describe(table)
    assert tuple(columns) == table._fields
    for name, (dtype, column) in columns.items():
        assert dtype in (np.uint8, np.int8, np.int32, np.int64, np.float32, np.float64), name
        assert column.meaning.strip(), name


def test_a_table_is_made_of_zeros_in_the_declared_shapes():
    shelves = allocate(shelf_tables.Shelves, 5, arriving=(3, 5))
    assert shelves.stock.shape == (5,)
    assert shelves.stock.dtype == np.int32
    assert shelves.arriving.shape == (3, 5)
    assert not any(np.any(column) for column in shelves)


def test_a_shape_for_no_column_names_the_columns():
    with pytest.raises(KeyError, match=r"Shelves has no column 'shelf'.*stock"):
        allocate(shelf_tables.Shelves, 5, shelf=(2, 5))


def test_columns_can_be_filled_but_not_swapped():
    shelves = allocate(shelf_tables.Shelves, 2)
    shelves.stock[:] = 4
    with pytest.raises(AttributeError):
        shelves.stock = np.ones(2)
