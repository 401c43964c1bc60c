"""The entries of base.yaml: value, unit, plausible range, source and status of each parameter."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import yaml

from sim.scenario.catalogue import PARAMETERS
from sim.scenario.problems import Position, Problem, nearest, shown
from sim.scenario.settings import Pair, Setting, leaves, read_value
from sim.scenario.yaml_nodes import pairs, plain, position

STATUSES = ("measured", "fitted", "assumed")
FIELDS = ("value", "unit", "range", "status", "source")


class Record(NamedTuple):
    """What base.yaml says about a parameter."""

    setting: Setting
    written: Any  # the value as it stands in the file
    plausible: tuple[Any, Any] | None  # low and high that the evidence leaves open; None: a choice
    status: str
    source: str


def read_records(entries: list[Pair], file: str, problems: list[Problem]) -> dict[str, Record]:
    """The records by dotted key; what is wrong is left out and told in `problems`."""
    records: dict[str, Record] = {}
    for key, key_node, node in leaves(entries, file, problems):
        found = _check_fields(key, node, file)
        if not found:
            parts = {name: part for name, _, part in pairs(node)}
            value, found = read_value(key, parts["value"], file)
            said = plain(node)
            limits = said["range"]
            records[key] = Record(
                setting=Setting(value, position(key_node, file), of_base=True),
                written=said["value"],
                plausible=None if limits == "none" else (limits[0], limits[1]),
                status=said["status"],
                source=said["source"],
            )
        problems += found
    return records


def missing_records(
    records: Mapping[str, Record], file: str, told: Iterable[Problem]
) -> list[Problem]:
    """The parameters that base.yaml leaves out, besides those of which something is told."""
    known = {*records, *(problem.key for problem in told)}
    allowed = f"{{{', '.join(FIELDS)}}}"
    return [
        Problem(Position(file), key, "the parameter has no record", allowed)
        for key in PARAMETERS
        if key not in known
    ]


def _check_fields(key: str, node: yaml.Node, file: str) -> list[Problem]:
    """Whether the record has its five fields, and each says something that it can say."""
    where = position(node, file)
    if not isinstance(node, yaml.MappingNode):
        allowed = f"{{{', '.join(FIELDS)}}}"
        return [Problem(where, key, f"{shown(plain(node))} is no record", allowed)]
    said = plain(node)
    problems = [
        Problem(where, key, f"`{name}` is missing", ", ".join(FIELDS))
        for name in FIELDS
        if name not in said
    ] + [
        Problem(where, key, f"unknown field `{name}`", ", ".join(FIELDS), nearest(name, FIELDS))
        for name in said
        if name not in FIELDS
    ]
    if problems:
        return problems
    unit = PARAMETERS[key].unit
    if said["unit"] != unit:
        problems.append(Problem(where, key, f"the unit {shown(said['unit'])} is wrong", unit))
    if said["status"] not in STATUSES:
        wrong = f"the status {shown(said['status'])} is unknown"
        problems.append(Problem(where, key, wrong, ", ".join(STATUSES)))
    if not isinstance(said["source"], str) or not said["source"]:
        problems.append(Problem(where, key, "the source is no text", "where the value comes from"))
    if not _is_range(said["range"]):
        wrong = f"the range {shown(said['range'])} is none"
        problems.append(Problem(where, key, wrong, "[low, high], or none for a choice"))
    return problems


def _is_range(limits: Any) -> bool:
    if limits == "none":
        return True
    return (
        isinstance(limits, list)
        and len(limits) == 2
        and all(type(limit) in (int, float) for limit in limits)
        and limits[0] <= limits[1]
    )
