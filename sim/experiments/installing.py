"""New files take the place of a result's old ones all together, whenever the program is killed.

They are written into a folder aside. Its renaming to READY is the moment from which on the new
result stands: readers look there first. What follows, moving the files to their places and removing
the old ones, can stop anywhere, and is then finished by whoever writes next.
"""

import json
import os
import re
import shutil
import signal
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sim.engine.files import ASIDE, on_the_way
from sim.experiments.manifests import MANIFEST, READY, listed_in, manifest_of
from sim.experiments.own_files import FOLDERS, POINTS, Files, check_folders, check_free, is_own
from sim.experiments.writing import writing

REPLACED = "replaced.json"  # in the folder aside: the files of the old result
LEFTOVER = re.compile(
    rf"{re.escape(ASIDE)}(\d+)-([0-9a-f]{{12}}|saved\.npz|manifest\.json|[0-9a-f]{{20}}\.json)"
)


@contextmanager
def written_together(folder: Path) -> Iterator[Path]:
    """A folder to write the files of a result to, which become those of `folder` if all went well.

    Raises:
        WriteFailedError: when the disk is full, or refuses otherwise; the old result stays.
        OutRefusedError: when a file of the user has the name of a new one; it stays.
    """
    with writing(folder):
        if folder.is_dir():
            finish(folder)
        within = folder if folder.is_dir() else folder.parent
        aside = within / _aside_name()
        aside.mkdir(parents=True)
        _clear_leftovers(within)
        with on_the_way(aside):
            (aside / REPLACED).write_text(json.dumps(dict(listed_in(folder))), "utf-8")
            yield aside
            with undisturbed():
                _install(folder, aside)


def finish(folder: Path) -> None:
    """Bring the files of a new result to their places, if a program was killed before it had."""
    ready = folder / READY
    if (ready / REPLACED).is_file():
        manifest = manifest_of(ready)
        if manifest is not None:
            old: Files = json.loads((ready / REPLACED).read_text("utf-8"))
            _move(folder, ready, manifest["files"], old)
        for name in FOLDERS:
            _remove_if_empty(ready / name)
        (ready / REPLACED).unlink()
    _remove_if_empty(ready)


def _install(folder: Path, aside: Path) -> None:
    if not folder.is_dir():
        (aside / REPLACED).unlink()
        aside.rename(folder)
        return
    manifest = manifest_of(aside)
    assert manifest is not None, "who writes a result writes its manifest"
    coming = [name for name in manifest["files"] if (aside / name).exists()]
    check_folders(folder)
    check_free(folder, coming, listed_in(folder))
    aside.rename(folder / READY)
    finish(folder)


def _move(folder: Path, ready: Path, new: Files, old: Files) -> None:
    """Each new file over the old one of its name, then the other old ones away."""
    check_folders(folder)
    for name in new:
        if (ready / name).exists():
            check_free(folder, [name], old)
            (folder / name).parent.mkdir(exist_ok=True)
            (ready / name).replace(folder / name)
    for name, known in old.items():
        if name not in new and is_own(folder, name, known):
            (folder / name).unlink()
            if "/" in name:
                _remove_if_empty((folder / name).parent)
    (ready / MANIFEST).replace(folder / MANIFEST)


def _remove_if_empty(folder: Path) -> None:
    if folder.is_dir() and not folder.is_symlink() and not any(folder.iterdir()):
        folder.rmdir()


def _aside_name() -> str:
    return f"{ASIDE}{os.getpid()}-{uuid.uuid4().hex[:12]}"


def is_leftover(path: Path) -> bool:
    """Whether a file or folder was left by a program of this kind that was killed."""
    return path.name == READY or bool(LEFTOVER.fullmatch(path.name))


def _clear_leftovers(folder: Path) -> None:
    """Remove what programs left that were killed, if it is surely theirs, and they are gone."""
    points = folder / POINTS
    within = points.iterdir() if points.is_dir() and not points.is_symlink() else ()
    for path in [*folder.iterdir(), *within]:
        match = LEFTOVER.fullmatch(path.name)
        if match is None or path.is_symlink() or _runs(int(match[1])):
            continue
        if path.is_dir() and ((path / REPLACED).is_file() or not any(path.iterdir())):
            shutil.rmtree(path)
        elif path.is_file() and "." in match[2]:
            path.unlink()


def _runs(process: int) -> bool:
    """Whether the process is alive, or nobody can tell."""
    if os.name == "nt":
        return True
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True


@contextmanager
def undisturbed() -> Iterator[None]:
    """Hold Ctrl-C and SIGTERM off for the few milliseconds in which files change place."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    held: list[int] = []
    numbers = (signal.SIGINT, signal.SIGTERM)
    before = [signal.signal(number, lambda number, _: held.append(number)) for number in numbers]
    try:
        yield
    finally:
        for number, handler in zip(numbers, before, strict=True):
            signal.signal(number, handler)
        if held:
            signal.raise_signal(held[0])
