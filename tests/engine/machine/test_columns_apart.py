"""No function writes to rows that it is handed twice: compiled code takes that for granted.

Plain Python runs the same text, and looks at the arguments of each call.
"""

import pytest

from tests.plain import output_of

EVERY_CALL_LOOKED_AT = """
from functools import wraps

import numpy as np
from numpy.lib.array_utils import byte_bounds

from sim.engine.machine import compiling
from sim.engine.machine.beyond_numba import SHARED

seen, twice = set(), set()


def columns(argument):
    if isinstance(argument, np.ndarray):
        return [argument] if argument.size else []
    if isinstance(argument, tuple):
        return [column for part in argument for column in columns(part)]
    return []


def looked_at(function):
    if function in SHARED:
        return function  # compiled without the assumption

    @wraps(function)
    def call(*arguments):
        own = sorted(columns(arguments), key=lambda column: byte_bounds(column)[0])
        shared = [
            one
            for one, next_one in zip(own, own[1:])
            if byte_bounds(one)[1] > byte_bounds(next_one)[0] and np.shares_memory(one, next_one)
        ]
        before = [np.array(one) for one in shared]
        result = function(*arguments)
        if not all(map(np.array_equal, before, shared)):
            twice.add(f"{function.__module__}.{function.__name__}")
        seen.add(function.__name__)
        return result

    return call


compiling.compiled = compiling.compiled_part = looked_at

from datetime import date, timedelta

from sim.model import TradeModel
from sim.scenario import read_scenario

START = date(2016, 10, 30)
for name, places in (("history", "[Qinghai, Ningxia]"), ("relief_by_data", "[Tibet, Qinghai]")):
    sets = [
        f"population.provinces={places}", "scale=1000000", "entry.room=1", "calendar.warmup_days=2",
        f"calendar.start={START}", f"calendar.end={START + timedelta(days=5)}",
    ]
    TradeModel(read_scenario(name, sets=sets), chunk_shelves=200).run()
for name in ("beer_game", "serial_chain", "cobweb", "perishable"):
    sets = ["calendar.end=2000-01-08", "calendar.warmup_days=1"]
    TradeModel(read_scenario(f"textbook/{name}", sets=sets)).run()
print(len(seen), sorted(twice))
"""


@pytest.mark.slow
def test_no_function_writes_to_rows_that_it_is_handed_twice():
    functions, _, twice = output_of(EVERY_CALL_LOOKED_AT, plain=True).partition(" ")
    assert int(functions) > 200
    assert twice.strip() == "[]"
