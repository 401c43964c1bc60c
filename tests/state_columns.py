"""The state of a run as one list of named columns, and a fingerprint of all of them."""

import hashlib

import numpy as np

from sim.engine.state import columns_of


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
