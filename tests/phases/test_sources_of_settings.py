"""Every setting says which parameter it is, or is given by name; one name has one meaning."""

import ast
import pkgutil
from collections import defaultdict
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import TypeVar, get_type_hints

import numpy as np
import pytest

import sim.phases
from sim.engine.settings import sources_of
from sim.engine.units import unchanged
from sim.model.rules import rules_of
from sim.scenario import read_scenario
from sim.scenario.catalogue import PARAMETERS
from sim.scenario.declaration import CHOICE

ROOT = Path(sim.phases.__file__).parents[1]


def kinds_of_settings():
    """Settings of all phases and their parts, and what these hold that has sources."""
    for found in pkgutil.walk_packages(sim.phases.__path__, "sim.phases."):
        for kind in vars(import_module(found.name)).values():
            own = getattr(kind, "__module__", "") == found.name and hasattr(kind, "_fields")
            if own and (kind.__name__ == "Settings" or sources_of(kind)):
                yield kind


KINDS = [*kinds_of_settings()]
SOURCES = [(kind, field, source) for kind in KINDS for field, source in sources_of(kind).items()]


def test_all_are_found():
    assert len(KINDS) > 25
    assert len(SOURCES) > 170
    assert all(kind._field_defaults == {} for kind in KINDS)  # nothing is filled unseen


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__module__)
def test_fields_have_the_type_of_their_parameter_in_its_unit(kind):
    for field, source in sources_of(kind).items():
        parameter, declared = PARAMETERS[source.key], get_type_hints(kind)[field]
        assert parameter.max_length is None, f"{field}: a list of free length is no setting"
        assert (source.level is not None) == parameter.by_level, field
        made = get_type_hints(source.unit)["return"]
        as_it_is = source.unit is unchanged or isinstance(made, TypeVar)
        taken = parameter.entry if as_it_is else made
        assert declared is (int if parameter.unit == CHOICE else taken), field


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__module__)
def test_money_and_goods_are_in_grains(kind):
    """A parameter in RMB is never taken as it is; what is in units says so, or counts units."""
    for field, source in sources_of(kind).items():
        unit, name = PARAMETERS[source.key].unit, source.unit.__name__
        assert ("money" in name) == ("RMB" in unit), field
        if "grain" in name:
            assert {"unit", "kg"} & {*unit.replace("/", " ").split()}, field
        if name in ("a_day", "in_money_a_month", "in_logs"):
            assert unit.endswith("/year"), field


def test_one_name_is_one_parameter_and_one_parameter_has_one_name():
    source_of, name_of = defaultdict(set), defaultdict(set)
    for _, field, source in SOURCES:
        source_of[field].add(source)
        name_of[source].add(field)
    assert {name: found for name, found in source_of.items() if len(found) > 1} == {}
    assert {source: found for source, found in name_of.items() if len(found) > 1} == {}
    given = {field for kind in KINDS for field in kind._fields if field not in sources_of(kind)}
    assert given & source_of.keys() == set()


def each_setting(settings):
    """Every field with its value: of a phase, of its parts, of the marketplace."""
    for field, value in settings._asdict().items():
        if type(value) in KINDS:
            yield from each_setting(value)
        else:
            yield field, value


SCENARIOS = ("base", "history", "all_levers", "textbook/cobweb", "textbook/free_entry")


@pytest.mark.parametrize("name", SCENARIOS)
def test_what_has_one_name_has_one_value(name):
    """Also what is given: no two parts mean different things by a word."""
    scenario = read_scenario(name)
    provinces = tuple(scenario.population.provinces)
    rows = tuple(range(len(provinces)))
    state = SimpleNamespace(province_rows=rows, province_names=provinces, online=object())
    values = defaultdict(list)
    for settings in rules_of(scenario, state):
        for field, value in each_setting(settings):
            values[field].append(value)
    assert max(map(len, values.values())) > 5
    for field, found in values.items():
        for other in found[1:]:
            np.testing.assert_equal(other, found[0], field)


MADE_BY_NAME = {kind.__name__ for kind in KINDS} | {"Rules", "OnlineRules"}


def test_no_settings_are_made_by_place():
    found = []
    for path in sorted(ROOT.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            by_place = isinstance(node, ast.Call) and bool(node.args)
            if by_place and getattr(node.func, "id", "") in MADE_BY_NAME:
                found.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert found == []


def test_phases_read_no_setting_that_is_not_there():
    """Also in compiled parts, which nobody has compiled yet."""
    fields = {field for kind in KINDS for field in kind._fields} | {"_replace"}
    read = [
        (f"{path.relative_to(ROOT)}:{node.lineno}", node.attr)
        for path in sorted((ROOT / "phases").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and getattr(node.value, "id", "") == "settings"
    ]
    assert len(read) > 150
    assert [found for found in read if found[1] not in fields] == []
