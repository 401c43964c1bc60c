"""What compiled code knows of a handle: the address of what it holds, and what lies where.

A column is read where a loop asks for it. Were tables handed on as values, every function that
looks at one would take all its columns apart, for numba and LLVM to work through and to throw away.
"""

from hashlib import sha256
from typing import Any

from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.core.typing.templates import AttributeTemplate
from numba.extending import (
    NativeValue,
    infer_getattr,
    lower_getattr_generic,
    models,
    register_model,
    unbox,
)
from numba.np.arrayobj import make_array

from sim.engine.machine.payloads import ArrayLayout, layout

WORD = ir.IntType(64)


class Place(types.Opaque):
    """Where values lie one after another, each under a name.

    kind    what it is a place of
    stored  type of each value as it lies there
    """

    def __init__(self, kind: str, names: tuple[str, ...], stored: tuple[Any, ...]) -> None:
        self.kind, self.names, self.stored = kind, names, stored
        # Short: it is part of the name of every function that is handed one.
        content = repr((names, [*map(_described, stored)]))
        super().__init__(f"{kind}-{sha256(content.encode()).hexdigest()[:16]}")

    def without(self, absent: frozenset[str]) -> "Place":
        """A place where nothing of these names is: as long as it was, for both take a word."""
        return Place(self.kind, self.names, _without(self.names, self.stored, absent))


def _without(names: tuple[str, ...], stored: Any, absent: frozenset[str]) -> tuple[Any, ...]:
    """Types of values, of which some are none; also among the values of a room."""
    kept = []
    for name, each in zip(names, stored, strict=True):
        if name == "room":
            within = _without(each.fields, each, absent)
            each = types.NamedTuple(within, each.instance_class)
        kept.append(types.none if name in absent else each)
    return tuple(kept)


def _described(stored: Any) -> Any:
    """All that tells a type apart; numba's name of a table has no names of columns."""
    if isinstance(stored, types.BaseTuple):
        return str(stored), getattr(stored, "fields", ()), [*map(_described, stored)]
    return str(stored)


def read_as(stored: Any) -> Any:
    """The type as which a value is read: of a table, too, its place."""
    if isinstance(stored, types.BaseNamedTuple):
        return Place(stored.instance_class.__name__, tuple(stored.fields), tuple(stored))
    if isinstance(stored, types.BaseTuple):
        return types.Tuple(tuple(map(read_as, stored)))
    return stored


register_model(Place)(models.OpaqueModel)


@infer_getattr
class PlaceAttribute(AttributeTemplate):
    """What a name stands for."""

    key = Place

    def generic_resolve(self, place: Place, name: str) -> Any:
        """Its type; None where there is no such name."""
        if name not in place.names:
            return None
        return read_as(place.stored[place.names.index(name)])


@lower_getattr_generic(Place)
def _named(context, builder, place, address, name):
    """How `place.name` is compiled."""
    number = place.names.index(name)
    return _value(
        context, builder, place.stored[number], layout(types.Tuple(place.stored)), number, address
    )


def _value(context, builder, stored, whole, number, address):
    """One of the values that lie one after another from an address on."""
    at = _further(builder, address, getattr(whole, f"part{number}").offset)
    if isinstance(stored, types.BaseNamedTuple):
        return at
    if isinstance(stored, types.Array):
        return _column(context, builder, stored, at)
    if isinstance(stored, types.BaseTuple):
        inner = layout(stored)
        each = [
            _value(context, builder, member, inner, place, at)
            for place, member in enumerate(stored)
        ]
        return context.make_tuple(builder, read_as(stored), each)
    if isinstance(stored, types.NoneType):
        return context.get_dummy_value()
    model = context.data_model_manager[stored]
    return model.from_data(builder, _word(builder, at, 0, model.get_data_type()))


def _column(context, builder, stored, at):
    """An array, of which nobody counts who holds it: the handle's owner has to live longer.

    Threads that pass the same columns around would wait for each other at every count.
    """
    array = make_array(stored)(context, builder)
    array.meminfo = cgutils.get_null_value(array.meminfo.type)
    array.parent = cgutils.get_null_value(array.parent.type)
    array.nitems = _word(builder, at, ArrayLayout.rows.offset, WORD)
    array.itemsize = _word(builder, at, ArrayLayout.row_bytes.offset, WORD)
    array.data = _word(builder, at, ArrayLayout.first.offset, array.data.type)
    lengths, steps = layout(stored).part1, layout(stored).part2
    for name, part in (("shape", lengths), ("strides", steps)):
        words = [_word(builder, at, part.offset + 8 * axis, WORD) for axis in range(stored.ndim)]
        setattr(array, name, cgutils.pack_array(builder, words))
    return array._getvalue()


def _further(builder, address, offset):
    """An address so many bytes further on."""
    return builder.gep(address, [ir.IntType(32)(offset)])


def _word(builder, at, offset, kind):
    """What lies there. It stays the same as long as there is compiled code that can see it."""
    word = builder.load(builder.bitcast(_further(builder, at, offset), kind.as_pointer()))
    word.set_metadata("invariant.load", builder.module.add_metadata([]))
    return word


@unbox(Place)
def _unboxed(place, handle, code):
    """Of a handle of Python's, its address."""
    address = code.pyapi.object_getattr_string(handle, "address")
    value = code.pyapi.long_as_voidptr(address)
    code.pyapi.decref(address)
    return NativeValue(value, is_error=code.pyapi.c_api_error())
