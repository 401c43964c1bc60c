"""Dispatch into compiled code: the right code for what is given, and what it relies on."""

from dataclasses import fields, is_dataclass
from typing import get_args, get_origin, get_type_hints

import numpy as np
import pytest

from sim.engine.machine.compiling import compiled
from sim.engine.machine.dispatch import dispatched
from sim.engine.tables.columns import describe
from sim.model import TradeModel
from sim.model.rules import rules_of
from sim.scenario import read_scenario
from sim.scenario.listing import list_scenarios
from sim.world import build_state
from tests.worlds import eventful


@dispatched
@compiled
def halves(numbers, divisor):
    """The sum of `numbers` over `divisor`."""
    return numbers.sum() / divisor


def test_each_kind_of_argument_finds_its_own_code():
    whole, real = np.array([1, 2, 4]), np.array([0.5, 0.25])
    for _ in range(2):  # the first call compiles, the next goes straight in
        assert halves(whole, 2) == 3.5
        assert halves(real, 2) == 0.375
        assert halves(whole, 0.5) == 14.0
        assert halves(np.arange(6)[::2], 2) == 3.0
        assert halves(whole.astype(np.int32), 2) == 3.5


def test_an_error_in_compiled_code_comes_out():
    for _ in range(2):
        with pytest.raises(Exception, match="sum"):
            halves("abc", 2)


def tables_in(state):
    """Every table of a state, those of its parts included."""
    for field in fields(state):
        table = getattr(state, field.name)
        if hasattr(table, "_fields"):
            yield table
        elif is_dataclass(table):
            yield from tables_in(table)


@pytest.mark.parametrize("world", [eventful, lambda: TradeModel("textbook/cobweb")])
def test_columns_have_the_types_that_their_table_declares(world):
    for table in tables_in(world().state):
        for name, (dtype, _) in describe(type(table)).items():
            column = getattr(table, name)
            assert column.dtype == dtype, f"{type(table).__name__}.{name}"
            assert column.flags.c_contiguous, f"{type(table).__name__}.{name}"


def typed(settings, where=""):
    """What differs between the fields of settings and their declared types."""
    hints = get_type_hints(type(settings))
    for name, value in settings._asdict().items():
        hint, place = hints[name], f"{where}{name}"
        if hasattr(value, "_fields"):
            yield from typed(value, f"{place}.")
        elif isinstance(value, np.ndarray):
            if value.dtype != get_args(hint)[0] or not value.flags.c_contiguous:
                yield f"{place}: {value.dtype}"
        elif value is None:
            assert type(None) in get_args(hint), place
        elif type(value) is not (get_origin(hint) or hint):  # a tuple[str, ...] is a tuple
            yield f"{place}: {type(value).__name__}, declared {hint.__name__}"


SCENARIOS = [name for name, *_ in list_scenarios() if not name.startswith("sweeps/")]


@pytest.mark.parametrize("name", SCENARIOS)
def test_settings_have_the_types_that_they_declare(name):
    scenario = read_scenario(name, sets=["scale=1000000"] if "textbook" not in name else [])
    state = build_state(scenario, 1, 4096)
    assert not [*typed(rules_of(scenario, state))]
