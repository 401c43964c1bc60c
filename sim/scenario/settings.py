"""Keys and values of a file as settings of parameters, with everything that is wrong among them."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import yaml

from sim.scenario.catalogue import GROUPS, PARAMETERS, keys_under
from sim.scenario.problems import MOST_TOLD, Position, Problem, nearest, shown
from sim.scenario.values import checked
from sim.scenario.wording import allowed
from sim.scenario.yaml_nodes import inside, pairs, plain, position

type Pair = tuple[str, yaml.Node, yaml.Node]  # key, its node, the value's node


class Setting(NamedTuple):
    """A checked value of a parameter, and where its key stands."""

    value: Any  # a single value, a tuple, or LeverTerms
    position: Position
    of_base: bool = False  # as base.yaml gives it


def overridden(older: Mapping[str, Setting], newer: Mapping[str, Setting]) -> dict[str, Setting]:
    """Both, the newer over the older; the order is the one in which they were set."""
    kept = {key: setting for key, setting in older.items() if key not in newer}
    return kept | dict(newer)


def read_settings(
    entries: list[Pair], file: str, problems: list[Problem], also: Collection[str] = ()
) -> dict[str, Setting]:
    """The settings by dotted key; what is wrong is left out and told in `problems`.

    `also` names the other keys that the caller allows at the top.
    """
    settings: dict[str, Setting] = {}
    for key, key_node, value_node in leaves(entries, file, problems, also=also):
        where = position(key_node, file)
        if key in settings:
            wrong = f"the key stands twice, first on line {settings[key].position.line}"
            problems.append(Problem(where, key, wrong, "each key once"))
            continue
        value, found = read_value(key, value_node, file)
        problems += found
        if not found:
            settings[key] = Setting(value, where)
    return settings


def read_value(key: str, node: yaml.Node, file: str) -> tuple[Any, list[Problem]]:
    """The checked value of a known parameter, or what is wrong with it."""
    parameter = PARAMETERS[key]
    value, faults = checked(parameter, plain(node))
    return value, [
        Problem(
            position(inside(node, fault.path), file),
            key,
            fault.wrong,
            allowed(parameter),
            fault.suggestion,
        )
        for fault in faults
    ]


def leaves(
    entries: Iterable[Pair],
    file: str,
    problems: list[Problem],
    under: str = "",
    also: Collection[str] = (),
) -> Iterator[Pair]:
    """The parameters among nested or dotted keys, each with its full key; unknown keys are told."""
    for name, key_node, value_node in entries:
        key = f"{under}.{name}" if under else name
        if key in PARAMETERS:
            yield key, key_node, value_node
        elif key not in GROUPS:
            guess = len(problems) < MOST_TOLD
            problems.append(unknown_key(key, position(key_node, file), also, guess))
        elif isinstance(value_node, yaml.MappingNode):
            yield from leaves(pairs(value_node), file, problems, key)
        else:
            wrong = f"{shown(plain(value_node))} stands where keys and values are expected"
            known = f"keys among {', '.join(keys_under(key))}"
            problems.append(Problem(position(value_node, file), key, wrong, known))


def unknown_key(
    key: str, where: Position, also: Collection[str] = (), guess: bool = True
) -> Problem:
    """The problem of a key that is no parameter, with what was probably meant.

    guess  whether to look for that: among thousands of wrong keys it would take a minute
    """
    if not guess:
        return Problem(where, key, "unknown key")
    group, _, name = key.rpartition(".")
    if group in GROUPS:
        known = keys_under(group)
        meant = nearest(name, known)
        suggestion = f"{group}.{meant}" if meant else nearest(key, PARAMETERS)
    else:
        known = [*also, *keys_under("")]
        suggestion = nearest(key, known) or nearest(key, PARAMETERS)
    return Problem(where, key, "unknown key", f"one of {', '.join(known)}", suggestion)
