"""The rooms of the program: layers of imports, as pyproject.toml has them, and what is in each."""

import ast
import tomllib
from pathlib import Path

from parts.markdown import code, first_sentence, table

ROOT = Path(__file__).resolve().parents[2]
SIM = ROOT / "sim"


def layers() -> list[list[str]]:
    """Packages from the top down; those of one layer do not import each other."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    (lines,) = [each["layers"] for each in contracts if each.get("containers") == ["sim"]]
    return [[name.strip(" ()") for name in line.split("|")] for line in lines]


def rooms_of(package: str) -> list[str]:
    """The folders within a package."""
    return sorted(path.parent.name for path in (SIM / package).glob("*/__init__.py"))


def meaning(package: str) -> str:
    """What a package says of itself."""
    tree = ast.parse((SIM / package / "__init__.py").read_text("utf-8"))
    return first_sentence(ast.get_docstring(tree))


def rooms() -> str:
    """The packages with what is in them, and the folders within."""
    rows = (
        (f"`sim/{name}`", meaning(name), code(rooms_of(name)))
        for layer in layers()
        for name in layer
    )
    return table(("folder", "what is in it", "rooms"), rows)
