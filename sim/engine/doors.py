"""A quick way from Python into compiled code, for what is called every day.

At each call numba looks at the type of every column of every table, which takes longer than some
phases do. A door looks at the class of each table, and goes straight to what was compiled for it:
the columns of a table have the types that it declares, and so have settings (tests see to both).
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from sim.engine.compiling import PLAIN


def kind(argument: Any) -> Any:
    """What two arguments share if the same compiled code takes both."""
    if isinstance(argument, np.ndarray):
        flags = argument.flags
        return argument.dtype.char, argument.ndim, flags.c_contiguous, flags.writeable
    return type(argument)


def door[F: Callable[..., object]](function: F) -> F:
    """Let Python call a compiled function without a look at every column."""
    if PLAIN:
        return function
    compiled: Any = function
    entries: dict[tuple[Any, ...], Callable[..., object]] = {}

    def call(*arguments: Any) -> object:
        kinds = tuple(map(kind, arguments))
        if kinds in entries:
            return entries[kinds](*arguments)
        result: object = compiled(*arguments)
        types = tuple(map(compiled.typeof_pyval, arguments))
        entries[kinds] = compiled.overloads[types].entry_point
        return result

    call.__doc__ = compiled.__doc__
    return call  # type: ignore[return-value]
