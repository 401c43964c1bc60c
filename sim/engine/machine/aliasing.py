"""Compiled code that knows that two columns never share a place in memory.

Where they might, a loop that writes to one has to read the others again and again, and can't work
on many rows at a time. Nothing here hands the same rows to one function twice, unless it only reads
them: `tests/engine/machine/test_aliasing.py` looks at every call. Functions that share a team's
work are left out: what others write there changes under their hands.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from llvmlite import ir
from numba.core import callconv

from sim.engine.machine.indexing import OWN

FIRST_ROW, LENGTH = ".4", ".5.0"  # of an array among the arguments, in numba's names of its parts

_decorated = callconv.CPUCallConv.decorate_function


def _apart(self, function, names, kinds, noalias=False):
    """Say of each column among the arguments that nothing else leads to its rows."""
    _decorated(self, function, names, kinds, noalias)
    if not function.name.startswith(OWN) or "team" in names:
        return
    arguments = self.get_arguments(function)
    parts = {part.name for part in arguments}
    for part in arguments:
        length = part.name.removesuffix(FIRST_ROW) + LENGTH
        if isinstance(part.type, ir.PointerType) and length in parts:
            part.add_attribute("noalias")


@contextmanager
def columns_apart() -> Iterator[None]:
    """Let numba compile so for a while."""
    before = callconv.CPUCallConv.decorate_function
    callconv.CPUCallConv.decorate_function = _apart
    try:
        yield
    finally:
        callconv.CPUCallConv.decorate_function = before
