"""Where a result goes: a folder named by its content, or the one that the user named.

By content means that the same scenario, seeds, sources and data give the same folder, and anything
else another one.
"""

import hashlib
import json
import os
from pathlib import Path
from typing import Any

from sim.engine.files import ASIDE
from sim.experiments.errors import OutRefusedError
from sim.experiments.results import OWN_FILES, SAVED, holds_result
from sim.scenario.folders import REPOSITORY

RUNS = Path("results") / "runs"


def result_folder(name: str, content: Any, out: Path | None) -> Path:
    """`results/runs/NAME-HASH`, or `out` where it is given and fit; nothing is made yet.

    name     of the scenario or sweep
    content  JSON of all that the result depends on; eight digits of its hash end the folder's name
    out      a new or empty folder, or one with an earlier result or a saved run and nothing else
    """
    if out is None:
        here = Path.cwd()
        root = REPOSITORY if here.is_relative_to(REPOSITORY) else here
        folder = root / RUNS / f"{name.replace('/', '-')}-{content_hash(content)[:8]}"
    else:
        folder = out
        _check_content(out)
    _check_writable(folder)
    return folder


def content_hash(content: Any) -> str:
    """SHA-256 (hex) of JSON in which the order of keys does not count."""
    text = json.dumps(content, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def shown(path: Path) -> str:
    """A path as messages show it: from the current folder where it lies below."""
    path = path.resolve()
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def _check_content(out: Path) -> None:
    """Refuse a folder whose files would be lost or mixed with a result's."""
    if not out.is_dir():
        return
    own = {path for pattern in OWN_FILES for path in out.glob(pattern)}
    others = sorted(path.name for path in out.iterdir() if path not in own)
    own -= {*out.glob(f"{ASIDE}*"), out / SAVED}  # what a run that was stopped leaves
    if others or (own and not holds_result(out)):
        found = others[0] if others else min(path.name for path in own)
        raise OutRefusedError(
            f"{out}: the folder holds {found}, which is no part of a result; "
            "name a new or empty folder with --out, or one with an earlier result"
        )


def _check_writable(folder: Path) -> None:
    """Refuse a folder that can't be made or written to, before anything is run."""
    there = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    if not there.is_dir():
        raise OutRefusedError(f"{there}: this is a file; name a new or empty folder with --out")
    if not os.access(there, os.W_OK | os.X_OK):
        raise OutRefusedError(f"{there}: no right to write here; name another folder with --out")
