"""The decorators that compile rules and phases.

With NUMBA_DISABLE_JIT=1 the same text is plain Python.
"""

import warnings
from collections.abc import Callable
from typing import Any

from sim.engine.machine.beyond_numba import PLAIN, OwnCompiler  # before numba
from sim.engine.machine.code_cache import OwnCache

import numba  # isort: skip - beyond_numba refuses other releases
from numba.core.errors import NumbaExperimentalFeatureWarning  # isort: skip

__all__ = [
    "PLAIN", "compiled", "compiled_part", "first_class",
]  # fmt: skip

warnings.filterwarnings("ignore", category=NumbaExperimentalFeatureWarning)


def compiled[F: Callable[..., object]](function: F) -> F:
    """Compile a rule, or a loop that Python calls; its text stays plain Python.

    While it runs, other threads may run.
    """
    return _own(function, nogil=True)


def compiled_part[F: Callable[..., object]](function: F) -> F:
    """Compile what only compiled code calls: without an entry for Python it compiles faster."""
    return _own(function, no_cpython_wrapper=True)


def first_class(function: Callable[..., None], types: tuple[Any, ...]) -> Any:
    """A function compiled for one list of types alone: compiled code may call a tuple of such."""
    result: Any = _own(function, no_cpython_wrapper=True, no_cfunc_wrapper=False)
    result.compile(types)
    result.disable_compile()  # its type now is that of its one signature
    return result


def _own[F: Callable[..., object]](function: F, **options: bool) -> F:
    """A function that is compiled when it is first called, and then kept for later processes."""
    if PLAIN:
        return function
    options = {"no_cfunc_wrapper": True, **options}
    result = numba.njit(error_model="numpy", pipeline_class=OwnCompiler, **options)(function)
    result._cache = OwnCache(function)  # type: ignore[arg-type]
    return result  # type: ignore[no-any-return]
