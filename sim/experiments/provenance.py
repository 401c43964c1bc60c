"""What made a result: scenarios in full, seeds, versions, sources, data, command."""

import hashlib
import os
import platform
import shlex
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from sim.engine.sources import PACKAGE, source_hash
from sim.scenario import Scenario, scenario_folder
from sim.scenario.by_hand import set_by_hand

PACKAGES = ("inland-sim", "mesa", "numba", "numpy", "pandas", "pyarrow", "scipy")


def manifest(
    kind: str,
    scenarios: Sequence[Scenario],
    seeds: Sequence[int],
    timing: Mapping[str, float],
    warnings: Iterable[str] = (),
    **more: Any,
) -> dict[str, Any]:
    """The content of a manifest.json.

    kind       run, compare, sweep, attribution, tornado, calibration or prediction
    scenarios  in the order asked for; the first is the baseline
    timing     seconds, by what took them
    warnings   what a reader of the numbers has to know
    """
    files = tuple(Path(file) for scenario in scenarios for file in scenario.files)
    return {
        "kind": kind,
        "scenarios": [scenario.resolved for scenario in scenarios],
        "seeds": list(seeds),
        "set": set_by_hand(scenarios[0]),
        "command": command(),
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
        "timing": dict(timing),
        "warnings": list(warnings),
        "source_hash": source_hash(),
        "data_hash": data_hash(files),
        "versions": versions(),
        **more,
    }


def identity(kind: str, scenarios: Sequence[Scenario], seeds: Sequence[int]) -> dict[str, Any]:
    """All that a result depends on, as JSON."""
    return {
        "kind": kind,
        "scenarios": [scenario.resolved for scenario in scenarios],
        "seeds": list(seeds),
        "source": source_hash(),
        "data": data_hash(),
    }


def versions() -> dict[str, str]:
    """Python's version and those of the packages that move numbers or files."""
    return {"python": platform.python_version(), **{name: version(name) for name in PACKAGES}}


def command() -> str:
    """The command line, as a shell reads it again, without the folders of this machine."""
    words = [Path(sys.argv[0]).name, *(_without_folders(word) for word in sys.argv[1:])]
    return shlex.join(words)


@cache
def data_hash(files: tuple[Path, ...] = ()) -> str:
    """SHA-256 (hex) of the published figures that every run reads, and of further files.

    Names and contents count; a file that is no longer there is left out.
    """
    figures = sorted((PACKAGE / "world" / "data").rglob("*"))
    digest = hashlib.sha256()
    for path in dict.fromkeys(path.resolve() for path in (*figures, *files) if path.is_file()):
        digest.update(os.fsencode(path.name) + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _without_folders(word: str) -> str:
    """An absolute path becomes one from here or from the scenarios, or its last part.

    It may stand behind an option or a rule: `--out=/...`, `ordering=/...`.
    """
    at = 0 if Path(word).is_absolute() else word.find("=/") + 1
    before, path = word[:at], Path(word[at:])
    if not path.is_absolute():
        return word
    for folder in (Path.cwd(), scenario_folder().parent):
        if path.is_relative_to(folder):
            return before + path.relative_to(folder).as_posix()
    return before + path.name
