"""YAML text to nodes that know their line and column, with the surprises of YAML refused.

Plain words stay words: `off`, `no`, `1:30`, `010` and dates are text; only true, false, null, whole
numbers and decimal numbers are anything else. Tags, merge keys (`<<`) and several documents are
errors, and so is a file that would unfold into too much (an alias bomb).
"""

import re
from typing import Any

import yaml

from sim.scenario.problems import Position, Problem, ScenarioErrors, shown

MAX_DEPTH = 30
MAX_VALUES = 20_000

# The C parser is ten times as fast; a PyYAML built without it has only the other.
LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]{0,99})")  # longer ones are read as decimal numbers
DECIMAL = re.compile(r"[-+]?([0-9]+\.[0-9]*|\.[0-9]+|0|[1-9][0-9]*)([eE][-+]?[0-9]+)?")
NOT_FINITE = re.compile(r"[-+]?\.(inf|nan)", re.IGNORECASE)
WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}


def parse(text: str, file: str) -> tuple[yaml.Node, list[Problem]]:
    """The root node of the text, and what is wrong with its keys.

    Raises:
        ScenarioErrors: when the text can't be read as one document of modest size.
    """
    try:
        _refuse_tags_and_depth(text, file)
        root = yaml.compose(text, LOADER)
    except yaml.YAMLError as error:
        raise _syntax_error(error, file) from None
    if root is None:
        raise ScenarioErrors(
            [Problem(Position(file), "", "there is nothing to read", "keys and values")]
        )
    _refuse_size(root, file)
    problems: list[Problem] = []
    _check_keys(root, "", file, problems)
    return root, problems


def position(node: yaml.Node, file: str) -> Position:
    """Where the node begins."""
    return _position(node.start_mark, file)


def pairs(node: yaml.Node) -> list[tuple[str, yaml.Node, yaml.Node]]:
    """Key, the key's node and the value's node of a mapping, the first of each key."""
    first: dict[str, tuple[str, yaml.Node, yaml.Node]] = {}
    for key_node, value_node in node.value:
        key = plain(key_node)
        if isinstance(key, str) and not _is_merge(key_node):
            first.setdefault(key, (key, key_node, value_node))
    return list(first.values())


def plain(node: yaml.Node) -> Any:
    """The node as plain Python: dict, list, str, int, float, bool or None."""
    if isinstance(node, yaml.MappingNode):
        return {key: plain(value) for key, _, value in pairs(node)}
    if isinstance(node, yaml.SequenceNode):
        return [plain(entry) for entry in node.value]
    text: str = node.value
    if _is_quoted(node):
        return text
    if text in WORDS:
        return WORDS[text]
    if INTEGER.fullmatch(text):
        return int(text)
    if DECIMAL.fullmatch(text) or NOT_FINITE.fullmatch(text):
        return float(text.replace(".inf", "inf").replace(".nan", "nan"))
    return text


def inside(node: yaml.Node, path: tuple[str | int, ...]) -> yaml.Node:
    """The node at a path of keys and indices, as far as the path leads."""
    for step in path:
        if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            node = node.value[step]
        elif isinstance(node, yaml.MappingNode):
            node = next((value for key, _, value in pairs(node) if key == step), node)
    return node


def _position(mark: Any, file: str) -> Position:
    return Position(file, mark.line + 1, mark.column + 1) if mark else Position(file)


def _is_quoted(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and bool(node.style)


def _is_merge(key_node: yaml.Node) -> bool:
    return key_node.value == "<<" and not _is_quoted(key_node)


def _refuse_tags_and_depth(text: str, file: str) -> None:
    """Look at the parser's events: composing would recurse as deep as the text nests."""
    depth = 0
    for event in yaml.parse(text, LOADER):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        where = _position(event.start_mark, file)
        if depth > MAX_DEPTH:
            raise _too_deep(where)
        tag = getattr(event, "tag", None)
        if tag is not None:
            wrong = f"the tag {shown(tag)} is not allowed"
            raise ScenarioErrors([Problem(where, "", wrong, "plain values")])


def _refuse_size(root: yaml.Node, file: str) -> None:
    """Count what the document holds once its aliases are unfolded."""
    values = 0

    def visit(node: yaml.Node, depth: int) -> None:
        nonlocal values
        values += 1
        if depth > MAX_DEPTH:
            raise _too_deep(position(node, file))
        if values > MAX_VALUES:
            wrong = "the file holds too many values once its aliases are unfolded"
            allowed = f"at most {MAX_VALUES}"
            raise ScenarioErrors([Problem(position(node, file), "", wrong, allowed)])
        if isinstance(node, yaml.SequenceNode):
            for entry in node.value:
                visit(entry, depth + 1)
        elif isinstance(node, yaml.MappingNode):
            for key_node, value_node in node.value:
                visit(key_node, depth + 1)
                visit(value_node, depth + 1)

    visit(root, 1)


def _too_deep(where: Position) -> ScenarioErrors:
    allowed = f"at most {MAX_DEPTH} levels"
    return ScenarioErrors([Problem(where, "", "values are nested too deeply", allowed)])


def _check_keys(node: yaml.Node, under: str, file: str, problems: list[Problem]) -> None:
    """Report keys that are no text, merge keys, and keys that stand twice in one mapping."""
    if isinstance(node, yaml.SequenceNode):
        for entry in node.value:
            _check_keys(entry, under, file, problems)
    if not isinstance(node, yaml.MappingNode):
        return
    seen: dict[str, int] = {}
    for key_node, value_node in node.value:
        key, where = plain(key_node), position(key_node, file)
        full = f"{under}.{key}" if under else str(key)
        if _is_merge(key_node):
            problems.append(Problem(where, full, "merge keys are not allowed", "`extends`"))
        elif not isinstance(key, str):
            problems.append(Problem(where, under, f"the key {shown(key)} is not text", "a name"))
        elif key in seen:
            wrong = f"the key stands twice, first on line {seen[key]}"
            problems.append(Problem(where, full, wrong, "each key once"))
        else:
            seen[key] = where.line
            _check_keys(value_node, full, file, problems)


def _syntax_error(error: yaml.YAMLError, file: str) -> ScenarioErrors:
    where = _position(
        getattr(error, "problem_mark", None) or getattr(error, "context_mark", None), file
    )
    parts = (getattr(error, "context", None), getattr(error, "problem", None))
    said = ", ".join(part for part in parts if part)
    return ScenarioErrors([Problem(where, "", f"not valid YAML: {said}", "YAML")])
