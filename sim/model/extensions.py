"""Rules of the user's own: found in a file or given as functions, and checked before anything runs.

What is wrong with one is a line for the user, with its file and line and what is allowed.
"""

import inspect
import sys
import traceback
from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256
from importlib.abc import InspectLoader
from importlib.util import module_from_spec, spec_from_loader
from numbers import Real
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

from sim.engine.code_keys import made_of
from sim.engine.compiling import PLAIN, compiled_part
from sim.model.seams import SEAMS, BadAnswerError, Seam
from sim.scenario import Position, Problem, Scenario, ScenarioErrors
from sim.scenario.extension import Extension
from sim.scenario.folders import display
from sim.scenario.problems import nearest, shown
from sim.scenario.text_files import read_text

OPTION = "--rule"
FORM = "RULE=FILE.py:FUNCTION"
COMPILES = "numbers, math, numpy, rules of sim.rules, and functions of yours under @compiled"


class Source(InspectLoader):
    """Makes a module of the text that was read, and of no bytecode of another day."""

    def __init__(self, text: str, path: Path) -> None:
        self.text, self.path = text, path

    def get_source(self, fullname: str) -> str:
        """The text."""
        return self.text

    def get_code(self, fullname: str) -> Any:
        """The text, compiled to bytecode."""
        return self.source_to_code(self.text, str(self.path))


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
        _problem(extension, f"{scenario.name} asks this rule nothing", "see docs/extending.md")
        for extension in scenario.rules
        if not SEAMS[extension.rule].asked_where(scenario)
    ]


KNOWN: dict[Extension, Any] = {}  # rules that this process has made usable, as phases call them


def checked_rule(extension: Extension) -> Any:
    """The function, as the phase calls it; another process reads its file anew."""
    if extension not in KNOWN:
        KNOWN[extension] = _usable(extension, _function_of(extension))
    return KNOWN[extension]


def _named(rule: str, place: str) -> Extension:
    """A function of a file."""
    file, _, name = place.rpartition(":")
    path = Path(file).expanduser()
    text = read_text(path, file)
    module = _module_of(text, path.resolve())
    there = {}
    for each, value in vars(module).items():
        function = getattr(value, "py_func", value)
        if isinstance(function, FunctionType) and function.__module__ == module.__name__:
            there[each] = function
    if name not in there:
        wrong, allowed = f"there is no function {shown(name)}", ", ".join(there) or "one with def"
        raise _refused(Position(file), "", wrong, allowed, nearest(name, there))
    return _extension(rule, there[name], sha256(text.encode()).hexdigest(), path.resolve())


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
    KNOWN[extension] = _usable(extension, function)
    return extension


def _function_of(extension: Extension) -> Any:
    """The function in a process that did not make it."""
    if extension.path is None:
        wrong, allowed = "other processes can't know this function", "FILE.py:FUNCTION as a text"
        raise ScenarioErrors([_problem(extension, wrong, allowed)])
    text = read_text(extension.path, extension.file)
    if sha256(text.encode()).hexdigest() != extension.file_sha256:
        wrong = "the file has changed since this command began"
        raise _refused(Position(extension.file), extension.rule, wrong, "the same command again")
    function = getattr(_module_of(text, extension.path), extension.function)
    return getattr(function, "py_func", function)


def _module_of(text: str, path: Path) -> ModuleType:
    """The module of a text: one a process, by what is in it."""
    name = f"rules_of_user_{sha256(text.encode()).hexdigest()[:16]}"
    if name not in sys.modules:
        spec = spec_from_loader(name, Source(text, path), origin=str(path))
        assert spec is not None and spec.loader is not None
        module = sys.modules[name] = module_from_spec(spec)
        try:
            spec.loader.exec_module(module)
        except Exception as error:
            del sys.modules[name]
            raise ScenarioErrors([_failure(error, display(path), "")]) from None
    return sys.modules[name]


def _usable(extension: Extension, function: Any) -> Any:
    """The function as the phase calls it, if it takes what it is asked, answers, and compiles."""
    seam = SEAMS[extension.rule]
    parameters = tuple(map(str, inspect.signature(function).parameters.values()))
    if parameters != seam.arguments:
        wrong, allowed = f"it takes ({', '.join(parameters)})", f"({', '.join(seam.arguments)})"
        raise ScenarioErrors([_problem(extension, wrong, allowed)])
    _try(extension, seam, function)
    return seam.checked(function if PLAIN else _compiled(extension, seam, function))


def _try(extension: Extension, seam: Seam, function: Any) -> None:
    """Ask it once, as plain Python."""
    checked = seam.checked(function)
    try:
        answer = function(*seam.usual)
        if not isinstance(answer, Real):
            raise BadAnswerError(extension.rule, answer, *seam.usual)
        getattr(checked, "py_func", checked)(*seam.usual)
    except Exception as error:
        problem = told(error, [extension])
        raise ScenarioErrors([problem or _failure(error, extension.file, extension.rule)]) from None


def _compiled(extension: Extension, seam: Seam, function: Any) -> Any:
    """Compiled, for arguments of these types alone: what it is asked is made to fit."""
    from numba import float64, int64
    from numba.core.errors import NumbaError
    from numba.core.types import Number

    types = tuple(int64 if type(value) is int else float64 for value in seam.usual)
    result: Any = compiled_part(function)
    try:
        result.compile(types)
    except NumbaError as error:
        lines = [line.strip() for line in str(error).splitlines()]
        reason = next((line for line in lines if line and not line.startswith("Failed in")), "")
        place = getattr(error, "loc", None)
        wrong, line = f"it can't be compiled: {reason}", place.line if place else 0
        raise ScenarioErrors([_problem(extension, wrong, COMPILES, line)]) from None
    answers = result.overloads[types].signature.return_type
    if not isinstance(answers, Number):
        wrong = f"it answers {answers}"
        raise ScenarioErrors([_problem(extension, wrong, seam.may_answer)])
    result.disable_compile()
    return result


def told(error: Exception, rules: Iterable[Extension]) -> Problem | None:
    """A line for the user where one of these rules is to blame for an error."""
    by_name = {extension.rule: extension for extension in rules}
    if isinstance(error, BadAnswerError):
        name, answer, *asked = error.args
        given = zip(SEAMS[name].arguments, asked)
        wrong = f"it answers {answer} to {', '.join(f'{key}={value:g}' for key, value in given)}"
        return _problem(by_name[name], wrong, SEAMS[name].may_answer)
    last = traceback.extract_tb(error.__traceback__)[-1]
    for extension in by_name.values():
        if display(Path(last.filename)) == extension.file:
            return _failure(error, extension.file, extension.rule)
    return None


def _failure(error: Exception, file: str, rule: str) -> Problem:
    """An exception that the user's file raised, at the line that raised it."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = [frame.lineno for frame in frames if display(Path(frame.filename)) == file]
    line = error.lineno if isinstance(error, SyntaxError) else [1, *lines][-1]
    wrong = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    return Problem(Position(file, line or 1), rule, wrong, "Python that runs without an error")


def _problem(extension: Extension, wrong: str, allowed: str, line: int = 0) -> Problem:
    """What is wrong with a function, at its line."""
    where = Position(extension.file, line or extension.line)
    return Problem(where, f"{extension.rule}: {extension.function}", wrong, allowed)


def _refused(
    where: Position, rule: str, wrong: str, allowed: str, meant: str = ""
) -> ScenarioErrors:
    """The error that says so."""
    return ScenarioErrors([Problem(where, rule, wrong, allowed, meant)])
