"""Whether a function draws chance, which no rule may: told from what the names in its text mean."""

import dis
import random
from collections.abc import Iterator
from types import CodeType, FunctionType
from typing import Any

import numpy as np

GENERATORS = (random.Random, np.random.RandomState, np.random.Generator)


def drawn_by(function: FunctionType) -> str:
    """What a function calls, itself or by way of others, that draws chance; "" if nothing."""
    seen, to_read = {function}, [function]
    while to_read:
        now = to_read.pop()
        for name, value in _named(now.__code__, now.__globals__):
            source = getattr(value, "__self__", value)  # of a method, what it belongs to
            if source is random or source is np.random or isinstance(source, GENERATORS):
                return name
            called = getattr(value, "py_func", value)
            if isinstance(called, FunctionType) and called not in seen:
                seen.add(called)
                to_read.append(called)
    return ""


def _named(code: CodeType, known: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """The global names of a text, with what each stands for: np, np.random, np.random.poisson."""
    name, value = "", None
    for step in dis.get_instructions(code):
        if step.opname == "LOAD_GLOBAL":
            name, value = step.argval, known.get(step.argval)
        elif step.opname == "LOAD_ATTR" and name:
            name, value = f"{name}.{step.argval}", getattr(value, step.argval, None)
        else:
            name = ""
            continue
        yield name, value
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _named(constant, known)
