"""Whether a user's function can be a rule, and what it is to blame for while it is one.

It has to take what the built-in rule takes, to answer within bounds, and to be compiled. What it
does instead is a line for the user, with file and line, and what is allowed.
"""

import inspect
import traceback
from collections.abc import Iterable
from numbers import Real
from pathlib import Path
from typing import Any

from sim.engine.machine.compiling import PLAIN
from sim.engine.machine.of_users import REFUSALS, CannotCompileError, compiled_for, refusal
from sim.model.own_rules.chance import drawn_by
from sim.model.own_rules.seams import SEAMS, BadAnswerError, Seam
from sim.scenario import Position, Problem, ScenarioErrors
from sim.scenario.extension import Extension
from sim.scenario.folders import display

COMPILES = "numbers, math, numpy, rules of sim.rules, and functions of yours under @compiled"


def usable(extension: Extension, function: Any) -> Any:
    """The function as the phase calls it, if it takes what it is asked, answers, and compiles."""
    seam = SEAMS[extension.rule]
    parameters = tuple(map(str, inspect.signature(function).parameters.values()))
    if parameters != seam.arguments:
        wrong, allowed = f"it takes ({', '.join(parameters)})", f"({', '.join(seam.arguments)})"
        raise ScenarioErrors([problem_of(extension, wrong, allowed)])
    chance = drawn_by(function)
    if chance:
        allowed = "the same answer to the same question"
        raise ScenarioErrors([problem_of(extension, f"it draws chance ({chance})", allowed)])
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
    except REFUSALS as error:  # of a function of the user's own that this one calls
        raise ScenarioErrors([_uncompiled(extension, refusal(error))]) from None
    except Exception as error:
        problem = told(error, [extension]) or failure(error, extension.file, extension.rule)
        raise ScenarioErrors([problem]) from None


def _compiled(extension: Extension, seam: Seam, function: Any) -> Any:
    """Compiled, for arguments of these types alone."""
    try:
        result, no_number = compiled_for(function, seam.usual)
    except CannotCompileError as error:
        raise ScenarioErrors([_uncompiled(extension, error)]) from None
    if no_number:
        wrong = f"it answers {no_number}"
        raise ScenarioErrors([problem_of(extension, wrong, seam.may_answer)])
    return result


def _uncompiled(extension: Extension, error: CannotCompileError) -> Problem:
    return problem_of(extension, f"it can't be compiled: {error}", COMPILES, error.line)


def told(error: Exception, rules: Iterable[Extension]) -> Problem | None:
    """A line for the user where one of these rules is to blame for an error."""
    by_name = {extension.rule: extension for extension in rules}
    if isinstance(error, BadAnswerError):
        name, answer, *asked = error.args
        given = zip(SEAMS[name].arguments, asked)
        wrong = f"it answers {answer} to {', '.join(f'{key}={value:g}' for key, value in given)}"
        return problem_of(by_name[name], wrong, SEAMS[name].may_answer)
    last = traceback.extract_tb(error.__traceback__)[-1]
    for extension in by_name.values():
        if display(Path(last.filename)) == extension.file:
            return failure(error, extension.file, extension.rule)
    return None


def failure(error: Exception, file: str, rule: str) -> Problem:
    """An exception that the user's file raised, at the line that raised it."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = [frame.lineno for frame in frames if display(Path(frame.filename)) == file]
    line = error.lineno if isinstance(error, SyntaxError) else [1, *lines][-1]
    wrong = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    return Problem(Position(file, line or 1), rule, wrong, "Python that runs without an error")


def problem_of(extension: Extension, wrong: str, allowed: str, line: int = 0) -> Problem:
    """What is wrong with a function, at its line."""
    where = Position(extension.file, line or extension.line)
    return Problem(where, f"{extension.rule}: {extension.function}", wrong, allowed)
