"""The decorators that compile rules and phases.

With NUMBA_DISABLE_JIT=1 the same text is plain Python.
"""

from collections.abc import Callable

import numba

from sim.engine.machine.numba_release import check_numba

check_numba()

from sim.engine.machine.compiler import OwnCache, OwnCompiler  # noqa: E402 - parts that others may lack

PLAIN = bool(numba.config.DISABLE_JIT)  # this process runs the text as plain Python


def compiled[F: Callable[..., object]](function: F) -> F:
    """Compile a rule, or a loop that Python calls; its text stays plain Python.

    While it runs, other threads may run.
    """
    return _own(function, nogil=True)


def compiled_part[F: Callable[..., object]](function: F) -> F:
    """Compile what only compiled code calls: without an entry for Python it compiles faster."""
    return _own(function, no_cpython_wrapper=True)


def _own[F: Callable[..., object]](function: F, **options: bool) -> F:
    """A function that is compiled when it is first called, and then kept for later processes."""
    if PLAIN:
        return function
    result = numba.njit(
        error_model="numpy", no_cfunc_wrapper=True, pipeline_class=OwnCompiler, **options
    )(function)
    result._cache = OwnCache(function)  # type: ignore[arg-type]
    return result  # type: ignore[no-any-return]
