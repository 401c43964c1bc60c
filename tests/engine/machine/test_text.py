"""The text that is compiled: what it asks numba for, and how much it hands on."""

import ast
from pathlib import Path

import sim

SIM = Path(sim.__file__).parent
COMPILED = {"compiled", "compiled_part", "compiled_row", "part", "dispatched"}
# numba compiles these anew in each process; `sim/engine/totals.py` has some that are kept.
METHODS = {"sum", "max", "min", "mean", "argmax", "argmin", "any", "all", "cumsum", "sort", "fill"}
OF_NUMPY = METHODS | {"searchsorted", "argsort", "where", "dot"}
MANY, MOST = 8, 10


def functions(folder: Path):
    """Each function of a folder's files, with where it stands."""
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef):
                yield f"{path.relative_to(SIM)}:{node.lineno}", node


def is_compiled(function: ast.FunctionDef) -> bool:
    """Whether a decorator says so."""
    return any(ast.unparse(each).partition("(")[0] in COMPILED for each in function.decorator_list)


def asked_of_numba(function: ast.FunctionDef):
    """Calls in a function for which numba compiles functions of its own."""
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = ast.unparse(node.func.value)
            if owner != "math" and node.func.attr in (OF_NUMPY if owner == "np" else METHODS):
                yield ast.unparse(node)


def test_it_asks_numba_for_nothing_that_is_not_kept():
    compiled = [(where, each) for where, each in functions(SIM) if is_compiled(each)]
    assert len(compiled) > 300
    assert [(where, call) for where, each in compiled for call in asked_of_numba(each)] == []


def test_few_functions_of_phases_take_many_arguments():
    phases = SIM / "phases"
    many = [where for where, each in functions(phases) if len(each.args.args) >= MANY]
    assert len(many) <= MOST
    assert not [path for path in phases.rglob("*.py") if "fmt: " in path.read_text("utf-8")]
