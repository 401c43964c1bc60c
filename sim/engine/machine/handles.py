"""All tables in one hand, so that one argument is passed on and not 270 columns.

numba takes a NamedTuple apart at each call from Python, column by column: some 25 µs for the tables
of a phase; and to pass it on from one compiled function to the next takes long to compile. A handle
was laid out once, when it was made (`sim/engine/machine/payloads.py`), and is an address to
compiled code (`sim/engine/machine/places.py`).
"""

import ctypes
from copy import copy
from functools import cache
from types import SimpleNamespace
from typing import Any

import numpy as np
from numba import typeof, types

from sim.engine.machine.compiling import PLAIN
from sim.engine.machine.payloads import laid_out
from sim.engine.machine.places import Place


class Handle:
    """Values under names, of which compiled code is handed the address of all.

    FIELDS  the names
    parts   the values, in this order
    """

    FIELDS: tuple[str, ...]

    def __init__(self, parts: tuple[Any, ...]) -> None:
        stored = tuple(map(typeof, parts))
        self._numba_type_ = Place(type(self).__name__, self.FIELDS, stored)
        self.payload = laid_out(types.Tuple(stored), parts)
        self.address = ctypes.addressof(self.payload)
        self.kind = kinds_of(parts)
        self.parts = parts  # nothing is counted, and they have to live as long


class Tables(Handle):
    """The tables of a State that compiled code works on.

    farm, online  FarmTables and OnlineTables, or None
    """

    FIELDS = (
        "shelves", "terms", "totals", "keepers", "accounts", "levels", "batches", "book", "pool",
        "estimates", "history", "products", "routes", "cells", "ledger", "counters", "farm",
        "online",
    )  # fmt: skip


class FarmTables(Handle):
    """The tables of a FarmState."""

    FIELDS = (
        "farmers", "households", "plots", "lots", "markets", "crops", "sellers", "stalls", "bazaar",
        "registry",
    )  # fmt: skip


class OnlineTables(Handle):
    """The tables of an OnlineState."""

    FIELDS = ("merchants", "offers", "buyers", "parcels", "trade")


class Own(Handle):
    """What a thread works with: the sums that it adds to, and the working arrays of the phases."""

    FIELDS = ("ledger", "pool", "history", "parcels", "room")


class Settings(Handle):
    """The settings of every phase."""

    FIELDS = (
        "demand", "sales", "spoilage", "forecasting", "ordering", "shipping", "brokerage",
        "harvest", "market", "produce_market", "tastes", "neighbours", "accounting", "adoption",
        "online",
    )  # fmt: skip


OPTIONAL = {
    "farm": FarmTables,
    "lots": FarmTables,
    "produce": FarmTables,
    "online": OnlineTables,
    "parcels": OnlineTables,
}
"""What a scenario may lack, among all that parts are handed, and of whose tables it is part."""


@cache
def as_seen(kind: Any, tables: frozenset[str]) -> Any:
    """The type of what a part is handed that declares columns of these tables.

    Who has nothing to do with farms or the marketplace is the same code in a world without them.
    """
    if not isinstance(kind, Place):
        return kind
    return kind.without(
        frozenset(name for name, of in OPTIONAL.items() if tables.isdisjoint({name, *of.FIELDS}))
    )


def seen(handle: Any, tables: frozenset[str]) -> Any:
    """A handle as a part sees it that declares columns of these tables."""
    if PLAIN:
        return handle
    other = copy(handle)
    other._numba_type_ = as_seen(handle._numba_type_, tables)
    return other


def handle(kind: type[Handle], parts: tuple[Any, ...]) -> Any:
    """Tables or settings, for compiled code (or plain Python, where that runs).

    parts  in the order of the kind's FIELDS
    """
    if PLAIN:
        return SimpleNamespace(**dict(zip(kind.FIELDS, parts, strict=True)))
    return kind(parts)


def placed(table: Any) -> Any:
    """A table or settings as parts are handed it, so that Python calls the same compiled code."""
    if PLAIN or table is None:
        return table
    return _handle_of(type(table).__name__, table._fields)(tuple(table))


@cache
def _handle_of(name: str, fields: tuple[str, ...]) -> type[Handle]:
    """The kind of handle of a kind of table: the same each time, so that calls are known again."""
    return type(name, (Handle,), {"FIELDS": fields})


def kinds_of(arguments: tuple[Any, ...]) -> tuple[Any, ...]:
    """What two lists of arguments share if the same compiled code takes both."""
    kinds: list[Any] = []
    for each in arguments:
        kind: Any = type(each)
        if kind is tuple:
            kind = kinds_of(each)
        elif kind is np.ndarray:
            kind = each.dtype.char, each.ndim, each.flags.num
        elif isinstance(each, Handle):
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
