"""Which files of a folder are a result's own: those that its manifest lists, as they were written.

Whatever else lies in the folder is the user's. It is never removed and never written over.
"""

import hashlib
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from sim.experiments.errors import OutRefusedError

type Stamp = Mapping[str, Any]
"""By what a file is known again: its size in bytes and its SHA-256."""

type Files = Mapping[str, Stamp]
"""Stamps by the file's name from the folder on, with slashes: `pictures/income.png`."""

PICTURES = "pictures"
POINTS = "points"
FOLDERS = (PICTURES, POINTS)  # in which a result keeps files; all others lie at its top


def stamp(path: Path) -> dict[str, Any]:
    """What a manifest keeps about a file."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {"bytes": path.stat().st_size, "sha256": digest}


def stamps(folder: Path, names: Iterable[str]) -> dict[str, dict[str, Any]]:
    """The stamps of these files of a folder."""
    return {name: stamp(folder / name) for name in names}


def names_in(folder: Path) -> list[str]:
    """The files of a result's folder, and of the folders that a result has."""
    within = (folder, *(folder / name for name in FOLDERS if (folder / name).is_dir()))
    found = (path for part in within for path in part.iterdir() if path.is_file())
    return sorted(path.relative_to(folder).as_posix() for path in found)


def is_name(name: object) -> bool:
    """Whether a result can have a file of this name; one that leads elsewhere it can't."""
    if not isinstance(name, str) or "\\" in name or "\0" in name:
        return False
    *above, last = name.split("/")
    return last not in ("", ".", "..") and above in ([], *([one] for one in FOLDERS))


def is_own(folder: Path, name: str, known: Stamp | None) -> bool:
    """Whether a file of the folder is the one that was written there; links never are."""
    path = folder / name
    if known is None or any(part.is_symlink() for part in (path, path.parent)):
        return False
    if not path.is_file() or path.stat().st_size != known["bytes"]:
        return False
    return bool(stamp(path)["sha256"] == known["sha256"])


def check_folders(folder: Path) -> None:
    """Refuse to write into a folder that is a link, since its files are somewhere else."""
    for within in (folder / name for name in FOLDERS):
        if within.is_symlink() or (within.exists() and not within.is_dir()):
            what = "a link" if within.is_symlink() else "a file"
            raise OutRefusedError(
                f"{within}: this is {what}, and a result has a folder of its own here; "
                "move it away, or name another folder with --out"
            )


def check_free(folder: Path, names: Iterable[str], own: Files) -> None:
    """Refuse to write files of these names where the user has one of them.

    own  the files of the result that is there now
    """
    for name in names:
        path = folder / name
        if os.path.lexists(path) and not is_own(folder, name, own.get(name)):
            raise OutRefusedError(
                f"{path}: this file is not sim's, or was changed since, and a result would write "
                "over it; move it away, or name another folder with --out"
            )
