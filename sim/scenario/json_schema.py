"""The JSON schema of a scenario file, so that an editor completes keys and checks values."""

from typing import Any

from sim.scenario.catalogue import GROUPS, PARAMETERS, keys_under
from sim.scenario.declaration import Parameter
from sim.scenario.forms import forms
from sim.scenario.groups import Lever, Shock
from sim.scenario.levels import PROVINCE_LEVELS
from sim.scenario.provinces import PLACES
from sim.scenario.values import HISTORICAL, OFF

DIALECT = "https://json-schema.org/draft/2020-12/schema"
WHERE = {"enum": [*PLACES]}
HEADER = {
    "title": "what the scenario is, in a line",
    "question": "what a run of it answers",
    "extends": "name of the scenario that this one changes (base when left out)",
}


def schema() -> dict[str, Any]:
    """The schema of a scenario that extends another; keys may be nested or dotted."""
    header = {key: {"type": "string", "description": said} for key, said in HEADER.items()}
    groups = {
        group: {
            "type": "object",
            "description": str(kind.__doc__),
            "properties": {name: _reference(f"{group}.{name}") for name in keys_under(group)},
            "additionalProperties": False,
        }
        for group, kind in GROUPS.items()
    }
    dotted = {key: _reference(key) for key in PARAMETERS}
    return {
        "$schema": DIALECT,
        "title": "Inland scenario",
        "type": "object",
        "properties": {**header, **groups, **dotted},
        "additionalProperties": False,
        "$defs": {key: _schema_of(parameter) for key, parameter in PARAMETERS.items()},
    }


def _reference(key: str) -> dict[str, str]:
    return {"$ref": f"#/$defs/{key}"}


def _schema_of(parameter: Parameter) -> dict[str, Any]:
    """One parameter: its forms as pydantic describes them, its meaning and unit."""
    from pydantic import TypeAdapter

    shapes = [TypeAdapter(form).json_schema() for form in forms(parameter).values()]
    if parameter.by_level:
        shapes[-1]["maxItems"] = PROVINCE_LEVELS
    if parameter.entry is Lever:
        # In words, these are what `sim.scenario.values` turns into a level and into no list.
        shapes.append({"enum": [OFF, HISTORICAL]})
        parts = shapes[1]["properties"]
        for name, word in (("where", WHERE), ("level", {"const": HISTORICAL})):
            parts[name] = {"anyOf": [word, parts[name]]}
    if parameter.entry is Shock:
        where = shapes[1]["properties"]["where"]
        shapes[1]["properties"]["where"] = {"anyOf": [WHERE, where]}
    shape = shapes[0] if len(shapes) == 1 else {"anyOf": shapes}
    return {**shape, "description": f"{parameter.meaning} [{parameter.unit}]"}
