"""What leads to a function that was replaced is compiled anew, and nothing else is."""

import sys

import pytest

from sim.engine.machine.code_keys import named_by
from sim.engine.machine.compiling import compiled, compiled_part
from sim.engine.machine.dispatch import DISPATCHED, dispatched
from sim.engine.machine.recompiling import compile_anew


@compiled_part
def rule(x):
    return 2 * x


@compiled_part
def other_rule(x):
    return 3 * x


@compiled_part
def phase(x):
    return rule(x) + 1


@compiled_part
def countdown(x):
    return 0 if x <= 0 else countdown(x - 1)


@dispatched
@compiled
def play(x):
    return 10 * phase(x)


@dispatched
@compiled
def rest(x):
    return x + countdown(x)


@pytest.fixture(autouse=True)
def own_doors(monkeypatch):
    """Those of this module, and no name of it replaced for good."""
    own = [each for each in DISPATCHED if each[0].py_func.__module__ == __name__]
    monkeypatch.setattr("sim.engine.machine.recompiling.DISPATCHED", own)
    yield own
    monkeypatch.undo()
    compile_anew([rule])


def test_the_compiled_functions_that_a_text_names():
    assert list(named_by(phase.py_func)) == [rule]
    assert list(named_by(rule.py_func)) == []


def test_callers_call_the_other_function_and_again_the_first(monkeypatch, own_doors):
    assert (play(1), rest(5)) == (30, 5)
    by_function = {function.py_func.__name__: entries for function, entries in own_doors}
    kept = dict(by_function["rest"])
    monkeypatch.setattr(sys.modules[__name__], "rule", other_rule)
    assert play(1) == 30  # numba has compiled what the name stood for
    compile_anew([other_rule])
    assert play(1) == 40
    assert by_function["rest"] == kept != {}
    monkeypatch.undo()
    compile_anew([rule])
    assert play(1) == 30
