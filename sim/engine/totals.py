"""Sums of columns, and the largest entry, for text that is compiled.

numba has them, too, but keeps nothing of its own code: each process would compile it anew, with
the messages of errors that cannot happen here. What it has is added up one entry after another,
so that plain Python comes to the same bits.
"""

import numpy as np

from sim.engine.machine.compiling import compiled


@compiled
def total(values):
    """Sum of a column, or of a part of one, row by row."""
    added = np.int64(0)  # of 64 bits in plain Python, too
    for value in values.flat:
        added += value
    return added


@compiled
def total_by_place(rows):
    """float64 (places,): sums of a column of (rows, places) over its rows."""
    added = np.zeros(rows.shape[1])
    for row in range(rows.shape[0]):
        for place in range(rows.shape[1]):
            added[place] += rows[row, place]
    return added


@compiled
def largest(values):
    """The largest entry of a column that has one at least."""
    found = values[0]
    for place in range(1, len(values)):
        found = max(found, values[place])
    return found
