"""What a handle holds, laid out in memory as numba lays it out, and written by Python.

numba would compile a function that takes hundreds of columns apart, one by one, to hold them in one
place: a sixth of the first minute, for what is done a few times a run. An array, a tuple, a number
and another handle look the same to compiled code whoever has written them; nothing here is counted
(`sim/engine/machine/places.py`), and `tests/engine/machine/test_handles.py` compares the
layout with numba's own.
"""

import ctypes
from functools import cache
from typing import Any

from numba import types

POINTER, WORD = ctypes.c_void_p, ctypes.c_int64
NUMBERS: dict[Any, Any] = {
    types.int64: WORD, types.float64: ctypes.c_double, types.boolean: ctypes.c_bool,
}  # fmt: skip


class ArrayLayout(ctypes.Structure):
    """An array of compiled code, up to the lengths and steps of its dimensions."""

    _fields_ = (
        ("owner", POINTER), ("parent", POINTER), ("rows", WORD), ("row_bytes", WORD),
        ("first", POINTER),
    )  # fmt: skip


@cache
def layout(kind: Any) -> Any:
    """The layout of a value of a type of numba."""
    if isinstance(kind, types.Array):
        return _structure(ArrayLayout, *[WORD * kind.ndim] * 2)
    if isinstance(kind, types.BaseTuple):
        return _structure(*map(layout, kind))
    if isinstance(kind, types.Opaque):
        return POINTER
    return NUMBERS[kind]


def _structure(*parts: Any) -> Any:
    """One part after another."""
    fields = [(f"part{place}", part) for place, part in enumerate(parts)]
    return type("Layout", (ctypes.Structure,), {"_fields_": fields})


def laid_out(kind: Any, given: Any) -> Any:
    """A value of a type of numba in its layout, or what goes there."""
    if isinstance(kind, types.Array):
        rows = ArrayLayout(None, None, given.size, given.itemsize, given.ctypes.data)
        return layout(kind)(rows, given.shape, given.strides)
    if isinstance(kind, types.BaseTuple):
        return layout(kind)(*map(laid_out, kind, given))
    return getattr(given, "address", given)
