"""A result on disk: one folder with a Parquet file a table and a manifest that says what made it.

    result = read_result("results/runs/base-1a2b3c4d")
    result.manifest["seeds"]          # a dict
    result.outcomes                   # a pandas DataFrame; the same as result.tables["outcomes"]

A folder without its manifest is no result: the manifest is the last file to arrive, and everything
is first written aside, so that a crash or Ctrl-C leaves the folder as it was.
"""

import json
import shutil
import signal
import threading
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.engine.files import ASIDE, written_aside
from sim.experiments.column_units import with_units
from sim.experiments.errors import NoResultError

if TYPE_CHECKING:
    import pandas as pd

type Columns = Mapping[str, Any]
"""A table as columns of equal length (arrays or lists)."""

MANIFEST = "manifest.json"
PICTURES = "pictures"
POINTS = "points"
SAVED = "saved.npz"  # a run on its way
GROWING = ("sweep", "attribution")  # kinds that keep their finished runs as points
OWN_FILES = (MANIFEST, SAVED, "*.parquet", "*.csv", PICTURES, POINTS, f"{ASIDE}*")


class Tables(Mapping[str, "pd.DataFrame"]):
    """The tables of a result by name, each read when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        self._files = {path.stem: path for path in sorted(folder.glob("*.parquet"))}
        self._read: dict[str, pd.DataFrame] = {}

    def __getitem__(self, name: str) -> "pd.DataFrame":
        if name not in self._read:
            import pyarrow.parquet as parquet

            self._read[name] = parquet.read_table(self._files[name]).to_pandas()
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)


class Result:
    """What `read_result` returns: `manifest`, `tables`, and each table as an attribute."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text("utf-8"))

    @cached_property
    def tables(self) -> Tables:
        """The data frames by name."""
        return Tables(self.folder)

    def __getattr__(self, name: str) -> "pd.DataFrame":
        if name.startswith("_") or name not in self.tables:
            raise AttributeError(f"{self.folder.name} has no table {name!r}")
        return self.tables[name]


def read_result(folder: str | Path) -> Result:
    """Read a result folder back; its tables are data frames.

    Raises NoResultError if the folder is missing, is something else, or was never finished.
    """
    folder = Path(folder)
    if not folder.exists():
        raise NoResultError(f"{folder}: there is no such folder; results are under results/runs/")
    if not holds_result(folder):
        raise NoResultError(
            f"{folder}: this is no result folder, it has no {MANIFEST} written by sim"
        )
    result = Result(folder)
    if not result.manifest.get("finished", True):
        kind = result.manifest["kind"]
        raise NoResultError(
            f"{folder}: this {kind} is not finished; the same command goes on with it"
        )
    return result


def holds_result(folder: Path) -> bool:
    """Whether the folder has a manifest that this program wrote."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(manifest, dict) and {"kind", "source_hash"} <= manifest.keys()


def write_result(
    folder: str | Path,
    tables: "Mapping[str, Columns | pd.DataFrame]",
    manifest: Mapping[str, Any],
    csv: bool = False,
) -> None:
    """Write a result in one go; an older one in the same folder is replaced.

    tables    by name; each becomes NAME.parquet (zstd), with `csv` NAME.csv as well
    manifest  JSON; the list of tables is added
    """
    folder = Path(folder)
    aside = (folder if folder.is_dir() else folder.parent) / f"{ASIDE}{uuid.uuid4().hex[:12]}"
    aside.mkdir(parents=True)
    try:
        for name, table in tables.items():
            _write_table(aside / name, table, csv)
        write_json(aside / MANIFEST, {**manifest, "tables": list(tables)})
        with _undisturbed():
            if folder.is_dir():
                _replace_files(folder, aside, keep_points=manifest["kind"] in GROWING)
            else:
                aside.rename(folder)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def mark_unfinished(folder: Path, manifest: Mapping[str, Any]) -> None:
    """Let a folder of points be known as a result's while its tables are missing or out of date."""
    folder.mkdir(parents=True, exist_ok=True)
    write_json(folder / MANIFEST, {**manifest, "finished": False})


def write_json(path: Path, content: Any) -> None:
    """Write a JSON file that is either whole or not there."""
    with written_aside(path) as aside:
        aside.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", "utf-8")


def _write_table(path: Path, table: "Columns | pd.DataFrame", csv: bool) -> None:
    import pyarrow
    import pyarrow.csv
    import pyarrow.parquet

    columns = {str(name): table[name] for name in table.keys()}  # noqa: SIM118 (either kind)
    arrow = with_units(pyarrow.table(columns), path.name)
    pyarrow.parquet.write_table(arrow, path.with_suffix(".parquet"), compression="zstd")
    if csv:
        pyarrow.csv.write_csv(arrow, path.with_suffix(".csv"))


def _replace_files(folder: Path, aside: Path, keep_points: bool) -> None:
    """Put the new files in the place of the old result; the manifest goes first and comes last."""
    (folder / MANIFEST).unlink(missing_ok=True)
    for pattern in OWN_FILES:
        for old in folder.glob(pattern):
            if old.is_dir() and old != aside and not (keep_points and old.name == POINTS):
                shutil.rmtree(old)
            elif old.is_file():
                old.unlink()
    for new in sorted(aside.iterdir(), key=lambda path: path.name == MANIFEST):
        new.replace(folder / new.name)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Hold Ctrl-C off for the few milliseconds in which files change place."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    held: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: held.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        if held:
            signal.raise_signal(signal.SIGINT)
