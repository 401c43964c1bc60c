"""Sweep files: a scenario, the keys that vary, outcomes to watch, seeds, and a sum to exceed."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import PurePath
from typing import Any

import yaml

from sim.scenario.chain import read_chain
from sim.scenario.documents import Document
from sim.scenario.problems import Position, Problem, ScenarioErrors, shown
from sim.scenario.reading import NEEDED, SET, SWEEP_KEYS, scenario_of
from sim.scenario.scenario import Scenario
from sim.scenario.settings import leaves, read_value
from sim.scenario.yaml_nodes import pairs, plain, position

FEWEST_SEEDS, MOST_SEEDS = 2, 10_000  # one seed gives no interval


@dataclass(frozen=True)
class Sweep:
    """A grid of scenarios. The file's own settings hold at every point."""

    scenario: Scenario
    vary: dict[str, tuple[Any, ...]]  # values by dotted key, as `Scenario.with_values` takes them
    outcomes: tuple[str, ...]
    outcome_places: tuple[Position, ...]  # of each, in the file
    seeds: int
    break_even: float | None = None  # sum that the first outcome has to exceed, in its unit

    @property
    def points(self) -> list[dict[str, Any]]:
        """Every combination of the values that vary, the last key fastest."""
        return [dict(zip(self.vary, values)) for values in product(*self.vary.values())]


def read_sweep(name_or_path: str | PurePath, sets: Iterable[str] = ()) -> Sweep:
    """The sweep of a file, or of a shipped name such as `sweeps/NAME`.

    Each value is checked by itself; values that clash are found when their point is built.

    Raises:
        ScenarioErrors: everything that is wrong in the file and the scenario that it extends.
    """
    chain = read_chain(str(name_or_path), SWEEP_KEYS)
    asked = chain[0]
    if asked.path is not None and not asked.aside and not asked.problems:
        wrong, allowed = "this file is no sweep", f"a file with {', '.join(NEEDED)}"
        raise ScenarioErrors([Problem(Position(asked.file), "", wrong, allowed)])
    vary, (outcomes, places), seeds = _vary(asked), _outcomes(asked), _seeds(asked)
    break_even = _break_even(asked)
    scenario = scenario_of(chain, sets)
    given = {key: scenario.settings[key].position for key in vary}
    wrong, allowed = "the sweep varies this key", "keys that are not under vary"
    overruled = [Problem(at, key, wrong, allowed) for key, at in given.items() if at.file == SET]
    if overruled:
        raise ScenarioErrors(overruled)
    return Sweep(scenario, vary, outcomes, places, seeds, break_even)


def _node(document: Document, key: str, kind: type[yaml.Node], allowed: str) -> yaml.Node | None:
    """The node of one of the sweep's keys; None, with the problem told, where it is not right."""
    if key not in document.aside:
        if document.path is not None:  # a file that is missing lacks more than its keys
            where = Position(document.file)
            document.problems.append(Problem(where, key, "the key is missing", allowed))
        return None
    node = document.aside[key][2]
    if not isinstance(node, kind) or not node.value:
        wrong = f"{shown(plain(node))} is not what a sweep needs here"
        document.problems.append(Problem(position(node, document.file), key, wrong, allowed))
        return None
    return node


def _vary(document: Document) -> dict[str, tuple[Any, ...]]:
    allowed = "keys of parameters, each with a list of values"
    node = _node(document, "vary", yaml.MappingNode, allowed)
    if node is None:
        return {}
    file, problems = document.file, document.problems
    vary: dict[str, tuple[Any, ...]] = {}
    for key, key_node, values in leaves(pairs(node), file, problems):
        if key in vary:
            wrong = "the key stands twice under vary"
            problems.append(Problem(position(key_node, file), key, wrong, "each key once"))
        elif not isinstance(values, yaml.SequenceNode) or not values.value:
            wrong = f"{shown(plain(values))} is no list of values"
            problems.append(Problem(position(values, file), key, wrong, allowed))
        else:
            problems += _in_values(key, values, file)
            vary[key] = tuple(plain(values))
    return vary


def _in_values(key: str, values: yaml.SequenceNode, file: str) -> Iterator[Problem]:
    """What is wrong with the values of a key: each by itself, and one that stands twice.

    A point that stands twice would count each of its seeds twice. `off` and 0 are one value.
    """
    read: list[tuple[Any, Any]] = []  # as the model gets it, and as written
    for entry in values.value:
        value, faults = read_value(key, entry, file)
        yield from faults
        if faults:
            continue
        written = plain(entry)
        first = next((before for known, before in read if known == value), None)
        if first is not None:
            before = "" if shown(first) == shown(written) else f", first as {shown(first)}"
            wrong = f"{shown(written)} stands twice{before}"
            yield Problem(position(entry, file), key, wrong, "each value once")
        read.append((value, written))


def _outcomes(document: Document) -> tuple[tuple[str, ...], tuple[Position, ...]]:
    """The names, each once, and where each stands."""
    allowed = "a list of names of outcomes"
    node = _node(document, "outcomes", yaml.SequenceNode, allowed)
    entries = node.value if node else []
    names, places = tuple(map(plain, entries)), tuple(position(e, document.file) for e in entries)
    for nth, (name, where) in enumerate(zip(names, places, strict=True)):
        if not isinstance(name, str):
            wrong = f"{shown(name)} is no name"
            document.problems.append(Problem(where, "outcomes", wrong, allowed))
        elif name in names[:nth]:
            wrong = f"{shown(name)} stands twice"
            document.problems.append(Problem(where, "outcomes", wrong, "each outcome once"))
    return names, places


def _seeds(document: Document) -> int:
    allowed = f"a whole number from {FEWEST_SEEDS} to {MOST_SEEDS}"
    node = _node(document, "seeds", yaml.ScalarNode, allowed)
    seeds = plain(node) if node else None
    if type(seeds) is int and FEWEST_SEEDS <= seeds <= MOST_SEEDS:
        return seeds
    if node:
        wrong = f"{shown(seeds)} is no number of seeds"
        where = position(node, document.file)
        document.problems.append(Problem(where, "seeds", wrong, allowed))
    return FEWEST_SEEDS


def _break_even(document: Document) -> float | None:
    """The sum that was stated, if one was."""
    if "break_even" not in document.aside:
        return None
    allowed = "a number, in the unit of the first outcome"
    node = _node(document, "break_even", yaml.ScalarNode, allowed)
    total = plain(node) if node else None
    if isinstance(total, int | float) and not isinstance(total, bool) and math.isfinite(total):
        return float(total)
    if node:
        where = position(node, document.file)
        wrong = f"{shown(total)} is no sum"
        document.problems.append(Problem(where, "break_even", wrong, allowed))
    return None
