"""Settings given one by one, as `key=value`: on the command line, by a sweep, in a notebook."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

import yaml

from sim.scenario.problems import Position, Problem, ScenarioErrors
from sim.scenario.settings import Setting, read_settings
from sim.scenario.text_files import check_printable
from sim.scenario.written import written
from sim.scenario.yaml_nodes import parse, position


def read_assignments(
    texts: Iterable[str], file: str, problems: list[Problem]
) -> dict[str, Setting]:
    """The settings of some `key=value`, later ones over earlier ones; the value is YAML."""
    settings: dict[str, Setting] = {}
    for text in texts:
        settings |= _read_assignment(text, file, problems)
    return settings


def as_assignments(values: Mapping[str, Any]) -> list[str]:
    """Python values by dotted key as `key=value`, so that they get the same checks."""
    return [
        f"{key}={json.dumps(written(value), ensure_ascii=False, default=str)}"
        for key, value in values.items()
    ]


def _read_assignment(text: str, file: str, problems: list[Problem]) -> dict[str, Setting]:
    key, equals, value = text.partition("=")
    name = key.strip()
    if not equals or not value.strip():
        problems.append(Problem(Position(file), name, "no value is given", "key=value"))
        return {}
    try:
        check_printable(text, file)
        # Blanks in place of `key=` keep the columns as the user typed them.
        root, wrong_keys = parse(" " * (len(key) + 1) + value, file)
    except ScenarioErrors as error:
        # The parser may tell what is missing at the end on a line after the last.
        end = Position(file, 1, len(text) + 1)
        problems += [
            problem._replace(key=name, position=min(problem.position, end))
            for problem in error.problems
        ]
        return {}
    problems += [problem._replace(key=f"{name}.{problem.key}") for problem in wrong_keys]
    start = yaml.Mark(file, 0, 0, 0, None, 0)
    settings = read_settings([(name, yaml.ScalarNode("", name, start), root)], file, problems)
    if name in settings and isinstance(root, yaml.MappingNode):  # of which a part may be at fault
        settings[name] = settings[name]._replace(position=position(root, file))
    return settings
