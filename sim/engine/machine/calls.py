"""Parts of the day are called by where they begin; each is compiled by itself, for one signature.

numba's own functions as values (`types.FunctionType`) need a second entry of each part, and a
switch over all of them at each call. Here what is called has to be compiled for the types that it
is handed: `sim/engine/machine/dispatch.py` sees to that.
"""

from collections.abc import Callable
from typing import Any

from numba import types
from numba.core import cgutils
from numba.core.compiler import CompileResult
from numba.extending import intrinsic

from sim.engine.machine.compiling import PLAIN, compiled_part


def part_for(function: Callable[..., None], arguments: tuple[Any, ...]) -> CompileResult:
    """A part compiled for arguments of such types."""
    part: Any = compiled_part(function)
    part.compile(arguments)
    made: CompileResult = part.overloads[arguments]
    if made.signature.return_type != types.none:
        raise TypeError(f"{function.__name__} is called as a part, and returns something")
    return made


def entry_of(part: CompileResult) -> int:
    """The address at which it begins; it is there as long as the part is."""
    address: int = part.library.get_pointer_to_function(part.fndesc.llvm_func_name)
    return address


def _calling(typing, entry, tables, own, rules, today, piece):
    """How `call_at` is typed and compiled."""

    def lower(context, builder, signature, arguments):
        entry, *handed = arguments
        kind = context.call_conv.get_function_type(types.none, signature.args[1:])
        part = builder.inttoptr(entry, kind.as_pointer())
        status, _ = context.call_conv.call_function(
            builder, part, types.none, signature.args[1:], handed
        )
        with cgutils.if_unlikely(builder, status.is_error):
            context.call_conv.return_status_propagate(builder, status)
        return context.get_dummy_value()

    return types.none(types.int64, tables, own, rules, today, piece), lower


def _call_at(entry, tables, own, rules, today, piece):
    """Call a part that begins there. What it raises goes on from here."""
    entry(tables, own, rules, today, piece)


call_at: Any = _call_at if PLAIN else intrinsic(_calling)
