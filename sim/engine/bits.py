"""One hash of all bits of a run's state."""

import hashlib
from collections.abc import Collection

import numpy as np

from sim.engine.tables.state import State, columns_of


def bits_of(state: State, without: Collection[str] = ()) -> str:
    """SHA-256 (hex) of the type, shape and bits of every column, but for some tables."""
    digest = hashlib.sha256()
    for name, column in columns_of(state).items():
        if name.partition(".")[0] in without:
            continue
        digest.update(f"{name} {column.dtype} {column.shape}".encode())
        digest.update(np.ascontiguousarray(column).tobytes())
    return digest.hexdigest()
