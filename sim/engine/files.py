"""Files that are either whole or not there."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ASIDE = ".writing-"  # how the name of a file on its way begins; a kill can leave one behind

_ON_THE_WAY: set[Path] = set()


@contextmanager
def written_aside(path: Path) -> Iterator[Path]:
    """A path in the same folder to write to, which takes the place of `path` when all went well."""
    aside = path.with_name(f"{ASIDE}{os.getpid()}-{path.name}")
    with on_the_way(aside):
        yield aside
        aside.replace(path)


@contextmanager
def on_the_way(aside: Path) -> Iterator[None]:
    """Remove a file or folder aside in the end, unless it has moved to its place."""
    _ON_THE_WAY.add(aside)
    try:
        yield
    finally:
        _remove(aside)
        _ON_THE_WAY.discard(aside)


def remove_all_on_the_way() -> None:
    """Remove what is being written; for a program that ends where it stands."""
    for aside in list(_ON_THE_WAY):
        _remove(aside)


def _remove(aside: Path) -> None:
    if aside.is_dir():
        shutil.rmtree(aside, ignore_errors=True)
    else:
        aside.unlink(missing_ok=True)
