"""The schema that an editor uses says the same as the reader."""

import json
from pathlib import Path
from typing import Any

import pytest

from sim.scenario import list_scenarios, scenario_folder, schema
from sim.scenario.catalogue import GROUPS, PARAMETERS
from sim.scenario.yaml_nodes import parse, plain

SCHEMA = schema()
DELTAS = [
    listed.name
    for listed in list_scenarios()
    if listed.name != "base" and not listed.name.startswith("sweeps/")
]
TYPES = {"string": str, "integer": int, "number": (int, float), "array": list, "object": dict}


def fits(value: Any, rule: dict[str, Any]) -> bool:
    """Whether the value fits, for the part of JSON schema that the schema uses."""
    if "$ref" in rule:
        return fits(value, SCHEMA["$defs"][rule["$ref"].removeprefix("#/$defs/")])
    if "anyOf" in rule:
        return any(fits(value, one) for one in rule["anyOf"])
    if "const" in rule or "enum" in rule:
        return value in rule.get("enum", [rule.get("const")])
    if not isinstance(value, TYPES[rule["type"]]) or isinstance(value, bool):
        return False
    if isinstance(value, dict):
        return set(rule.get("required", ())) <= set(value) <= set(rule["properties"]) and all(
            fits(part, rule["properties"][key]) for key, part in value.items()
        )
    if isinstance(value, list):
        long_enough = rule.get("minItems", 0) <= len(value) <= rule.get("maxItems", 10**9)
        return long_enough and all(fits(entry, rule["items"]) for entry in value)
    if isinstance(value, int | float):
        return bool(rule["minimum"] <= value <= rule["maximum"])
    return True


def delta(text: str) -> Any:
    root, problems = parse(text, "asked.yaml")
    assert problems == []
    return plain(root)


def test_schema_is_json_and_names_every_parameter() -> None:
    assert json.loads(json.dumps(SCHEMA)) == SCHEMA
    assert set(SCHEMA["$defs"]) == set(PARAMETERS)
    for group in GROUPS:
        properties = SCHEMA["properties"][group]["properties"]
        assert {f"{group}.{name}" for name in properties} <= set(SCHEMA["$defs"])
    for key, definition in SCHEMA["$defs"].items():
        assert PARAMETERS[key].meaning in definition["description"]
        assert f"[{PARAMETERS[key].unit}]" in definition["description"]


@pytest.mark.parametrize("name", DELTAS)
def test_shipped_scenarios_fit(name: str) -> None:
    text = Path(scenario_folder() / f"{name}.yaml").read_text(encoding="utf-8")
    assert fits(delta(text), SCHEMA)


@pytest.mark.parametrize(
    "text",
    [
        "title: A\nquestion: B?\nextends: base\nscale: 500",
        "stock: {moq: 3, policy: [min_max, order_up_to]}",
        "stock.moq: [1, 2, 3]",
        "levers: {analytics: off, direct_ordering: 0.5}",
        "levers.analytics: {level: 1, from: 2016-05-01, where: [Gansu]}",
        "levers.analytics: {level: 1, where: all}",
        "levers.analytics: {level: 1, where: west}",
        "shocks.fuel_price: {size: 1, where: inland}",
        "levers.analytics: historical",
        "levers.analytics: {level: historical, from: 2016-05-01}",
        "population.provinces: all",
        "demand.series: [1, 2, 3.5]",
        "calendar.start: 2016-02-01",
    ],
)
def test_right_values_fit(text: str) -> None:
    assert fits(delta(text), SCHEMA)


@pytest.mark.parametrize(
    "text",
    [
        "wibble: 3",
        "stock: {polcy: min_max}",
        "scale: 0",
        "scale: '3'",
        "stock.moq: 1.5",
        "stock.moq: [1, 2, 3, 4, 5, 6, 7]",
        "stock.policy: base_stock",
        "levers.analytics: historcal",
        "levers.analytics: {level: 1, where: costal}",
        "levers.analytics: {level: 1, historical: true}",
        "levers.analytics: {from: 2016-05-01}",
        "population.provinces: [Atlantis]",
        "demand.series: 3",
        "grain.money: true",
    ],
)
def test_wrong_values_do_not_fit(text: str) -> None:
    assert not fits(delta(text), SCHEMA)
