"""Files of the user stay, and a kill at any moment leaves the old or the new result."""

import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sim.experiments import OutRefusedError, read_result
from sim.experiments.errors import NoResultError, WriteFailedError
from sim.experiments.manifests import MANIFEST, READY, manifest_of
from sim.experiments.results import add_pictures, write_result

ABOUT = {"kind": "run", "source_hash": "abc", "seeds": [1]}
OLD = {"old": {"x": [1]}, "outcomes": {"x": [1]}}
NEW = {"outcomes": {"x": [2]}, "tiers": {"x": [2]}}

TAKEN = "outcomes.parquet"
NAMES = st.sampled_from(
    [
        *("notes.csv", "saved.npz", "mine.parquet", "old.csv", ".writing-1-saved", ".hidden"),
        *("pictures/cat.png", "pictures/income.png.bak", "points/p", "deep/er/file", TAKEN),
    ]
)
TREES = st.dictionaries(NAMES, st.binary(max_size=20), max_size=6)


def drawn(result: object, into: Path) -> list[Path]:
    into.mkdir()
    (into / "income.png").write_bytes(b"a picture")
    return [into / "income.png"]


def content(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@given(TREES, st.booleans(), st.booleans())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_files_of_the_user_are_all_still_there(
    tmp_path: Path, tree: dict[str, bytes], before: bool, pictures: bool
) -> None:
    folder = tmp_path / "r"
    shutil.rmtree(folder, ignore_errors=True)
    if before:
        write_result(folder, OLD, ABOUT)
    for name, text in tree.items():
        if (folder / name).exists():
            continue
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text)
    theirs = content(folder).items() & tree.items()
    for tables in (OLD, NEW, NEW):
        try:
            write_result(folder, tables, ABOUT)
        except OutRefusedError as refused:
            assert TAKEN in str(refused)
            assert (TAKEN, tree[TAKEN]) in theirs
        else:
            if pictures:
                add_pictures(folder, drawn)
        assert content(folder).items() >= theirs
    if TAKEN not in dict(theirs):
        assert read_result(folder).outcomes["x"].tolist() == [2]


def test_a_picture_of_the_user_is_not_drawn_over(tmp_path: Path) -> None:
    write_result(tmp_path / "r", OLD, ABOUT)
    (tmp_path / "r" / "pictures").mkdir()
    (tmp_path / "r" / "pictures" / "income.png").write_text("mine")
    with pytest.raises(OutRefusedError, match=r"income\.png: this file is not sim's"):
        add_pictures(tmp_path / "r", drawn)
    assert (tmp_path / "r" / "pictures" / "income.png").read_text() == "mine"
    assert read_result(tmp_path / "r").old["x"].tolist() == [1]


@pytest.mark.parametrize("name", ["pictures", "points"])
def test_a_link_is_neither_followed_nor_removed(tmp_path: Path, name: str) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "income.png").write_bytes(b"a picture")  # what the manifest lists, to the byte
    write_result(tmp_path / "r", OLD, ABOUT)
    add_pictures(tmp_path / "r", drawn)
    shutil.rmtree(tmp_path / "r" / "pictures")
    (tmp_path / "r" / name).symlink_to(elsewhere)
    for write in (
        lambda: write_result(tmp_path / "r", NEW, ABOUT),
        lambda: add_pictures(tmp_path / "r", drawn),
    ):
        with pytest.raises(OutRefusedError, match=f"{name}: this is a link"):
            write()
        assert (tmp_path / "r" / name).is_symlink()
        assert (elsewhere / "income.png").read_bytes() == b"a picture"
        assert read_result(tmp_path / "r").old["x"].tolist() == [1]


def test_pictures_of_the_same_runs_stay_and_others_go(tmp_path: Path) -> None:
    write_result(tmp_path / "r", OLD, ABOUT)
    (picture,) = add_pictures(tmp_path / "r", drawn)
    write_result(tmp_path / "r", OLD, ABOUT)
    assert picture.read_bytes() == b"a picture"
    write_result(tmp_path / "r", OLD, {**ABOUT, "seeds": [2]})
    assert not picture.parent.exists()


def test_points_go_with_a_sweep_when_a_run_takes_its_place(tmp_path: Path) -> None:
    points = tmp_path / "r" / "points"
    points.mkdir(parents=True)
    for name in ("ours.json", "mine.json"):
        (points / name).write_text("{}")
    sweep = {**ABOUT, "kind": "sweep"}
    write_result(tmp_path / "r", OLD, sweep, points=[points / "ours.json"])
    write_result(tmp_path / "r", OLD, sweep)
    assert {path.name for path in points.iterdir()} == {"ours.json", "mine.json"}
    write_result(tmp_path / "r", OLD, ABOUT)
    assert [path.name for path in points.iterdir()] == ["mine.json"]


class KilledError(BaseException):
    """As if the process were gone."""


def steps(monkeypatch: pytest.MonkeyPatch, last: int) -> list[int]:
    """Let the file system do so many more changes of place, and then nothing at all."""
    count = [0]

    def counted(name: str) -> None:
        does = getattr(Path, name)

        def step(self: Path, *args: object, **kwargs: object) -> object:
            count[0] += 1
            if count[0] > last:
                raise KilledError
            return does(self, *args, **kwargs)

        monkeypatch.setattr(Path, name, step)

    for name in ("rename", "replace", "unlink", "rmdir", "mkdir", "write_text"):
        counted(name)
    monkeypatch.setattr(shutil, "rmtree", lambda *args, **kwargs: None)
    return count


@pytest.mark.parametrize("last", range(24))
@pytest.mark.parametrize("pictures", [False, True])
def test_a_kill_leaves_the_old_or_the_new_result(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, last: int, pictures: bool
) -> None:
    folder = tmp_path / "r"
    write_result(folder, OLD, ABOUT, csv=True)
    add_pictures(folder, drawn)
    (folder / "notes.csv").write_text("mine")
    with monkeypatch.context() as patch:
        steps(patch, last)
        try:
            if pictures:
                add_pictures(folder, drawn)
            else:
                write_result(folder, NEW, {**ABOUT, "seeds": [2]})
        except KilledError:
            pass
    result = read_result(folder)
    found = {name: table["x"].tolist() for name, table in result.tables.items()}
    old = {"old": [1], "outcomes": [1]}
    assert found in ([old] if pictures else [old, {"outcomes": [2], "tiers": [2]}])
    assert result.manifest["seeds"] == ([2] if "tiers" in found else [1])

    write_result(folder, NEW, {**ABOUT, "seeds": [3]})  # whoever comes next cleans up
    left = content(folder)
    left = {name for name in left if not name.startswith(".writing-")}  # of a process that lives
    assert left == {MANIFEST, "outcomes.parquet", "tiers.parquet", "notes.csv"}
    assert not (folder / READY).exists()
    assert read_result(folder).manifest["seeds"] == [3]


def test_what_a_killed_process_left_is_removed_and_nothing_like_it(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], stdout=-1)
    gone, here = int(done.stdout), os.getpid()
    write_result(tmp_path, OLD, ABOUT)
    for name in (
        f".writing-{gone}-saved.npz",
        f".writing-{here}-saved.npz",
        ".writing-x-saved.npz",
    ):
        (tmp_path / name).touch()
    for name in (f".writing-{gone}-{'a' * 12}", f".writing-{gone}-{'b' * 12}"):
        (tmp_path / name).mkdir()
    (tmp_path / f".writing-{gone}-{'a' * 12}" / "replaced.json").touch()
    (tmp_path / f".writing-{gone}-{'b' * 12}" / "mine").touch()
    write_result(tmp_path, OLD, ABOUT)
    assert {path.name for path in tmp_path.iterdir() if path.name.startswith(".")} == {
        f".writing-{here}-saved.npz",
        ".writing-x-saved.npz",
        f".writing-{gone}-{'b' * 12}",
    }


def test_a_full_disk_is_one_line_and_the_old_result_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_result(tmp_path, OLD, ABOUT)

    def full(*args: object, **kwargs: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pyarrow.parquet.write_table", full)
    with pytest.raises(WriteFailedError, match="can't be written: No space left on device"):
        write_result(tmp_path, NEW, ABOUT)
    assert read_result(tmp_path).old["x"].tolist() == [1]
    assert set(content(tmp_path)) == {MANIFEST, "old.parquet", TAKEN}


@pytest.mark.parametrize("change", ["cut", "other", "gone"])
def test_a_table_that_was_changed_is_told(tmp_path: Path, change: str) -> None:
    write_result(tmp_path, OLD, ABOUT)
    path = tmp_path / "old.parquet"
    whole = path.read_bytes()
    if change == "gone":
        path.unlink()
    else:
        path.write_bytes(whole[: len(whole) // 2] if change == "cut" else whole[:-1] + b"x")
    told = "is missing" if change == "gone" else "was changed since sim wrote it"
    with pytest.raises(NoResultError, match=rf"old\.parquet: this table {told}"):
        _ = read_result(tmp_path).old


def test_a_result_of_an_older_version_is_read_and_replaced(tmp_path: Path) -> None:
    write_result(tmp_path, OLD, ABOUT)
    manifest = '{"kind": "run", "source_hash": "a", "tables": ["old", "outcomes"]}'
    (tmp_path / MANIFEST).write_text(manifest)
    (tmp_path / "mine.parquet").touch()
    assert read_result(tmp_path).old["x"].tolist() == [1]
    write_result(tmp_path, NEW, ABOUT)
    assert set(content(tmp_path)) == {MANIFEST, TAKEN, "tiers.parquet", "mine.parquet"}
    (tmp_path / "mine.parquet").unlink()


def test_a_torn_table_of_an_older_version_is_told(tmp_path: Path) -> None:
    (tmp_path / MANIFEST).write_text('{"kind": "run", "source_hash": "a", "tables": ["old"]}')
    (tmp_path / "old.parquet").write_bytes(b"PAR1 torn")
    with pytest.raises(NoResultError, match="this table can't be read"):
        _ = read_result(tmp_path).old


@pytest.mark.parametrize(
    ("old", "new"),
    [
        *(('"kind"', '"king"'), ('"seeds": [', '"seeds": [7,'), ('"bytes"', '"byte"')),
        *(("outcomes.parquet", "../outcomes.parquet"), ('"files"', '"file"'), ("seal", "sea")),
    ],
)
def test_a_changed_manifest_is_told(tmp_path: Path, old: str, new: str) -> None:
    write_result(tmp_path, OLD, ABOUT)
    path = tmp_path / MANIFEST
    path.write_text(path.read_text().replace(old, new))
    with pytest.raises(NoResultError, match="this manifest was changed since sim wrote it"):
        read_result(tmp_path)


@pytest.mark.parametrize(
    ("key", "value"), [("kind", '"walk"'), ("kind", "[]"), ("seeds", "3"), ("scenarios", "[1]")]
)
def test_an_older_manifest_of_another_shape_is_told(tmp_path: Path, key: str, value: str) -> None:
    said = {"kind": '"run"', "source_hash": '"a"', key: value}
    text = ", ".join(f'"{name}": {each}' for name, each in said.items())
    (tmp_path / MANIFEST).write_text(f"{{{text}}}")
    with pytest.raises(NoResultError, match=f"the manifest is damaged at {key}"):
        manifest_of(tmp_path)


WRITER = """
import sys
from pathlib import Path
from sim.experiments.results import add_pictures, write_result

def drawn(result, into):
    into.mkdir()
    (into / "income.png").write_bytes(b"a picture")
    return []

for i in range(1, 1_000_000):
    about = {"kind": "run", "source_hash": "abc", "seeds": [i]}
    write_result(sys.argv[1], {name: {"x": [i]} for name in ("a", "b", f"c{i % 3}")}, about)
    add_pictures(Path(sys.argv[1]), drawn)
    print(i, flush=True)
"""


@pytest.mark.slow
def test_a_result_is_readable_whenever_its_writer_is_killed(tmp_path: Path) -> None:
    folder, chance = tmp_path / "r", random.Random(16)
    words = [sys.executable, "-c", WRITER, str(folder)]
    for attempt in range(10):
        with subprocess.Popen(words, stdout=subprocess.PIPE) as writer:
            assert writer.stdout is not None
            assert writer.stdout.readline() == b"1\n"
            if attempt == 0:
                (folder / "notes.csv").write_text("mine")
            time.sleep(chance.uniform(0, 0.1))
            writer.kill()
        result = read_result(folder)
        (seed,) = result.manifest["seeds"]
        assert [table["x"].tolist() for table in result.tables.values()] == [[seed]] * 3
        assert (folder / "notes.csv").read_text() == "mine"
    write_result(folder, OLD, ABOUT)
    assert set(content(folder)) == {MANIFEST, "old.parquet", TAKEN, "notes.csv"}
