"""Demand from a table: numpy's programs draw a cell of it."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

CELLS = 1 << 16


def equally_likely(up_to: Sequence[float]) -> NDArray[np.int32]:
    """(CELLS,): the demand of each of so many equally likely draws; up_to: P(demand <= k)."""
    middles = (np.arange(CELLS) + 0.5) / CELLS
    return np.searchsorted(up_to, middles).astype(np.int32)
