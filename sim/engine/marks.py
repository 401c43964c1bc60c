"""Marks by which threads tell each other in compiled code how far they are.

Who reads a mark also sees all that was written before it.
"""

import os
from threading import Lock
from typing import Any

from numba import types
from numba.core import cgutils
from numba.extending import intrinsic
from numba.np.arrayobj import make_array

from sim.engine.compiling import PLAIN

BYTES = 8  # of a mark
ONE_AT_A_TIME = Lock()


def _place(context, builder, table, value, rank, mark):
    """Pointer to a mark in a table of int64."""
    array = make_array(table)(context, builder, value)
    return cgutils.get_item_pointer(context, builder, table, array, [rank, mark], wraparound=False)


def _reading(typing, marks, rank, mark):
    """How `read` is typed and compiled."""

    def lower(context, builder, signature, arguments):
        place = _place(context, builder, signature.args[0], *arguments)
        return builder.load_atomic(place, "acquire", BYTES)

    return types.int64(marks, types.intp, types.intp), lower


def _writing(typing, marks, rank, mark, value):
    """How `write` is typed and compiled."""

    def lower(context, builder, signature, arguments):
        table, rank, mark, value = arguments
        place = _place(context, builder, signature.args[0], table, rank, mark)
        builder.store_atomic(value, place, "release", BYTES)
        return context.get_dummy_value()

    return types.void(marks, types.intp, types.intp, types.int64), lower


def _claiming(typing, marks, rank, mark):
    """How `claim` is typed and compiled."""

    def lower(context, builder, signature, arguments):
        place = _place(context, builder, signature.args[0], *arguments)
        return builder.atomic_rmw("add", place, context.get_constant(types.int64, 1), "acq_rel")

    return types.int64(marks, types.intp, types.intp), lower


def _read(marks, rank, mark):
    """A mark of a thread; marks: int64 (threads, marks)."""
    return marks[rank, mark]


def _write(marks, rank, mark, value):
    """Set a mark of a thread."""
    marks[rank, mark] = value


def _claim(marks, rank, mark):
    """Raise a mark by one; what it was before. No two threads get the same."""
    with ONE_AT_A_TIME:
        marks[rank, mark] += 1
        return marks[rank, mark] - 1


# Plain Python holds a lock that does the same as the first two.
read: Any = _read if PLAIN else intrinsic(_reading)
write: Any = _write if PLAIN else intrinsic(_writing)
claim: Any = _claim if PLAIN else intrinsic(_claiming)
offer_processor: Any = (
    os.sched_yield if PLAIN else types.ExternalFunction("sched_yield", types.int32())
)
