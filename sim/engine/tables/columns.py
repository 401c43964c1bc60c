"""How a table of state is declared: a NamedTuple of arrays, one named column an attribute.

A NamedTuple goes straight into compiled code, and its columns cannot be swapped, only filled.
"""

from typing import Annotated, Any, NamedTuple, TypeVar, get_args, get_type_hints

import numpy as np
from numpy.typing import NDArray

from sim.engine.machine.compiling import PLAIN, compiled

T = TypeVar("T", bound=tuple[Any, ...])


class Column(NamedTuple):
    """What a column holds: its unit ("" for a flag or an index) and its meaning."""

    unit: str
    meaning: str


Flag = NDArray[np.uint8]
Place = NDArray[np.int8]
Count = NDArray[np.int32]
Total = NDArray[np.int64]
Real = NDArray[np.float32]
Sum = NDArray[np.float64]


def _dtype_of(array_type: Any) -> np.dtype[Any]:
    """The number type behind an NDArray annotation."""
    dtype: np.dtype[Any] = np.dtype(get_args(array_type)[0])
    return dtype


def describe[T: tuple[Any, ...]](table: type[T]) -> dict[str, tuple[np.dtype[Any], Column]]:
    """Every column of a table: its dtype, unit and meaning."""
    hints = get_type_hints(table, include_extras=True)
    result = {}
    for name, hint in hints.items():
        array_type, column = get_args(hint)[:2]
        result[name] = (_dtype_of(array_type), column)
    return result


def allocate[T: tuple[Any, ...]](table: type[T], rows: int, **shapes: tuple[int, ...]) -> T:
    """A table filled with zeros.

    rows    length of every column that is not named in `shapes`
    shapes  full shape of a column with more than one axis
    Raises KeyError when a shape names no column.
    """
    columns = describe(table)
    for name in shapes:
        if name not in columns:
            raise KeyError(f"{table.__name__} has no column {name!r}: {', '.join(columns)}")
    # Filled and not just zero: memory that was never written is slow to write through a mask.
    return table(
        *(np.full(shapes.get(name, (rows,)), 0, dtype) for name, (dtype, _) in columns.items())
    )


def _refuse_below_zero(key: Any) -> None:
    """Raise IndexError where an entry would be counted from the end, as compiled code cannot."""
    for index in key if isinstance(key, tuple) else (key,):
        if isinstance(index, int | np.integer) and index < 0:
            raise IndexError(f"index {index} is below zero")


class PlainColumn(np.ndarray):
    """A column for plain Python: its entries are Python's numbers.

    Compiled code computes in 64 bits with what it takes from a narrow column. A numpy scalar would
    stay narrow, and round or overflow on the way. And it counts no index from the end.
    """

    def __getitem__(self, key: Any) -> Any:
        _refuse_below_zero(key)
        value = super().__getitem__(key)
        return value.item() if isinstance(value, np.generic) else value

    def __setitem__(self, key: Any, value: Any) -> None:
        _refuse_below_zero(key)
        super().__setitem__(key, value)

    def __array_wrap__(self, array: Any, context: Any = None, return_scalar: bool = False) -> Any:
        plain = np.asarray(array)  # what is computed from columns is no column
        return plain[()] if return_scalar else plain


def as_this_process_runs[T: tuple[Any, ...]](table: T) -> T:
    """The same columns, in the form that compiled code or plain Python computes alike with."""
    if not PLAIN:
        return table
    return type(table)(*(column.view(PlainColumn) for column in table))


@compiled
def wide(value):
    """A number of a narrow column in 64 bits, for code in which two such numbers meet."""
    return value * 1.0


__all__ = [
    "Annotated",
    "Column",
    "Count",
    "Flag",
    "Place",
    "Real",
    "Sum",
    "Total",
    "allocate",
    "as_this_process_runs",
    "describe",
    "wide",
]
