"""What a function is compiled from, as one hash: its own text, and all that it calls.

The sources alone do not say it. A rule that was replaced in a running program is compiled into
everything that calls it, and must neither be found by programs that have it as it is in its file,
nor be passed over by the one that replaced it.
"""

import hashlib
from collections.abc import Iterator
from enum import EnumType
from functools import cache
from types import CodeType, FunctionType, ModuleType
from typing import Any

import numpy as np


def made_of(function: FunctionType) -> str:
    """SHA-256 (hex) over a function's code and the constants and compiled functions it reaches."""
    digest = hashlib.sha256()
    for part in _parts(function, {}):
        digest.update(part.encode() + b"\0")
    return digest.hexdigest()


def _parts(function: FunctionType, seen: dict[FunctionType, int]) -> Iterator[str]:
    """A function's own text, then whatever its names stand for at this moment."""
    if function in seen:
        yield f"function {seen[function]}"
        return
    seen[function] = len(seen)
    yield f"{function.__module__}.{function.__qualname__}"
    own, names = _text(function.__code__)
    yield own
    for value in (
        function.__defaults__,
        *(cell.cell_contents for cell in function.__closure__ or ()),
    ):
        yield from _value(value, names, seen)
    for name in names:
        if name in function.__globals__:
            yield name
            yield from _value(function.__globals__[name], names, seen)


def _value(value: Any, names: tuple[str, ...], seen: dict[FunctionType, int]) -> Iterator[str]:
    """A constant by its value, a compiled function by its text, anything else by its name.

    names  that are used beside it: of a module, only these count
    """
    if isinstance(function := getattr(value, "py_func", value), FunctionType):
        yield from _parts(function, seen)
    elif isinstance(value, ModuleType):
        yield value.__name__
        if value.__name__.partition(".")[0] == __name__.partition(".")[0]:
            for name in names:
                if hasattr(value, name):
                    yield name
                    yield from _value(getattr(value, name), names, seen)
    elif isinstance(value, tuple):
        yield type(value).__name__
        for member in value:
            yield from _value(member, names, seen)
    elif isinstance(value, EnumType):
        yield repr(list(value))
    elif isinstance(value, np.ndarray):
        yield f"{value.dtype}{value.shape}{value.tobytes().hex()}"
    elif isinstance(value, int | float | str | np.generic) or value is None:
        yield repr(value)
    else:
        yield f"{type(value).__qualname__} {getattr(value, '__name__', '')}"


@cache
def _text(code: CodeType) -> tuple[str, tuple[str, ...]]:
    """The instructions and constants of a function and those inside it, and all their names."""
    own, names = [code.co_code.hex(), repr(code.co_varnames)], list(code.co_names)
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            inner, more = _text(constant)
            own.append(inner)
            names += more
        else:
            own.append(repr(constant))
    return " ".join(own), tuple(dict.fromkeys(names))


def named_by(function: FunctionType) -> Iterator[Any]:
    """The compiled functions that a function's text names, by themselves or in a module of ours."""
    names = _text(function.__code__)[1]
    values = [function.__globals__[name] for name in names if name in function.__globals__]
    for module in [value for value in values if isinstance(value, ModuleType)]:
        if module.__name__.partition(".")[0] == __name__.partition(".")[0]:
            values += [getattr(module, name) for name in names if hasattr(module, name)]
    yield from (value for value in values if hasattr(value, "py_func"))
