"""All tables in one hand, so that one argument is passed on and not 270 columns.

numba takes a NamedTuple apart at each call from Python, column by column: some 25 µs for the tables
of a phase; and to pass it on from one compiled function to the next takes long to compile. A handle
was taken apart once, when it was made (`sim/engine/machine/payloads.py`).
"""

import ctypes
from types import SimpleNamespace
from typing import Any

import numpy as np
from numba import typeof, types
from numba.core.runtime import _nrt_python
from numba.experimental import structref

from sim.engine.machine.beyond_numba import lends
from sim.engine.machine.compiling import PLAIN
from sim.engine.machine.payloads import laid_out


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


@structref.register
class OwnType(TablesType):
    """What numba knows of Own."""


@structref.register
class SettingsType(TablesType):
    """What numba knows of Settings."""


class Tables(structref.StructRefProxy):
    """The tables of a State that compiled code works on.

    farm, online  FarmTables and OnlineTables, or None
    """

    FIELDS = (
        "shelves", "terms", "totals", "keepers", "accounts", "levels", "batches", "book", "pool",
        "estimates", "history", "products", "routes", "cells", "ledger", "counters", "farm",
        "online",
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


class Own(structref.StructRefProxy):
    """What a thread works with: the sums that it adds to, and the working arrays of the phases."""

    FIELDS = ("ledger", "pool", "history", "parcels", "room")


class Settings(structref.StructRefProxy):
    """The settings of every phase."""

    FIELDS = (
        "demand", "sales", "spoilage", "forecasting", "ordering", "shipping", "brokerage",
        "harvest", "market", "produce_market", "tastes", "neighbours", "accounting", "adoption",
        "online",
    )  # fmt: skip


NUMBAS: dict[type, Any] = {
    Tables: TablesType, FarmTables: FarmTablesType, OnlineTables: OnlineTablesType, Own: OwnType,
    Settings: SettingsType,
}  # fmt: skip
for kind, numbas in NUMBAS.items():
    structref.define_boxing(numbas, kind)
    lends(numbas)


def handle(kind: type[Any], parts: tuple[Any, ...]) -> Any:
    """Tables or settings, for compiled code (or plain Python, where that runs).

    parts  in the order of the kind's FIELDS
    """
    if PLAIN:
        return SimpleNamespace(**dict(zip(kind.FIELDS, parts, strict=True)))
    types_of = tuple(map(typeof, parts))
    payload = laid_out(types.Tuple(types_of), parts)
    address = _nrt_python.meminfo_new(ctypes.addressof(payload), payload)
    made = kind._numba_box_(
        NUMBAS[kind](zip(kind.FIELDS, types_of, strict=True)), _nrt_python._MemInfo(address)
    )
    made.address, made.kind = address, kinds_of(parts)
    made.parts = parts  # nothing is counted, and they have to live as long
    return made


def kinds_of(arguments: tuple[Any, ...]) -> tuple[Any, ...]:
    """What two lists of arguments share if the same compiled code takes both."""
    kinds: list[Any] = []
    for each in arguments:
        kind: Any = type(each)
        if kind is tuple:
            kind = kinds_of(each)
        elif kind is np.ndarray:
            kind = each.dtype.char, each.ndim, each.flags.num
        elif isinstance(each, structref.StructRefProxy):
            kind = kind, each.kind
        kinds.append(kind)
    return tuple(kinds)


def handle_of(state: Any, kind: type[Any]) -> Any:
    """The tables of a state.

    kind  Tables of a State, FarmTables of a FarmState, OnlineTables of an OnlineState
    """
    return handle(kind, tuple(_part_of(getattr(state, name)) for name in kind.FIELDS))


def _part_of(table: Any) -> Any:
    """A table as it is; of farms and the marketplace, all their tables in one hand."""
    return handle_of(table, table.HANDLE) if hasattr(table, "HANDLE") else table
