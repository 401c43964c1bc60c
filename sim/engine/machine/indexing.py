"""Compiled code that counts no index from the end.

At each access by a signed index numba asks whether it is below zero, and then counts from the end
of the array. Asking takes a sixth of a day, and nothing here counts from the end: in functions of
this package an index is taken as it is. An index below zero is a fault, as one beyond the end is;
`tests/engine/machine/test_indexing.py` runs the model with every index checked.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from numba.core import types
from numba.np import arrayobj

OWN = "_ZN3sim"  # how numba's names of our functions begin

_counting_from_the_end = arrayobj.fix_integer_index


def _as_it_is(context, builder, kind, index, size):
    """An index in the width of a pointer; in numba's own functions, one that may be negative."""
    if kind.signed and builder.function.name.startswith(OWN):
        return context.cast(builder, index, kind, types.intp)
    return _counting_from_the_end(context, builder, kind, index, size)


@contextmanager
def indices_as_they_are() -> Iterator[None]:
    """Let numba compile so for a while."""
    before = arrayobj.fix_integer_index
    arrayobj.fix_integer_index = _as_it_is
    try:
        yield
    finally:
        arrayobj.fix_integer_index = before
