"""A quick dispatch from Python into compiled code, for what is called every day.

At each call numba looks at the type of every column of every table, which takes longer than some
phases do. Dispatched here, the class of each table leads straight to what was compiled for it:
the columns of a table have the types that it declares, and so have settings (tests see to both).
"""

import time
from collections.abc import Callable, Mapping
from threading import Lock
from typing import Any

import numpy as np
from numba import typeof

from sim.engine.machine.calls import entry_of, part_for
from sim.engine.machine.compiling import PLAIN
from sim.engine.machine.handles import as_seen, kinds_of


class Making:
    """Seconds that this process has spent on compiling, or on loading what was compiled before."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.one_at_a_time = Lock()
        self.era = object()  # another one once names stand for other functions than before


MAKING = Making()
DISPATCHED: list[tuple[Any, dict[Any, Any]]] = []  # each compiled function, and its entries


def compile_for(function: Any, arguments: tuple[Any, ...]) -> tuple[Any, ...]:
    """Compile a function for such arguments, without a call; their types, as numba sees them."""
    types = tuple(map(function.typeof_pyval, arguments))
    function.compile(types)
    return types


PARTS: dict[tuple[Any, ...], Any] = {}  # compiled parts of the day, by function and types


def entries_of(works: Mapping[Callable[..., None], frozenset[str]], arguments: Any) -> Any:
    """Where parts of the day begin, each compiled for such arguments: fit for `call_at`.

    works  functions, and the tables of which each declares columns
    """
    if PLAIN:
        return tuple(works)
    types = tuple(map(typeof, arguments))
    with MAKING.one_at_a_time:
        began = time.perf_counter()
        keys = [(work, tuple(as_seen(kind, works[work]) for kind in types)) for work in works]
        PARTS.update((key, part_for(*key)) for key in keys if key not in PARTS)
        MAKING.seconds += time.perf_counter() - began
        return np.array([entry_of(PARTS[key]) for key in keys], np.int64)


def dispatched[F: Callable[..., object]](function: F) -> F:
    """Let Python call a compiled function without a look at every column."""
    if PLAIN:
        return function
    compiled: Any = function
    entries: dict[tuple[Any, ...], Callable[..., object]] = {}
    DISPATCHED.append((compiled, entries))

    def make(kinds: tuple[Any, ...], arguments: tuple[Any, ...]) -> None:
        """An entry for such arguments, unless another thread has just made it."""
        with MAKING.one_at_a_time:
            if kinds in entries:
                return
            began = time.perf_counter()
            types = compile_for(compiled, arguments)
            entries[kinds] = compiled.overloads[types].entry_point
            MAKING.seconds += time.perf_counter() - began

    def call(*arguments: Any) -> object:
        kinds = kinds_of(arguments)
        if kinds not in entries:
            make(kinds, arguments)
        return entries[kinds](*arguments)

    call.__doc__ = compiled.__doc__
    return call  # type: ignore[return-value]
