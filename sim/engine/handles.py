"""All tables in one hand, so that Python passes one argument to compiled code and not 270 columns.

numba takes a NamedTuple apart at each call from Python, column by column: some 25 µs for the tables
of a phase. A handle was taken apart once, when it was made.
"""

from types import SimpleNamespace
from typing import Any

from numba import types
from numba.experimental import structref

from sim.engine.borrowing import borrowed
from sim.engine.compiling import PLAIN, compiled


@structref.register
class TablesType(types.StructRef):
    """What numba knows of Tables."""

    def preprocess_fields(self, fields: Any) -> Any:
        """Types of tables, of which none is a literal."""
        return tuple((name, types.unliteral(table)) for name, table in fields)


@structref.register
class FarmTablesType(TablesType):
    """What numba knows of FarmTables."""


class Tables(structref.StructRefProxy):
    """The tables of a State that compiled code works on."""

    FIELDS = (
        "shelves", "terms", "totals", "keepers", "accounts", "levels", "batches", "book", "pool",
        "estimates", "history", "products", "routes", "cells", "ledger",
    )  # fmt: skip


class FarmTables(structref.StructRefProxy):
    """The tables of a FarmState."""

    FIELDS = ("farmers", "households", "plots", "lots", "markets", "crops")


structref.define_boxing(TablesType, Tables)
structref.define_boxing(FarmTablesType, FarmTables)
structref.define_constructor(Tables, TablesType, Tables.FIELDS)
structref.define_constructor(FarmTables, FarmTablesType, FarmTables.FIELDS)


@compiled
def _tables(
    shelves, terms, totals, keepers, accounts, levels, batches, book, pool, estimates, history,
    products, routes, cells, ledger,
):  # fmt: skip
    return Tables(
        borrowed(shelves), borrowed(terms), borrowed(totals), borrowed(keepers),
        borrowed(accounts), borrowed(levels), borrowed(batches), borrowed(book), borrowed(pool),
        borrowed(estimates), borrowed(history), borrowed(products), borrowed(routes),
        borrowed(cells), borrowed(ledger),
    )  # fmt: skip


@compiled
def _farm_tables(farmers, households, plots, lots, markets, crops):
    return FarmTables(
        borrowed(farmers), borrowed(households), borrowed(plots), borrowed(lots),
        borrowed(markets), borrowed(crops),
    )  # fmt: skip


def handle_of(state: Any, kind: type[Tables] | type[FarmTables]) -> Any:
    """The tables of a State or FarmState, for compiled code (or plain Python, where that runs)."""
    tables = [getattr(state, name) for name in kind.FIELDS]
    if PLAIN:
        return SimpleNamespace(**dict(zip(kind.FIELDS, tables, strict=True)))
    return (_tables if kind is Tables else _farm_tables)(*tables)
