"""Results are written whole or not at all, replace only their own kind, and read back the same."""

import signal
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet
import pytest

from sim.experiments import NoResultError, read_result
from sim.experiments.errors import WriteFailedError
from sim.experiments.manifests import MANIFEST, write_json
from sim.experiments.results import write_result

ABOUT = {"kind": "run", "source_hash": "abc", "seeds": [1]}
TABLES = {
    "outcomes": {"outcome": ["a", "b"], "value": [1.5, float("nan")]},
    "tiers": {"tier": ["shop"], "firms": np.array([3], dtype=np.int64)},
}


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_result_reads_back_as_data_frames(tmp_path: Path) -> None:
    write_result(tmp_path / "r", TABLES, ABOUT)
    result = read_result(tmp_path / "r")
    assert result.manifest.items() >= {**ABOUT, "tables": ["outcomes", "tiers"]}.items()
    assert list(result.manifest["files"]) == ["outcomes.parquet", "tiers.parquet"]
    assert list(result.tables) == ["outcomes", "tiers"]
    pd.testing.assert_frame_equal(result.tiers, pd.DataFrame({"tier": ["shop"], "firms": [3]}))
    assert result.outcomes["value"].isna().tolist() == [False, True]
    assert result.outcomes is result.tables["outcomes"]


def test_a_table_that_is_not_there_is_named(tmp_path: Path) -> None:
    write_result(tmp_path / "r", TABLES, ABOUT)
    with pytest.raises(AttributeError, match="r has no table 'incomes'"):
        _ = read_result(tmp_path / "r").incomes


def test_data_frames_are_written_without_their_index_and_as_csv(tmp_path: Path) -> None:
    frame = pd.DataFrame({"x": [1, 2], "y": [0.5, None]}, index=[7, 9])
    write_result(tmp_path / "r", {"points": frame}, ABOUT, csv=True)
    assert (tmp_path / "r" / "points.csv").read_text() == '"x","y"\n1,0.5\n2,\n'
    assert list(read_result(tmp_path / "r").points) == ["x", "y"]


@pytest.mark.parametrize("error", [OSError("disk full"), KeyboardInterrupt()])
def test_a_crash_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    crash_at_table(2, error, monkeypatch)
    with pytest.raises((type(error), WriteFailedError)):
        write_result(tmp_path / "runs" / "r", TABLES, ABOUT)
    assert names(tmp_path / "runs") == set()


@pytest.mark.parametrize("error", [OSError("disk full"), KeyboardInterrupt()])
def test_a_crash_leaves_the_earlier_result(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    write_result(tmp_path, {"old": {"x": [1]}}, ABOUT)
    crash_at_table(1, error, monkeypatch)
    with pytest.raises((type(error), WriteFailedError)):
        write_result(tmp_path, TABLES, ABOUT)
    assert names(tmp_path) == {MANIFEST, "old.parquet"}
    assert read_result(tmp_path).old["x"].tolist() == [1]


def test_ctrl_c_waits_until_the_files_are_in_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = Path.rename

    def interrupted(self: Path, target: Path) -> None:
        signal.raise_signal(signal.SIGINT)
        rename(self, target)

    monkeypatch.setattr(Path, "rename", interrupted)
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # it may be ignored here
    try:
        with pytest.raises(KeyboardInterrupt):
            write_result(tmp_path / "r", TABLES, ABOUT)
    finally:
        signal.signal(signal.SIGINT, before)
    assert set(read_result(tmp_path / "r").tables) == set(TABLES)
    assert names(tmp_path) == {"r"}


def crash_at_table(number: int, error: BaseException, monkeypatch: pytest.MonkeyPatch) -> None:
    write, count = pyarrow.parquet.write_table, 0

    def crash(*args: object, **kwargs: object) -> None:
        nonlocal count
        count += 1
        if count == number:
            raise error
        write(*args, **kwargs)

    monkeypatch.setattr("pyarrow.parquet.write_table", crash)


def test_a_new_result_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    write_result(tmp_path, {"old": {"x": [1]}}, ABOUT, csv=True)
    write_result(tmp_path, TABLES, ABOUT)
    assert names(tmp_path) == {MANIFEST, "outcomes.parquet", "tiers.parquet"}


def test_a_sweep_keeps_its_finished_points(tmp_path: Path) -> None:
    (tmp_path / "points").mkdir()
    write_json(tmp_path / "points" / "a.json", {})
    write_result(tmp_path, TABLES, {**ABOUT, "kind": "sweep"})
    assert names(tmp_path / "points") == {"a.json"}


def test_a_missing_folder_is_no_result(tmp_path: Path) -> None:
    with pytest.raises(NoResultError, match="there is no such folder"):
        read_result(tmp_path / "nowhere")


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"kind": "run"}'])
def test_another_folder_is_no_result(tmp_path: Path, content: str) -> None:
    (tmp_path / MANIFEST).write_text(content)
    with pytest.raises(NoResultError, match="this is no result folder"):
        read_result(tmp_path)


def test_an_unfinished_sweep_is_no_result(tmp_path: Path) -> None:
    write_json(tmp_path / MANIFEST, {**ABOUT, "kind": "sweep", "finished": False})
    with pytest.raises(NoResultError, match="this sweep is not finished; the same command"):
        read_result(tmp_path)


def test_json_is_whole_or_not_there(tmp_path: Path) -> None:
    with pytest.raises(TypeError):
        write_json(tmp_path / "a.json", {"x": object()})
    assert names(tmp_path) == set()
