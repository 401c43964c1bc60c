"""A function of the user's own, compiled for numbers of given types alone."""

import re
from typing import Any

from numba import float64, int64
from numba.core.errors import NumbaError, UnsupportedBytecodeError
from numba.core.types import Boolean, Float, Integer

from sim.engine.machine.compiling import compiled_part


class CannotCompileError(ValueError):
    """numba refuses a function: why, and on which line of its file (0: not known)."""

    def __init__(self, reason: str, line: int) -> None:
        super().__init__(reason)
        self.line = line


REFUSALS = (NumbaError, UnsupportedBytecodeError)


def refusal(error: Exception) -> CannotCompileError:
    """What numba, which may end in any kind of error, says of a function."""
    text, _, raised = str(error).partition(". Raised from ")  # FILE (LINE)
    lines = [line.strip() for line in text.splitlines()]
    reason = next((line for line in lines if line and not line.startswith("Failed in")), "")
    numbered = re.search(r"\((\d+)\)$", raised)
    place = getattr(error, "loc", None)
    line = int(numbered[1]) if numbered else place.line if place else 0
    return CannotCompileError(reason or type(error).__name__, line)


def compiled_for(function: Any, arguments: tuple[float, ...]) -> tuple[Any, str | None]:
    """Compiled for arguments of the types of these: whole numbers where they are, floats else.

    Returns the function, and the type of its answer where that is no number.

    Raises:
        CannotCompileError: when numba refuses it.
    """
    types = tuple(int64 if type(value) is int else float64 for value in arguments)
    result: Any = compiled_part(function)
    try:
        result.compile(types)
    except Exception as error:
        raise refusal(error) from None
    result.disable_compile()
    answers = result.overloads[types].signature.return_type
    return result, None if isinstance(answers, Boolean | Float | Integer) else str(answers)
