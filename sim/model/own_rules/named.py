"""Rules of the user's own, found in a file or given as functions."""

from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from types import FunctionType
from typing import Any

from sim.engine.machine.code_keys import made_of
from sim.model.own_rules.rule_files import functions_of, hash_of, module_of
from sim.model.own_rules.seams import SEAMS
from sim.model.own_rules.usable import problem_of, usable
from sim.scenario import Position, Problem, Scenario, ScenarioErrors
from sim.scenario.extension import Extension
from sim.scenario.folders import display
from sim.scenario.problems import nearest, shown
from sim.scenario.text_files import read_text

OPTION = "--rule"
FORM = "RULE=FILE.py:FUNCTION"


def rules_named(asked: Iterable[str]) -> tuple[Extension, ...]:
    """The rules of a command line, each as `ordering=my_rules.py:generous`.

    Raises:
        ScenarioErrors: when there is no such file, function or rule, or it can't be used.
    """
    pairs = []
    for text in asked:
        rule, equals, place = text.partition("=")
        if not (equals and ".py:" in place):
            raise _refused(Position(OPTION), "", f"{shown(text)} is no rule", FORM)
        pairs.append((rule, place))
    return rules_of(pairs)


def with_rules(
    scenario: Scenario, rules: Mapping[str, Callable[..., float] | str] | None
) -> Scenario:
    """A scenario under rules of the user's own.

    rules  by name of the built-in one: FILE.py:FUNCTION, or a function (for this process alone)

    Raises:
        ScenarioErrors: when there is no such file, function or rule, or it can't be used.
    """
    return scenario.under(rules_of(rules.items())) if rules else scenario


def rules_of(pairs: Iterable[tuple[str, Any]]) -> tuple[Extension, ...]:
    """Rules by the name of the built-in one, in the order of SEAMS."""
    found: dict[str, Extension] = {}
    for rule, given in pairs:
        where = Position(OPTION)
        if rule not in SEAMS:
            wrong = f"there is no rule {shown(rule)}"
            raise _refused(where, "", wrong, ", ".join(SEAMS), nearest(rule, SEAMS))
        if rule in found:
            raise _refused(where, rule, "the rule is given twice", "one function a rule")
        found[rule] = _named(rule, given) if isinstance(given, str) else _given(rule, given)
    return tuple(found[rule] for rule in SEAMS if rule in found)


def never_asked(scenario: Scenario) -> list[Problem]:
    """Rules of a scenario that it asks nothing, by its other choices."""
    return [
        problem_of(extension, f"{scenario.name} asks this rule nothing", "see docs/extending.md")
        for extension in scenario.rules
        if not SEAMS[extension.rule].asked_where(scenario)
    ]


KNOWN: dict[Extension, Any] = {}  # rules that this process has made usable, as phases call them


def checked_rule(extension: Extension) -> Any:
    """The function, as the phase calls it; another process reads its file anew."""
    if extension not in KNOWN:
        KNOWN[extension] = usable(extension, _function_of(extension))
    return KNOWN[extension]


def _named(rule: str, place: str) -> Extension:
    """A function of a file."""
    file, _, name = place.rpartition(":")
    path = Path(file).expanduser()
    text = read_text(path, file)
    there = functions_of(module_of(text, path.resolve()))
    if name not in there:
        wrong, allowed = f"there is no function {shown(name)}", ", ".join(there) or "one with def"
        raise _refused(Position(file), "", wrong, allowed, nearest(name, there))
    return _extension(rule, there[name], hash_of(text), path.resolve())


def _given(rule: str, function: Any) -> Extension:
    """A function of this program."""
    function = getattr(function, "py_func", function)
    if not isinstance(function, FunctionType):
        raise _refused(Position(OPTION), rule, f"{shown(function)} is no function", "one with def")
    path = Path(function.__code__.co_filename)
    file_hash = sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
    return _extension(rule, function, file_hash, None)


def _extension(rule: str, function: Any, file_hash: str, path: Path | None) -> Extension:
    code = function.__code__
    extension = Extension(
        rule, function.__name__, display(Path(code.co_filename)), code.co_firstlineno,
        file_hash, made_of(function), path,
    )  # fmt: skip
    KNOWN[extension] = usable(extension, function)
    return extension


def _function_of(extension: Extension) -> Any:
    """The function in a process that did not make it."""
    if extension.path is None:
        wrong, allowed = "other processes can't know this function", "FILE.py:FUNCTION as a text"
        raise ScenarioErrors([problem_of(extension, wrong, allowed)])
    text = read_text(extension.path, extension.file)
    if hash_of(text) != extension.file_sha256:
        wrong = "the file has changed since this command began"
        raise _refused(Position(extension.file), extension.rule, wrong, "the same command again")
    return functions_of(module_of(text, extension.path))[extension.function]


def _refused(
    where: Position, rule: str, wrong: str, allowed: str, meant: str = ""
) -> ScenarioErrors:
    """The error that says so."""
    return ScenarioErrors([Problem(where, rule, wrong, allowed, meant)])
