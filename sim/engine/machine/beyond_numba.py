"""Where compiled code differs from what numba makes by itself, and what that is worth.

Three things, each by numba's own means of extension (passes of a compiler, intrinsics, lowering):
nothing of numba is replaced, and functions of others in the same process are compiled as numba
does it. Still they lean on how numba works inside, which is no promise: hence the bounds on its
release (`sim/engine/machine/numba_release.py`), and tests that fail by name when numba moves
(`tests/engine/machine/test_beyond_numba.py`).

As measured when each came in (2026-11-26): indices as they are, a sixth of a day; columns that are
borrowed and not counted, half a millisecond of a day on two threads and a tenth of the shops'
phases; neighbours worked on at once outside loops, and columns declared apart, 3 to 4 % of a day
together. The last is gone: by itself it was worth one per cent (2026-12-01).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from types import FunctionType
from typing import Any

from sim.engine.machine.numba_release import check_numba

check_numba()

# Other releases may lack some of these.
from numba import config, types  # noqa: E402
from numba.core import cgutils  # noqa: E402
from numba.core.compiler import CompilerBase, CompileResult, DefaultPassBuilder  # noqa: E402
from numba.core.compiler_machinery import FunctionPass, PassManager, register_pass  # noqa: E402
from numba.core.ir import Expr, SetItem  # noqa: E402
from numba.core.typed_passes import NopythonRewrites  # noqa: E402
from numba.experimental import structref  # noqa: E402
from numba.extending import intrinsic, lower_getattr_generic  # noqa: E402
from numba.np.arrayobj import make_array  # noqa: E402

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

    def compile_extra(self, function: FunctionType) -> CompileResult:
        """Compile."""
        with _rows_at_once():
            return super().compile_extra(function)


@contextmanager
def _rows_at_once() -> Iterator[None]:
    """Let LLVM join equal work on neighbours that is in no loop."""
    before = config.SLP_VECTORIZE
    config.SLP_VECTORIZE = 1
    try:
        yield
    finally:
        config.SLP_VECTORIZE = before


def _uncounted(context, builder, kind, value):
    """The same value, in which no array has a count of who holds it.

    Threads that pass the same columns around wait for each other at every count. The owner of what
    is borrowed has to live longer, as a State does, which holds all columns while its phases run.
    """
    if isinstance(kind, types.Array):
        array = make_array(kind)(context, builder, value)
        array.meminfo = cgutils.get_null_value(array.meminfo.type)
        array.parent = cgutils.get_null_value(array.parent.type)
        return array._getvalue()
    if isinstance(kind, types.BaseTuple):
        for place, member in enumerate(kind):
            part = _uncounted(context, builder, member, builder.extract_value(value, place))
            value = builder.insert_value(value, part, place)
        return value
    context.nrt.incref(builder, kind, value)  # a handle, whose columns are borrowed already
    return value


def _borrowing(typing, table):
    """How `borrowed` is typed and compiled."""

    def lower(context, builder, signature, arguments):
        return _uncounted(context, builder, signature.args[0], arguments[0])

    return table(table), lower


def _borrowed(table):
    """A table, or settings, whose columns are not counted here."""
    return table


def lends(kind: Any) -> None:
    """Whatever is read from a handle of this type is borrowed, not counted."""

    def field(context, builder, handle, value, name):
        columns = structref._Utils(context, builder, handle).get_data_struct(value)
        return _uncounted(context, builder, handle.field_dict[name], getattr(columns, name))

    lower_getattr_generic(kind)(field)


borrowed: Any = _borrowed if PLAIN else intrinsic(_borrowing)
