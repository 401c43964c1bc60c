"""What a run did to the columns of its state."""

import numpy as np

from sim.engine.tables.state import columns_of


def copied(state) -> dict[str, np.ndarray]:
    """A copy of every column."""
    return {name: column.copy() for name, column in columns_of(state).items()}


def changed_since(before: dict[str, np.ndarray], state) -> set[str]:
    """The columns that differ from a copy, bit by bit (nan equals nan)."""
    now = columns_of(state)
    assert now.keys() == before.keys()
    return {name for name, column in now.items() if column.tobytes() != before[name].tobytes()}
