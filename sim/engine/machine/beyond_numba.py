"""Where compiled code differs from what numba makes by itself, and what that is worth.

Three things, each by numba's own means of extension (a pass of a compiler, a dispatcher; what it
knows of handles stands in `sim/engine/machine/places.py`): nothing of numba is replaced, and
functions of others in the same process are compiled as numba does it. Still they lean on how numba
works inside, which is no promise: hence the bounds on its release
(`sim/engine/machine/numba_release.py`), and tests that fail by name when numba moves
(`tests/engine/machine/test_beyond_numba.py`).

As measured on 2026-12-01: without indices as they are a day takes a quarter more; one function for
constants and for whole numbers of either width saves a fifth of what is compiled; to open a world
in plain Python, where another process compiles what opens it, saves a tenth of the first wait.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from sim.engine.machine.numba_release import check_numba

check_numba()

# Other releases may lack some of these.
from numba import config, types  # noqa: E402
from numba.core.compiler import CompilerBase, DefaultPassBuilder  # noqa: E402
from numba.core.compiler_machinery import FunctionPass, PassManager, register_pass  # noqa: E402
from numba.core.ir import Expr, SetItem  # noqa: E402
from numba.core.registry import CPUDispatcher  # noqa: E402
from numba.core.typed_passes import NopythonRewrites  # noqa: E402

PLAIN = bool(config.DISABLE_JIT)  # this process runs the text as plain Python


@register_pass(mutates_CFG=False, analysis_only=False)
class IndicesAsTheyAre(FunctionPass):
    """Take indices of columns to be unsigned: numba counts none of them from the end.

    An index below zero is a fault, as one beyond the end is; `tests/engine/machine/
    test_indices.py` runs the model with every index checked.
    """

    _name = "indices_as_they_are"

    def __init__(self) -> None:
        FunctionPass.__init__(self)

    def run_pass(self, state: Any) -> bool:
        """Change how the accesses are typed; lowering casts an index to the type that it finds."""
        for access, signature in list(state.calltypes.items()):
            reads = isinstance(access, Expr) and access.op == "getitem"
            if not (reads or isinstance(access, SetItem)):
                continue
            column, index, *value = signature.args
            if isinstance(column, types.Array):
                taken = column, _unsigned(index), *value
                del state.calltypes[access]  # it takes no other value for what it has
                state.calltypes[access] = signature.replace(args=taken)
        return True


def _unsigned(index: Any) -> Any:
    """The type of an index, or of several, that is no longer asked whether it is below zero."""
    if isinstance(index, types.BaseTuple):
        return types.Tuple(tuple(map(_unsigned, index)))
    signed = isinstance(index, types.Integer) and index.signed
    return types.uintp if signed else index


class OwnCompiler(CompilerBase):
    """Compiles one function. numba lets one thread at a time do so."""

    def define_pipelines(self) -> list[PassManager]:
        """The passes of numba, with ours among them."""
        own = DefaultPassBuilder.define_nopython_pipeline(self.state)
        own.add_pass_after(IndicesAsTheyAre, NopythonRewrites)
        own.finalize()
        return [own]


class OwnDispatcher(CPUDispatcher):
    """A compiled function that compiled code calls with whole numbers of one width.

    numba compiles a function anew for each constant, and for whole numbers of 32 bits and of 64.
    It reckons with 64 in either case: the results are the same.
    """

    def get_call_template(self, args: Any, kws: Any) -> Any:
        """How a call with arguments of such types is typed; compiles the function if need be."""
        by_name = {name: _wide(kind) for name, kind in kws.items()}
        return super().get_call_template(tuple(map(_wide, args)), by_name)

    def _compile_for_args(self, *args: Any, **kws: Any) -> Any:
        """What answers a call of Python's where nothing is compiled yet for such arguments."""
        return self.py_func if INTERPRETED.get() else super()._compile_for_args(*args, **kws)


INTERPRETED = ContextVar("interpreted", default=False)


@contextmanager
def interpreted() -> Iterator[None]:
    """Within the block Python compiles nothing that it calls: what is done once is done sooner."""
    before = INTERPRETED.set(True)
    try:
        yield
    finally:
        INTERPRETED.reset(before)


def _wide(kind: Any) -> Any:
    """The type as which an argument is taken."""
    kind = types.unliteral(kind)
    return types.int64 if kind == types.int32 else kind
