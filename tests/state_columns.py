"""The state of a run as one list of named columns, and a fingerprint of all of them."""

import dataclasses
import hashlib
from collections.abc import Iterator

import numpy as np


def columns_of(state) -> dict[str, np.ndarray]:
    """Every column of every table, as `table.column`; those of farming included."""
    return dict(_columns(state))


def _columns(state) -> Iterator[tuple[str, np.ndarray]]:
    for field in dataclasses.fields(state):
        table = getattr(state, field.name)
        if dataclasses.is_dataclass(table):
            yield from _columns(table)
        elif hasattr(table, "_fields"):
            for name, column in zip(table._fields, table, strict=True):
                yield f"{field.name}.{name}", column


def copied(state) -> dict[str, np.ndarray]:
    """A copy of every column."""
    return {name: column.copy() for name, column in columns_of(state).items()}


def changed_since(before: dict[str, np.ndarray], state) -> set[str]:
    """The columns that differ from a copy, bit by bit (nan equals nan)."""
    now = columns_of(state)
    assert now.keys() == before.keys()
    return {name for name, column in now.items() if column.tobytes() != before[name].tobytes()}


def fingerprint(state) -> str:
    """One hash of the type, shape and bits of every column."""
    digest = hashlib.sha256()
    for name, column in columns_of(state).items():
        digest.update(f"{name} {column.dtype} {column.shape}".encode())
        digest.update(np.ascontiguousarray(column).tobytes())
    return digest.hexdigest()
