"""One hash over what a function is compiled from."""

import math
from enum import IntEnum
from types import FunctionType, ModuleType

import numpy as np
import pytest

from sim.engine.machine.code_keys import made_of
from sim.engine.tables import columns
from sim.model.day import DAY
from sim.rules import stock_policies

LOT = 6
LOTS = (1, 6)
TABLE = np.array([1, 2])
Case = IntEnum("Case", {"WHOLE": 1, "HALF": 2})


class Jitted:
    """As numba holds a function."""

    def __init__(self, py_func):
        self.py_func = py_func


def _lots(x):
    return x // LOT


lots = Jitted(_lots)


def orders(x, least=1):
    return max(lots(x), least, LOTS[0], TABLE[0], columns.wide(x), math.floor(x), Case.WHOLE)


def twice_orders(x):
    return [2 * orders(each) for each in x]


def test_the_same_text_has_the_same_hash():
    assert made_of(orders) == made_of(orders)
    assert made_of(orders) != made_of(twice_orders)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("lots", Jitted(lambda x: x // LOT + 1)),
        ("LOT", 7),
        ("LOT", 6.0),
        ("LOTS", (1, 7)),
        ("TABLE", np.array([1, 3])),
        ("TABLE", np.array([1, 2], np.int32)),
        ("math", ModuleType("cmath")),
        ("Case", IntEnum("Case", {"WHOLE": 3, "HALF": 2})),
    ],
)
def test_whatever_a_function_reaches_counts(name, other, monkeypatch):
    before = made_of(twice_orders)
    monkeypatch.setitem(globals(), name, other)
    assert made_of(twice_orders) != before


def test_a_rule_that_is_named_by_its_module_counts(monkeypatch):
    before = made_of(orders)
    monkeypatch.setattr(columns, "wide", lambda x: x + 1)
    assert made_of(orders) != before


def test_what_no_function_reaches_does_not_count(monkeypatch):
    before = made_of(twice_orders)
    monkeypatch.setitem(globals(), "Jitted", None)
    monkeypatch.setattr(columns, "describe", None)
    assert made_of(twice_orders) == before


def test_defaults_and_closures_count():
    def adding(n):
        def add(x):
            return x + n

        return add

    def with_default(n):
        return FunctionType(_lots.__code__, globals(), argdefs=(n,))

    assert made_of(adding(1)) == made_of(adding(1)) != made_of(adding(2))
    assert made_of(with_default(1)) == made_of(with_default(1)) != made_of(with_default(2))


def test_functions_may_call_each_other(monkeypatch):
    monkeypatch.setitem(globals(), "lots", Jitted(twice_orders))
    assert made_of(orders) != made_of(twice_orders)


def test_a_rule_deep_in_the_day_counts(monkeypatch):
    def day():
        works = [part.work for phase in DAY for part in phase.parts]
        return {f"{work.__module__}.{work.__name__}": made_of(work) for work in works}

    before = day()
    assert day() == before
    monkeypatch.setattr(stock_policies, "whole_lots", Jitted(_lots))
    changed = {name for name, key in day().items() if key != before[name]}
    assert changed == {"sim.phases.ordering.write_orders", "sim.phases.ordering.order_further_up"}
