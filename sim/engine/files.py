"""Files that are either whole or not there."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ASIDE = ".writing-"  # how the name of a file on its way begins; a kill can leave one behind


@contextmanager
def written_aside(path: Path) -> Iterator[Path]:
    """A path in the same folder to write to, which takes the place of `path` when all went well."""
    aside = path.with_name(f"{ASIDE}{os.getpid()}-{path.name}")
    try:
        yield aside
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
