"""A result on disk: one folder with a Parquet file a table and a manifest that says what made it.

    result = read_result("results/runs/base-1a2b3c4d")
    result.manifest["seeds"]          # a dict
    result.outcomes                   # a pandas DataFrame; the same as result.tables["outcomes"]

A folder without its manifest is no result. The manifest lists the result's files; whatever else is
in the folder is the user's, and stays.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from sim.experiments.column_units import with_units
from sim.experiments.errors import NoResultError
from sim.experiments.installing import REPLACED, written_together
from sim.experiments.manifests import (
    FILES,
    GROWING,
    MANIFEST,
    READY,
    files_of,
    manifest_of,
    same_content,
    write_manifest,
)
from sim.experiments.own_files import PICTURES, POINTS, is_own, names_in, stamps
from sim.experiments.saved_runs import remove_saved_run
from sim.experiments.writing import writing

if TYPE_CHECKING:
    import pandas as pd

type Columns = Mapping[str, Any]
"""A table as columns of equal length (arrays or lists)."""


class Tables(Mapping[str, "pd.DataFrame"]):
    """The tables of a result by name, each read when it is first asked for."""

    def __init__(self, folder: Path, manifest: Mapping[str, Any]) -> None:
        self._folder, self._manifest = folder, manifest
        found = sorted(path.stem for path in folder.glob("*.parquet"))
        self._names: list[str] = sorted(manifest.get("tables", ())) if FILES in manifest else found
        self._read: dict[str, pd.DataFrame] = {}

    def __getitem__(self, name: str) -> "pd.DataFrame":
        if name not in self._names:
            raise KeyError(name)
        if name not in self._read:
            self._read[name] = self._read_table(f"{name}.parquet")
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def _read_table(self, file: str) -> "pd.DataFrame":
        import pyarrow
        import pyarrow.parquet as parquet

        ready = self._folder / READY
        within = ready if (ready / file).is_file() else self._folder
        path = within / file
        if FILES in self._manifest and not is_own(within, file, self._manifest[FILES].get(file)):
            what = "was changed since sim wrote it" if path.exists() else "is missing"
            raise NoResultError(
                f"{path}: this table {what}; the command that made it makes it anew"
            )
        try:
            with path.open("rb") as opened:
                table: pd.DataFrame = parquet.read_table(opened).to_pandas()
        except (pyarrow.ArrowException, OSError) as error:
            reason = str(error).splitlines()[0]
            raise NoResultError(f"{path}: this table can't be read: {reason}") from None
        return table


class Result:
    """What `read_result` returns: `manifest`, `tables`, and each table as an attribute."""

    def __init__(self, folder: Path, manifest: dict[str, Any]) -> None:
        self.folder = folder
        self.manifest = manifest

    @cached_property
    def tables(self) -> Tables:
        """The data frames by name."""
        return Tables(self.folder, self.manifest)

    def __getattr__(self, name: str) -> "pd.DataFrame":
        if name.startswith("_") or name not in self.tables:
            raise AttributeError(f"{self.folder.name} has no table {name!r}")
        return self.tables[name]


def read_result(folder: str | Path) -> Result:
    """Read a result folder back; its tables are data frames.

    Raises NoResultError if the folder is missing, is something else, was changed or never finished.
    """
    folder = Path(folder)
    try:
        folder.stat()
    except OSError:
        raise NoResultError(
            f"{folder}: there is no such folder; results are under results/runs/"
        ) from None
    manifest = manifest_of(folder)
    if manifest is None:
        raise NoResultError(
            f"{folder}: this is no result folder, it has no {MANIFEST} written by sim"
        )
    if not manifest.get("finished", True):
        kind = manifest["kind"]
        raise NoResultError(
            f"{folder}: this {kind} is not finished; the same command goes on with it"
        )
    return Result(folder, manifest)


def write_result(
    folder: str | Path,
    tables: "Mapping[str, Columns | pd.DataFrame]",
    manifest: Mapping[str, Any],
    csv: bool = False,
    points: Sequence[Path] = (),
    texts: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Write a result in one go; an older one in the same folder is replaced.

    tables    by name; each becomes NAME.parquet (zstd), with `csv` NAME.csv as well
    manifest  JSON; the lists of tables and files are added
    points    files of finished runs that are in the folder already, and are the result's
    texts     further files by name
    """
    folder = Path(folder)
    with written_together(folder) as aside:
        for name, table in tables.items():
            _write_table(aside / name, table, csv)
        for name, text in texts.items():
            (aside / name).write_text(text, "utf-8")
        kept = _kept(folder, manifest)
        kept |= stamps(folder, (path.relative_to(folder).as_posix() for path in points))
        about = {**manifest, "tables": list(tables)}
        write_manifest(aside / MANIFEST, about, kept | stamps(aside, _files_in(aside)))
    remove_saved_run(folder)


def add_pictures(
    folder: Path, draw: Callable[[Result, Path], list[Path]], beside: bool = False
) -> list[Path]:
    """Draw pictures of a result, by `draw(result, into)`, in the place of its older ones.

    beside  older ones of other names stay
    """
    result = read_result(folder)
    with written_together(folder) as aside:
        drawn = draw(result, aside / PICTURES)
        others = {
            name: known
            for name, known in files_of(folder, result.manifest).items()
            if beside or not name.startswith(f"{PICTURES}/")
        }
        files = others | stamps(aside, _files_in(aside))
        write_manifest(aside / MANIFEST, result.manifest, files)
    return [folder / PICTURES / path.name for path in drawn]


def mark_unfinished(folder: Path, manifest: Mapping[str, Any]) -> None:
    """Let a folder of points be known as a result's while its tables are missing.

    An earlier result that stands there goes on standing until the new one does.
    """
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
    earlier = manifest_of(folder)
    if earlier is None or not earlier.get("finished", True):
        write_manifest(folder / MANIFEST, {**manifest, "finished": False}, {})


def _kept(folder: Path, manifest: Mapping[str, Any]) -> dict[str, Any]:
    """The files of the earlier result that stay: finished runs, and pictures of the same runs."""
    earlier = manifest_of(folder)
    if earlier is None:
        return {}
    stay = [f"{POINTS}/"] if manifest["kind"] in GROWING else []
    if same_content(earlier, manifest):
        stay.append(f"{PICTURES}/")
    listed = files_of(folder, earlier)
    return {
        name: dict(known)
        for name, known in listed.items()
        if name.startswith(tuple(stay)) and is_own(folder, name, known)
    }


def _files_in(aside: Path) -> list[str]:
    return [name for name in names_in(aside) if name not in (MANIFEST, REPLACED)]


def _write_table(path: Path, table: "Columns | pd.DataFrame", csv: bool) -> None:
    import pyarrow
    import pyarrow.csv
    import pyarrow.parquet

    columns = {str(name): table[name] for name in table.keys()}  # noqa: SIM118 (either kind)
    arrow = with_units(pyarrow.table(columns), path.name)
    # Opened here: pyarrow takes no path that is not UTF-8.
    with path.with_suffix(".parquet").open("wb") as file:
        pyarrow.parquet.write_table(arrow, file, compression="zstd")
    if csv:
        with path.with_suffix(".csv").open("wb") as file:
            pyarrow.csv.write_csv(arrow, file)
