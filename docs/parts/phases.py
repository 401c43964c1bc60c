"""The day: what each phase does, and the rules and parameters behind it."""

import ast
from functools import cache
from pathlib import Path

from parts.markdown import code, first_sentence, table
from sim.model.day import DAY
from sim.scenario.catalogue import PARAMETERS
from sim.scenario.explaining import readers_of

PHASES = Path(__file__).resolve().parents[2] / "sim" / "phases"
NAMES = [phase.name for phase in DAY]


def day() -> str:
    """The phases in order: what each does, and what its parts work on piece by piece."""
    rows = (
        (
            f"[`{phase.name}`](#{phase.name})",
            first_sentence(phase.meaning),
            ", ".join(dict.fromkeys(part.over.name.lower() for part in phase.parts)),
        )
        for phase in DAY
    )
    return table(("phase", "what happens", "works on"), rows)


def submodels() -> str:
    """Where each phase is written down: its files, its rules, the groups of its parameters."""
    rows = (
        (f"`{name}`", code(files_of(name)), code(rules_of(name)), code(_groups(name)))
        for name in NAMES
    )
    heads = ("phase", "files in `sim/phases`", "rules in `sim/rules`", "parameters")
    return table(heads, rows)


def files_of(phase: str) -> list[str]:
    """The file of a phase and those of its parts, by folder and name."""
    parts = [name for name in _imported(phase)["sim.phases"] if name not in NAMES]
    return list(dict.fromkeys([phase, *(file for part in parts for file in files_of(part))]))


def rules_of(phase: str) -> list[str]:
    """The files of sim/rules that a phase or one of its parts calls."""
    return sorted({rule for file in files_of(phase) for rule in _imported(file)["sim.rules"]})


def _groups(phase: str) -> list[str]:
    """Groups of the parameters that the files of a phase read."""
    files = {f"sim.phases.{file.replace('/', '.')}" for file in files_of(phase)}
    return sorted({key.partition(".")[0] for key in PARAMETERS if files & {*readers_of(key)}})


@cache
def _imported(file: str) -> dict[str, list[str]]:
    """Files of sim/rules and of sim/phases that a file of sim/phases imports."""
    found: dict[str, list[str]] = {"sim.rules": [], "sim.phases": []}
    for node in ast.walk(ast.parse((PHASES / f"{file}.py").read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
            for package, modules in found.items():
                inside = [
                    name.removeprefix(f"{package}.")
                    for name in names
                    if name.startswith(f"{package}.")
                ]
                files = [name.replace(".", "/") for name in inside]
                modules += [name for name in files if _is_file(package, name)]
    return {package: sorted({*modules}) for package, modules in found.items()}


def _is_file(package: str, name: str) -> bool:
    """Whether a name within a package is a file of it."""
    return (PHASES.parents[1] / package.replace(".", "/") / f"{name}.py").is_file()
