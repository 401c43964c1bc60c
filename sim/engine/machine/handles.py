"""All tables in one hand, so that Python passes one argument to compiled code and not 270 columns.

numba takes a NamedTuple apart at each call from Python, column by column: some 25 µs for the tables
of a phase. A handle was taken apart once, when it was made.
"""

from types import SimpleNamespace
from typing import Any

from numba import types
from numba.experimental import structref

from sim.engine.machine.borrowing import borrowed, lends
from sim.engine.machine.compiling import PLAIN, compiled


@structref.register
class TablesType(types.StructRef):
    """What numba knows of Tables."""

    def preprocess_fields(self, fields: Any) -> Any:
        """Types of tables, of which none is a literal."""
        return tuple((name, types.unliteral(table)) for name, table in fields)


@structref.register
class FarmTablesType(TablesType):
    """What numba knows of FarmTables."""


@structref.register
class OnlineTablesType(TablesType):
    """What numba knows of OnlineTables."""


class Tables(structref.StructRefProxy):
    """The tables of a State that compiled code works on."""

    FIELDS = (
        "shelves", "terms", "totals", "keepers", "accounts", "levels", "batches", "book", "pool",
        "estimates", "history", "products", "routes", "cells", "ledger", "counters",
    )  # fmt: skip


class FarmTables(structref.StructRefProxy):
    """The tables of a FarmState."""

    FIELDS = (
        "farmers", "households", "plots", "lots", "markets", "crops", "sellers", "stalls", "bazaar",
        "registry",
    )  # fmt: skip


class OnlineTables(structref.StructRefProxy):
    """The tables of an OnlineState."""

    FIELDS = ("merchants", "offers", "buyers", "parcels", "trade")


for kind, numbas in (
    (Tables, TablesType), (FarmTables, FarmTablesType), (OnlineTables, OnlineTablesType),
):  # fmt: skip
    structref.define_boxing(numbas, kind)
    structref.define_constructor(kind, numbas, kind.FIELDS)
    lends(numbas)


@compiled
def _tables(
    shelves, terms, totals, keepers, accounts, levels, batches, book, pool, estimates, history,
    products, routes, cells, ledger, counters,
):  # fmt: skip
    return Tables(
        borrowed(shelves), borrowed(terms), borrowed(totals), borrowed(keepers),
        borrowed(accounts), borrowed(levels), borrowed(batches), borrowed(book), borrowed(pool),
        borrowed(estimates), borrowed(history), borrowed(products), borrowed(routes),
        borrowed(cells), borrowed(ledger), borrowed(counters),
    )  # fmt: skip


@compiled
def _farm_tables(
    farmers, households, plots, lots, markets, crops, sellers, stalls, bazaar, registry
):  # fmt: skip
    return FarmTables(
        borrowed(farmers), borrowed(households), borrowed(plots), borrowed(lots),
        borrowed(markets), borrowed(crops), borrowed(sellers), borrowed(stalls), borrowed(bazaar),
        borrowed(registry),
    )  # fmt: skip


@compiled
def _online_tables(merchants, offers, buyers, parcels, trade):
    return OnlineTables(
        borrowed(merchants), borrowed(offers), borrowed(buyers), borrowed(parcels), borrowed(trade)
    )


MAKERS: dict[type, Any] = {
    Tables: _tables, FarmTables: _farm_tables, OnlineTables: _online_tables,
}  # fmt: skip


def handle_of(state: Any, kind: type[Any]) -> Any:
    """The tables of a state, for compiled code (or plain Python, where that runs).

    kind  Tables of a State, FarmTables of a FarmState, OnlineTables of an OnlineState
    """
    tables = [getattr(state, name) for name in kind.FIELDS]
    if PLAIN:
        return SimpleNamespace(**dict(zip(kind.FIELDS, tables, strict=True)))
    return MAKERS[kind](*tables)
