"""One hash of all bits of a run's state."""

import hashlib

import numpy as np

from sim.engine.state import State, columns_of


def bits_of(state: State) -> str:
    """SHA-256 (hex) of the type, shape and bits of every column."""
    digest = hashlib.sha256()
    for name, column in columns_of(state).items():
        digest.update(f"{name} {column.dtype} {column.shape}".encode())
        digest.update(np.ascontiguousarray(column).tobytes())
    return digest.hexdigest()
