"""The decorators that compile rules and phases.

With NUMBA_DISABLE_JIT=1 the same text is plain Python.
"""

from collections.abc import Callable
from typing import Any

from sim.engine.machine.beyond_numba import PLAIN, OwnCompiler, OwnDispatcher
from sim.engine.machine.code_cache import OwnCache

__all__ = ["PLAIN", "compiled", "compiled_part", "compiled_row"]


def compiled[F: Callable[..., object]](function: F) -> F:
    """Compile a rule, or a loop that Python calls; its text stays plain Python.

    While it runs, other threads may run.
    """
    return _own(function, nogil=True)


def compiled_part[F: Callable[..., object]](function: F) -> F:
    """Compile what only compiled code calls: without an entry for Python it compiles faster."""
    return _own(function, no_cpython_wrapper=True)


def compiled_row[F: Callable[..., object]](function: F) -> F:
    """Compile what a loop of compiled code does with each of its rows: it becomes a part of it."""
    return _own(function, no_cpython_wrapper=True, forceinline=True)


def _own[F: Callable[..., object]](function: F, **options: bool) -> F:
    """A function that is compiled when it is first called, and then kept for later processes."""
    if PLAIN:
        return function
    common = {"nopython": True, "error_model": "numpy", "no_cfunc_wrapper": True}
    result: Any = OwnDispatcher(
        function, targetoptions={**common, **options}, pipeline_class=OwnCompiler
    )
    result._cache = OwnCache(function)  # type: ignore[arg-type]
    return result  # type: ignore[no-any-return]
