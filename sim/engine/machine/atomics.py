"""Atomic counters by which threads tell each other in compiled code how far they are.

Who loads a counter also sees all that was written before it was stored.
"""

import os
from threading import Lock
from typing import Any

from numba import types
from numba.core import cgutils
from numba.extending import intrinsic
from numba.np.arrayobj import make_array

from sim.engine.machine.compiling import PLAIN

BYTES = 8  # of a counter
ONE_AT_A_TIME = Lock()


def _place(context, builder, table, value, rank, counter):
    """Pointer to a counter in a table of int64."""
    array = make_array(table)(context, builder, value)
    return cgutils.get_item_pointer(
        context, builder, table, array, [rank, counter], wraparound=False
    )


def _loading(typing, counters, rank, counter):
    """How `load_acquire` is typed and compiled."""

    def lower(context, builder, signature, arguments):
        place = _place(context, builder, signature.args[0], *arguments)
        return builder.load_atomic(place, "acquire", BYTES)

    return types.int64(counters, types.intp, types.intp), lower


def _storing(typing, counters, rank, counter, value):
    """How `store_release` is typed and compiled."""

    def lower(context, builder, signature, arguments):
        table, rank, counter, value = arguments
        place = _place(context, builder, signature.args[0], table, rank, counter)
        builder.store_atomic(value, place, "release", BYTES)
        return context.get_dummy_value()

    return types.void(counters, types.intp, types.intp, types.int64), lower


def _adding(typing, counters, rank, counter):
    """How `fetch_add` is typed and compiled."""

    def lower(context, builder, signature, arguments):
        place = _place(context, builder, signature.args[0], *arguments)
        return builder.atomic_rmw("add", place, context.get_constant(types.int64, 1), "acq_rel")

    return types.int64(counters, types.intp, types.intp), lower


def _load_acquire(counters, rank, counter):
    """A counter of a thread; counters: int64 (threads, counters)."""
    return counters[rank, counter]


def _store_release(counters, rank, counter, value):
    """Set a counter of a thread."""
    counters[rank, counter] = value


def _fetch_add(counters, rank, counter):
    """Raise a counter by one; what it was before. No two threads get the same."""
    with ONE_AT_A_TIME:
        counters[rank, counter] += 1
        return counters[rank, counter] - 1


# Plain Python holds a lock that does the same as the first two.
load_acquire: Any = _load_acquire if PLAIN else intrinsic(_loading)
store_release: Any = _store_release if PLAIN else intrinsic(_storing)
fetch_add: Any = _fetch_add if PLAIN else intrinsic(_adding)
sched_yield: Any = os.sched_yield if PLAIN else types.ExternalFunction("sched_yield", types.int32())
