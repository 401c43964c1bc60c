"""Where a result goes: a folder named by its content, or the one that the user named.

By content means that the same scenario, seeds, sources and data give the same folder, and anything
else another one.
"""

import hashlib
import json
import os
import tempfile
from pathlib import Path
from typing import Any

from sim.engine.files import ASIDE
from sim.experiments.errors import NoResultError, OutRefusedError
from sim.experiments.installing import REPLACED, is_leftover
from sim.experiments.manifests import READY, listed_in, manifest_of
from sim.experiments.own_files import check_folders, check_free
from sim.experiments.saved_runs import SAVED, check_saved_run
from sim.scenario.folders import REPOSITORY

RUNS = Path("results") / "runs"
LONGEST_NAME = 255  # bytes of a file's or folder's name, as file systems have it
LONGEST_PATH = 4096 - 256  # bytes, with room for the files of a result
LONGEST_STEM = 120  # bytes of a scenario's name in the name of a folder

# Every table that a result can have, of any kind.
TABLES = (
    *("outcomes", "outcomes_by_province", "monthly", "by_product", "tiers", "income"),
    *("transaction_flows", "goods_flows", "value_chain", "series"),
    *("differences", "differences_by_province", "stockouts_by_speed", "claims"),
    *("effect", "shares", "interactions", "points", "summary", "failures"),
    *("fit", "targets", "profiles", "ensemble", "growth", "rivals"),
)


def result_folder(name: str, content: Any, out: Path | None, saving: bool = False) -> Path:
    """`results/runs/NAME-HASH`, or `out` where it is given and fit; nothing is made yet.

    name     of the scenario or sweep
    content  JSON of all that the result depends on; eight digits of its hash end the folder's name
    out      a new or empty folder, or one with an earlier result or a saved run
    saving   whether the run saves itself on its way
    """
    if out is None:
        here = Path.cwd()
        root = REPOSITORY if here.is_relative_to(REPOSITORY) else here
        folder = root / RUNS / f"{_stem(name)}-{content_hash(content)[:8]}"
    else:
        folder = expanded(out)
    _check_place(folder)
    if folder.is_dir():
        _check_content(folder, saving)
    return folder


def expanded(path: Path) -> Path:
    """The path with `~` as the home folder, which a shell leaves alone within quotes."""
    try:
        return path.expanduser()
    except RuntimeError:
        raise OutRefusedError(
            f"{path}: there is no home folder that {path.parts[0]} stands for; "
            f"write ./{path} for a folder of that name"
        ) from None


def content_hash(content: Any) -> str:
    """SHA-256 (hex) of JSON in which the order of keys does not count."""
    text = json.dumps(content, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def shown(path: Path) -> str:
    """A path as messages show it: from the current folder where it lies below."""
    path = path.resolve()
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def _stem(name: str) -> str:
    """A name as part of a folder's name, cut where file systems would refuse it."""
    return name.replace("/", "-").encode(errors="replace")[:LONGEST_STEM].decode(errors="ignore")


def _check_content(folder: Path, saving: bool) -> None:
    """Refuse a folder in which a result would be mixed with other things, or write over them."""
    if saving:
        check_saved_run(folder)
    try:
        is_result = manifest_of(folder) is not None
    except NoResultError as damaged:
        raise OutRefusedError(f"{damaged}; name another folder with --out") from None
    of_a_stopped_run = {SAVED, READY}
    others = sorted(
        path.name
        for path in folder.iterdir()
        if path.name not in of_a_stopped_run and not is_leftover(path)
    )
    if others and not is_result:
        raise OutRefusedError(
            f"{folder}: the folder holds {others[0]}, which is no part of a result; "
            "name a new or empty folder with --out, or one with an earlier result"
        )
    ready = folder / READY
    if os.path.lexists(ready) and not (ready.is_dir() and (ready / REPLACED).is_file()):
        raise OutRefusedError(f"{ready}: sim has not written this; move it away")
    check_folders(folder)
    files = [f"{table}.{ending}" for table in TABLES for ending in ("parquet", "csv")]
    check_free(folder, files, listed_in(folder))


def _check_place(folder: Path) -> None:
    """Refuse a folder that can't be made or written to, before anything is run."""
    path = folder.absolute()
    if any(len(os.fsencode(part)) > LONGEST_NAME for part in path.parts):
        raise OutRefusedError(f"{folder.name[:40]}...: the name is too long for a folder")
    if len(os.fsencode(path)) > LONGEST_PATH:
        raise OutRefusedError(f"{str(folder)[:40]}...: the path is too long")
    there = next(above for above in (path, *path.parents) if os.path.lexists(above))
    if there.is_symlink() and not there.exists():
        raise OutRefusedError(f"{there}: this link leads nowhere; name another folder with --out")
    if not there.is_dir():
        raise OutRefusedError(f"{there}: this is a file; name a new or empty folder with --out")
    try:
        Path(tempfile.mkdtemp(prefix=ASIDE, dir=there)).rmdir()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise OutRefusedError(
            f"{there}: nothing can be written here ({reason}); name another folder with --out"
        ) from None
