"""Compiled code is kept by what it was compiled from, and code of others is left alone."""

import os
import subprocess
import sys

CALLER = """
import sys
from sim.engine.machine.compiling import compiled
from sim.rules import stock_policies
from sim.rules.stock_policies import affordable, whole_lots

@compiled
def by_name(wanted):
    return whole_lots(wanted, 6, 0)

@compiled
def by_module(wanted):
    return stock_policies.whole_lots(wanted, 6, 0)

@compiled
def more(wanted, lot, moq):
    return 1000

if "patched" in sys.argv:
    stock_policies.whole_lots = whole_lots = more
quantity = stock_policies.order_quantity(0, 0, 8.0, 0.0, 6, 0)
print(by_name(7), by_module(7), quantity, sum(by_name.stats.cache_hits.values()))
"""

IMPORTS = """
import os, numba
from numba import config
from numba.core import callconv
from numba.np import arrayobj

def settings():
    names = {name: getattr(config, name) for name in dir(config) if name.isupper()}
    parts = callconv.CPUCallConv.decorate_function, arrayobj.fix_integer_index
    return names, dict(os.environ), parts

before = settings()
import sim.model
from sim.rules.stock_policies import whole_lots

assert whole_lots(7, 6, 0) == 12
assert settings() == before

@numba.njit(cache=True)
def last(x):
    return x[-1]

import numpy as np
print(last(np.arange(3)), last.stats.cache_path)  # the last, counted from the end
"""


def run(tmp_path, text, *words):
    """What a program prints, with a cache of this test alone."""
    program = tmp_path / "program.py"
    program.write_text(text)
    environment = {name: value for name, value in os.environ.items() if "NUMBA" not in name}
    environment["XDG_CACHE_HOME"] = str(tmp_path / "caches")
    done = subprocess.run(
        [sys.executable, program, *words],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def test_a_replaced_rule_is_run_where_it_was_replaced_and_nowhere_else(tmp_path):
    *poisoned, _ = run(tmp_path, CALLER, "patched")  # to an empty cache
    *clean, clean_hits = run(tmp_path, CALLER)
    *again, hits = run(tmp_path, CALLER, "patched")  # now to a cache with either
    assert poisoned == again == ["1000", "1000", "1000"]
    assert clean == ["12", "12", "12"]
    assert (clean_hits, hits) == ("0", "1")  # each finds its own
    kept = [path for path in tmp_path.rglob("*") if "by_name" in path.name]
    assert len(kept) == 2 and all(path.is_relative_to(tmp_path / "caches") for path in kept)


def test_numba_is_left_as_it_was_for_the_functions_of_others(tmp_path):
    value, folder = run(tmp_path, IMPORTS)
    assert value == "2"
    assert folder == str(tmp_path / "__pycache__")
