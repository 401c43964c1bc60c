"""A result's folder is named by content, or by the user, who is kept from losing other files."""

from pathlib import Path

import pytest

from sim.experiments import OutRefusedError
from sim.experiments.places import content_hash, result_folder, shown
from sim.experiments.results import write_result
from sim.scenario.folders import REPOSITORY

ABOUT = {"kind": "run", "source_hash": "abc"}


def test_the_folder_is_named_by_content(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    folder = result_folder("base", {"a": 1, "b": 2}, None)
    assert folder.parent == tmp_path / "results" / "runs"
    assert folder == result_folder("base", {"b": 2, "a": 1}, None)
    assert folder != result_folder("base", {"a": 1, "b": 3}, None)
    assert folder.name == f"base-{content_hash({'a': 1, 'b': 2})[:8]}"
    assert not (tmp_path / "results").exists()


def test_inside_the_repository_results_go_to_its_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(REPOSITORY / "sim" / "cli")
    assert result_folder("base", {}, None).parent == REPOSITORY / "results" / "runs"


@pytest.mark.parametrize("state", ["missing", "empty", "earlier result"])
def test_out_takes(tmp_path: Path, state: str) -> None:
    out = tmp_path / "out"
    if state == "empty":
        out.mkdir()
    if state == "earlier result":
        write_result(out, {"outcomes": {"x": [1]}}, ABOUT)
        (out / "pictures").mkdir()
    assert result_folder("base", {}, out) == out


@pytest.mark.parametrize(
    "left", [["saved.npz"], [".writing-7-saved.npz"], ["saved.npz", ".writing-7-saved.npz"]]
)
def test_out_takes_what_a_stopped_run_has_left(tmp_path: Path, left: list[str]) -> None:
    for name in left:
        (tmp_path / name).touch()
    assert result_folder("base", {}, tmp_path) == tmp_path


@pytest.mark.parametrize(
    ("files", "named"),
    [
        (["notes.txt"], "notes.txt"),
        (["data.csv"], "data.csv"),
        (["data.csv", "saved.npz"], "data.csv"),
        (["manifest.json"], "manifest.json"),
        (["pictures/holiday.jpg"], "pictures"),
    ],
)
def test_out_refuses_folders_with_other_things(
    tmp_path: Path, files: list[str], named: str
) -> None:
    for file in files:
        (tmp_path / file).parent.mkdir(exist_ok=True)
        (tmp_path / file).write_text("{}")
    with pytest.raises(OutRefusedError, match=f"the folder holds {named}, which is no part"):
        result_folder("base", {}, tmp_path)


def test_out_refuses_a_result_with_other_things(tmp_path: Path) -> None:
    write_result(tmp_path / "r", {"outcomes": {"x": [1]}}, ABOUT)
    (tmp_path / "r" / "thesis.tex").touch()
    with pytest.raises(OutRefusedError, match=r"holds thesis\.tex"):
        result_folder("base", {}, tmp_path / "r")


def test_out_refuses_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OutRefusedError, match="this is a file"):
        result_folder("base", {}, tmp_path / "file")
    with pytest.raises(OutRefusedError, match="this is a file"):
        result_folder("base", {}, tmp_path / "file" / "below")


def test_a_folder_without_the_right_to_write_is_refused_early(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.access", lambda path, mode: False)
    with pytest.raises(OutRefusedError, match="no right to write"):
        result_folder("base", {}, tmp_path / "new" / "folder")


def test_paths_are_shown_from_here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    assert shown(tmp_path / "a" / "b") == "a/b"
    assert shown(Path("/usr")) == "/usr"
