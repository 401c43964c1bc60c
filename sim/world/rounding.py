"""Whole agents out of real numbers: rounding that keeps sums, and splitting into even blocks."""

import numpy as np
from numpy.typing import NDArray

from sim.world.arrays import Floats, Ints


def round_to_sum(quotas: Floats, floor: int = 0) -> Ints:
    """Round to whole numbers by largest remainder, so that the sum is the rounded sum.

    An entry below `floor` becomes `floor`; it stands outside the sum, and takes nothing from the
    others.
    """
    free = np.flatnonzero(quotas >= floor)
    counts = np.full(len(quotas), floor, dtype=np.int32)
    counts[free] = np.floor(quotas[free])
    missing = int(np.floor(quotas[free].sum() + 0.5)) - int(counts[free].sum())
    by_remainder = free[np.argsort(counts[free] - quotas[free], kind="stable")]
    counts[by_remainder[:missing]] += 1
    return counts


def divide(total: int, weights: Floats, floor: int = 0) -> Ints:
    """Divide `total` things in proportion to `weights`, each entry getting `floor` at least.

    The parts sum to `total`, which must be `floor` times the number of entries or more: what the
    floors add is taken from the larger entries.
    """
    at_floor = np.zeros(len(weights), dtype=bool)
    while True:
        left = total - floor * int(at_floor.sum())
        quotas = left * weights / weights[~at_floor].sum()
        below = ~at_floor & (quotas < floor)
        if not below.any():
            break
        at_floor |= below
    parts = np.full(len(weights), floor, dtype=np.int32)
    parts[~at_floor] = round_to_sum(quotas[~at_floor])
    return parts


def whole(quotas: Floats) -> Ints:
    """Round half up, but to one at least."""
    return np.maximum(1, np.floor(quotas + 0.5)).astype(np.int32)


def ends(counts: NDArray[np.integer]) -> Ints:
    """Where each run of `counts` entries starts, and last where all end: running sums from zero."""
    return np.concatenate([[0], np.cumsum(counts, dtype=np.int64)]).astype(np.int32)


def rank_in_run(counts: Ints) -> Ints:
    """0, 1, 2, ... within each run of `counts` entries."""
    starts = ends(counts)
    return np.arange(starts[-1], dtype=np.int32) - np.repeat(starts[:-1], counts)


def block_of(rank: Ints, members: Ints, blocks: Ints) -> Ints:
    """Which of `blocks` contiguous, even blocks holds the member of this rank; none is empty."""
    return (rank.astype(np.int64) * blocks // members).astype(np.int32)
