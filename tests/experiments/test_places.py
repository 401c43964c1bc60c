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


@pytest.mark.parametrize("theirs", ["thesis.tex", "notes.csv", "pictures/cat.png", "points/p"])
def test_out_takes_a_result_beside_files_of_the_user(tmp_path: Path, theirs: str) -> None:
    write_result(tmp_path / "r", {"outcomes": {"x": [1]}}, ABOUT)
    (tmp_path / "r" / theirs).parent.mkdir(exist_ok=True)
    (tmp_path / "r" / theirs).touch()
    assert result_folder("base", {}, tmp_path / "r") == tmp_path / "r"


@pytest.mark.parametrize("theirs", ["tiers.parquet", "points.csv"])
def test_out_refuses_to_write_over_a_file_of_the_user(tmp_path: Path, theirs: str) -> None:
    write_result(tmp_path / "r", {"outcomes": {"x": [1]}}, ABOUT)
    (tmp_path / "r" / theirs).write_text("mine")
    with pytest.raises(OutRefusedError, match=f"{theirs}: this file is not sim's, or was changed"):
        result_folder("base", {}, tmp_path / "r")


def test_out_refuses_to_write_over_what_the_user_has_changed(tmp_path: Path) -> None:
    write_result(tmp_path / "r", {"outcomes": {"x": [1]}}, ABOUT)
    (tmp_path / "r" / "outcomes.parquet").write_text("mine")
    with pytest.raises(OutRefusedError, match=r"outcomes\.parquet: .*was changed since"):
        result_folder("base", {}, tmp_path / "r")


@pytest.mark.parametrize("name", ["pictures", "points"])
@pytest.mark.parametrize("leads", ["to a folder", "nowhere"])
def test_out_refuses_a_link_in_the_place_of_a_folder(tmp_path: Path, name: str, leads: str) -> None:
    write_result(tmp_path / "r", {"outcomes": {"x": [1]}}, ABOUT)
    elsewhere = tmp_path / "elsewhere"
    if leads == "to a folder":
        elsewhere.mkdir()
    (tmp_path / "r" / name).symlink_to(elsewhere)
    with pytest.raises(OutRefusedError, match=f"{name}: this is a link"):
        result_folder("base", {}, tmp_path / "r")


def test_a_changed_manifest_is_not_replaced(tmp_path: Path) -> None:
    write_result(tmp_path / "r", {"outcomes": {"x": [1]}}, ABOUT)
    manifest = tmp_path / "r" / "manifest.json"
    manifest.write_text(manifest.read_text().replace("abc", "abd"))
    with pytest.raises(OutRefusedError, match="was changed since sim wrote it; name another"):
        result_folder("base", {}, tmp_path / "r")


def test_a_run_is_not_saved_over_a_strangers_file(tmp_path: Path) -> None:
    (tmp_path / "saved.npz").write_bytes(b"mine")
    assert result_folder("base", {}, tmp_path) == tmp_path
    with pytest.raises(OutRefusedError, match="this is no run that sim saved, or it is damaged"):
        result_folder("base", {}, tmp_path, saving=True)


def test_out_refuses_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OutRefusedError, match="this is a file"):
        result_folder("base", {}, tmp_path / "file")
    with pytest.raises(OutRefusedError, match="this is a file"):
        result_folder("base", {}, tmp_path / "file" / "below")


def test_a_folder_without_the_right_to_write_is_refused_early(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*args: object, **kwargs: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tempfile.mkdtemp", refused)
    with pytest.raises(OutRefusedError, match=r"nothing can be written here \(Permission denied\)"):
        result_folder("base", {}, tmp_path / "new" / "folder")


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="has no /proc")
def test_out_below_proc_is_refused_early() -> None:
    with pytest.raises(OutRefusedError, match="/proc: nothing can be written here"):
        result_folder("base", {}, Path("/proc/inland"))


@pytest.mark.parametrize("below", ["", "folder"])
def test_a_link_that_leads_nowhere_is_refused(tmp_path: Path, below: str) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    with pytest.raises(OutRefusedError, match="link: this link leads nowhere"):
        result_folder("base", {}, tmp_path / "link" / below)


@pytest.mark.parametrize("out", ["a" * 256, "\u00e4" * 128, "/".join(["abc"] * 1000)])
def test_a_name_that_is_too_long_is_refused(tmp_path: Path, out: str) -> None:
    with pytest.raises(OutRefusedError, match="is too long"):
        result_folder("base", {}, tmp_path / out)


@pytest.mark.parametrize("name", ["n" * 250, "\u00e4" * 200, "half a \udcff letter"])
def test_any_name_of_a_scenario_makes_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    result_folder(name, {}, None).mkdir(parents=True)


def test_the_home_folder_is_meant_by_its_sign(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert result_folder("base", {}, Path("~/r")) == tmp_path / "r"
    with pytest.raises(OutRefusedError, match=r"write \./~nobody-here/r for a folder"):
        result_folder("base", {}, Path("~nobody-here/r"))


def test_paths_are_shown_from_here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    assert shown(tmp_path / "a" / "b") == "a/b"
    assert shown(Path("/usr")) == "/usr"
