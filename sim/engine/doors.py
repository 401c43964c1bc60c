"""A quick way from Python into compiled code, for what is called every day.

At each call numba looks at the type of every column of every table, which takes longer than some
phases do. A door looks at the class of each table, and goes straight to what was compiled for it:
the columns of a table have the types that it declares, and so have settings (tests see to both).
"""

import time
from collections.abc import Callable
from threading import Lock
from typing import Any

from sim.engine.compiling import PLAIN
from sim.engine.keeping import kinds_of


class Making:
    """Seconds that this process has spent on compiling, or on loading what was compiled before."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.one_at_a_time = Lock()


MAKING = Making()
DOORS: list[tuple[Any, dict[Any, Any]]] = []  # each compiled function, and its entries


def door[F: Callable[..., object]](function: F) -> F:
    """Let Python call a compiled function without a look at every column."""
    if PLAIN:
        return function
    compiled: Any = function
    entries: dict[tuple[Any, ...], Callable[..., object]] = {}
    DOORS.append((compiled, entries))

    def make(kinds: tuple[Any, ...], arguments: tuple[Any, ...]) -> None:
        """An entry for such arguments, unless another thread has just made it."""
        with MAKING.one_at_a_time:
            if kinds in entries:
                return
            began = time.perf_counter()
            types = tuple(map(compiled.typeof_pyval, arguments))
            compiled.compile(types)
            entries[kinds] = compiled.overloads[types].entry_point
            MAKING.seconds += time.perf_counter() - began

    def call(*arguments: Any) -> object:
        kinds = kinds_of(arguments)
        if kinds not in entries:
            make(kinds, arguments)
        return entries[kinds](*arguments)

    call.__doc__ = compiled.__doc__
    return call  # type: ignore[return-value]
