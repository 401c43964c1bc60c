"""Compiled code made anew where a function that it calls is another one now.

numba compiles what a name stands for at that moment; `recompile` is its way to say that it stands
for something else. Functions before those that call them: a caller takes what it finds.
"""

import time
from collections.abc import Collection
from typing import Any

from sim.engine.machine.code_keys import named_by
from sim.engine.machine.dispatch import DISPATCHED, MAKING, PARTS


def compile_anew(others: Collection[Any]) -> None:
    """Compile again, or load from what is kept, what has been compiled and calls one of these.

    others  compiled functions that names stand for now; what leads there from Python or from a
            part of the day counts
    """
    began = time.perf_counter()
    reaching: dict[Any, bool] = dict.fromkeys(others, True)
    for function, entries in DISPATCHED:
        if _reaches(function, reaching):
            entries.clear()
    for key in [key for key in PARTS if _reaches(key[0], reaching)]:
        del PARTS[key]
    for function in [each for each, reaches in reaching.items() if reaches and each not in others]:
        if hasattr(function, "recompile"):  # a part of the day is compiled when it is asked for
            function.recompile()
    MAKING.era = object()
    MAKING.seconds += time.perf_counter() - began


def _reaches(function: Any, reaching: dict[Any, bool]) -> bool:
    """Whether a function leads to one that is known to count; those that it calls come first."""
    if function not in reaching:
        reaching[function] = False  # until its calls are known: they may lead back
        found = [
            _reaches(each, reaching) for each in named_by(getattr(function, "py_func", function))
        ]
        del reaching[function]
        reaching[function] = any(found)
    return reaching[function]
