"""Compiled code made anew where a function that it calls is another one now.

numba compiles what a name stands for at that moment; `recompile` is its way to say that it stands
for something else. Functions before those that call them: a caller takes what it finds.
"""

import time
from collections.abc import Collection
from typing import Any

from sim.engine.code_keys import named_by
from sim.engine.doors import DOORS, MAKING


def compile_anew(others: Collection[Any]) -> None:
    """Compile again, or load from what is kept, what has been compiled and calls one of these.

    others  compiled functions that names stand for now; what leads there from a door counts
    """
    began = time.perf_counter()
    reaching: dict[Any, bool] = dict.fromkeys(others, True)
    for function, entries in DOORS:
        if _reaches(function, reaching):
            entries.clear()
    for function in [each for each, reaches in reaching.items() if reaches and each not in others]:
        function.recompile()
    MAKING.seconds += time.perf_counter() - began


def _reaches(function: Any, reaching: dict[Any, bool]) -> bool:
    """Whether a function leads to one that is known to count; those that it calls come first."""
    if function not in reaching:
        reaching[function] = False  # until its calls are known: they may lead back
        found = [_reaches(each, reaching) for each in named_by(function.py_func)]
        del reaching[function]
        reaching[function] = any(found)
    return reaching[function]
