"""From a name, a path or a manifest to a scenario."""

import json
from collections.abc import Iterable, Mapping
from pathlib import PurePath
from typing import Any

from sim.scenario.assignments import read_assignments
from sim.scenario.catalogue import PARAMETERS
from sim.scenario.chain import read_chain
from sim.scenario.documents import Document, read_mapping
from sim.scenario.problems import Position, Problem, ScenarioErrors
from sim.scenario.scenario import Scenario, assemble
from sim.scenario.settings import Setting, overridden
from sim.scenario.yaml_nodes import parse, position

SET = "--set"
RESOLVED = "resolved"
NEEDED = ("vary", "outcomes", "seeds")  # in a sweep file
SWEEP_KEYS = (*NEEDED, "break_even")


def read_scenario(name_or_path: str | PurePath, sets: Iterable[str] = ()) -> Scenario:
    """The scenario of a file, or of a shipped name such as `base`, with `key=value` on top.

    Raises:
        ScenarioErrors: everything that is wrong in the file, the files it extends, and `sets`.
    """
    chain = read_chain(str(name_or_path), SWEEP_KEYS)
    asked = chain[0]
    for key, key_node, _ in asked.aside.values():
        where = position(key_node, asked.file)
        asked.problems.append(Problem(where, key, "this file is a sweep", "`sim sweep` for it"))
    return scenario_of(chain, sets)


def scenario_of(chain: list[Document], sets: Iterable[str] = ()) -> Scenario:
    """The scenario of a chain of files, the asked one first, with `key=value` on top.

    Raises:
        ScenarioErrors: everything that is wrong in the files and in `sets`.
    """
    asked = chain[0]
    problems = [problem for document in chain for problem in document.problems]
    settings: dict[str, Setting] = {}
    for document in reversed(chain):
        settings = overridden(settings, document.settings)
    settings = overridden(settings, read_assignments(sets, SET, problems))
    if len(settings) < len(PARAMETERS):  # the chain broke before base.yaml
        raise ScenarioErrors(problems)
    return assemble(
        name=asked.name,
        title=asked.text("title") or asked.name,
        question=asked.text("question"),
        files=tuple(document.file for document in chain),
        settings=settings,
        problems=problems,
    )


def scenario_from_resolved(resolved: Mapping[str, Any]) -> Scenario:
    """The scenario whose `resolved` this is, checked again.

    Raises:
        ScenarioErrors: when it is not complete, or something in it does not fit.
    """
    body = {key: value for key, value in resolved.items() if key != "name"}
    document = Document(RESOLVED)
    root, document.problems = parse(json.dumps(body, ensure_ascii=False), RESOLVED)
    read_mapping(document, root)
    told = {problem.key for problem in document.problems}
    document.problems += [
        Problem(Position(RESOLVED), key, "the value is missing", "a value for every parameter")
        for key in PARAMETERS
        if key not in document.settings and key not in told
    ]
    if document.problems:
        raise ScenarioErrors(document.problems)
    return assemble(
        name=str(resolved.get("name", RESOLVED)),
        title=document.text("title"),
        question=document.text("question"),
        files=(),
        settings=document.settings,
    )
