"""A user's file of rules as a module: of the text that was read, whose hash is kept, and once."""

import sys
from hashlib import sha256
from importlib.abc import InspectLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

from sim.model.own_rules.usable import failure
from sim.scenario import ScenarioErrors
from sim.scenario.folders import display


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


def hash_of(text: str) -> str:
    """SHA-256 (hex) of a file's text."""
    return sha256(text.encode()).hexdigest()


def module_of(text: str, path: Path) -> ModuleType:
    """The module of a file, named by its text; the same text of the same file is run once.

    Raises:
        ScenarioErrors: when the text is no Python, or does not run.
    """
    name = f"rules_of_user_{hash_of(text)[:16]}"
    known = sys.modules.get(name)
    if known is not None and known.__file__ == str(path):
        return known
    spec = spec_from_loader(name, Source(text, path), origin=str(path))
    assert spec is not None and spec.loader is not None
    module = sys.modules[name] = module_from_spec(spec)
    module.__file__ = str(path)
    try:
        spec.loader.exec_module(module)
    except Exception as error:
        del sys.modules[name]
        raise ScenarioErrors([failure(error, display(path), "")]) from None
    return module


def functions_of(module: ModuleType) -> dict[str, FunctionType]:
    """The functions that it defines itself, by name."""
    found = {}
    for name, value in vars(module).items():
        function = getattr(value, "py_func", value)
        if isinstance(function, FunctionType) and function.__module__ == module.__name__:
            found[name] = function
    return found
