"""What is known about a parameter: its declaration, its entry in base.yaml, who reads it."""

import ast
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from sim.scenario.catalogue import PARAMETERS
from sim.scenario.documents import read_document
from sim.scenario.folders import base_file, display
from sim.scenario.problems import Position, ScenarioErrors
from sim.scenario.settings import unknown_key
from sim.scenario.wording import allowed

PACKAGE = Path(__file__).resolve().parents[1]
# What the code reads under another name: an attribute of the scenario, or the whole group.
READ_AS = {
    "population.levels": "n_levels",
    **{key: "levers" for key in PARAMETERS if key.startswith("levers.")},
    **{key: "shocks" for key in PARAMETERS if key.startswith("shocks.")},
}


class Explanation(NamedTuple):
    """Everything that `sim explain` says about a parameter."""

    key: str
    meaning: str
    unit: str
    allowed: str  # type and hard bounds, in words
    value: Any  # as base.yaml writes it
    plausible: tuple[float, float] | None  # what the evidence leaves open; None: a choice
    status: str
    source: str
    read_by: tuple[str, ...]  # modules
    changes: tuple[str, ...]  # of a lever: outcomes
    leaves_alone: tuple[str, ...]  # of a lever: outcomes


def explain(key: str) -> Explanation:
    """The explanation of a parameter by its dotted key.

    Raises:
        ScenarioErrors: when there is no such key, with the nearest one.
    """
    if key not in PARAMETERS:
        raise ScenarioErrors([unknown_key(key, Position("sim explain"))])
    path = base_file()
    base = read_document(path, display(path))
    if key not in base.records:
        raise ScenarioErrors(base.problems)
    parameter, record = PARAMETERS[key], base.records[key]
    return Explanation(
        key=key,
        meaning=parameter.meaning,
        unit=parameter.unit,
        allowed=allowed(parameter),
        value=record.written,
        plausible=record.plausible,
        status=record.status,
        source=record.source,
        read_by=readers_of(key),
        changes=parameter.effects.changes,
        leaves_alone=parameter.effects.leaves_alone,
    )


def readers_of(key: str) -> tuple[str, ...]:
    """Modules of sim that read the parameter: as `GROUP.NAME`, or with the group as an attribute.

    `stock.moq` is found in `stock.moq[0]` and `scenario.stock.moq`, not under another name for
    the group; `scale` is found in `scenario.scale`.
    """
    group, _, name = READ_AS.get(key, key).rpartition(".")
    wanted = (group or "scenario", name)
    return tuple(module for module, read in _reads_by_module().items() if wanted in read)


@cache
def _reads_by_module() -> dict[str, frozenset[tuple[str, str]]]:
    """What each module of sim outside this package reads, as pairs of group and name."""
    return {
        ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts): reads(
            ast.parse(path.read_text(encoding="utf-8"))
        )
        for path in sorted(PACKAGE.rglob("*.py"))
        if PACKAGE / "scenario" not in path.parents
    }


def reads(code: ast.AST) -> frozenset[tuple[str, str]]:
    """Every `group.name` in the code, with anything before the group, and every From("group.name").

    From is how a setting names its parameter (`sim.engine.settings`).
    """
    found: set[tuple[str, str]] = set()
    for node in ast.walk(code):
        if isinstance(node, ast.Attribute):
            found.add((_last_name(node.value), node.attr))
        elif isinstance(node, ast.Call) and _last_name(node.func) == "From":
            keys = (key.value for key in node.args if isinstance(key, ast.Constant))
            found |= {_parted(str(key)) for key in keys}
    return frozenset(found)


def _parted(key: str) -> tuple[str, str]:
    group, _, name = key.rpartition(".")
    return group, name


def _last_name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""
