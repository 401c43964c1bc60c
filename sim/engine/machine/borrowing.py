"""Tables that compiled code borrows, without a count of who holds each column.

numba counts who holds an array, and threads that pass the same columns around wait for each other
at every count: half a millisecond a day. What is borrowed is not counted. Its owner has to live
longer, as a State does, which holds all columns while its phases run.
"""

from typing import Any

from numba import types
from numba.core import cgutils
from numba.core.imputils import lower_getattr_generic
from numba.experimental import structref
from numba.extending import intrinsic
from numba.np.arrayobj import make_array

from sim.engine.machine.compiling import PLAIN


def _uncounted(context, builder, kind, value):
    """The same value, in which no array has a count."""
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
