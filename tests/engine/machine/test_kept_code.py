"""Where compiled code is kept: with its user, or nowhere."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import numba
import pytest

from sim.engine.machine import kept_code
from sim.engine.machine.kept_code import CodeFolder, own_folder

AS_A_STRANGER = """
import multiprocessing, os, pwd, sys
import numba
numba.njit(lambda x: x)(1)  # whatever numba loads late is loaded while it can be read

from sim.engine.machine.compiling import compiled

def unknown(number):
    raise KeyError(number)

if os.geteuid() == 0:
    os.setgroups([])
    os.setgid(12345)
    os.setuid(12345)
else:
    pwd.getpwuid = unknown

@compiled
def twice(x):
    return 2 * x

def work(x):
    return twice(x) + twice(float(x))

if __name__ == "__main__":
    print(work(21))
    with multiprocessing.get_context("fork").Pool(2) as pool:
        print(sum(pool.map(work, [1, 2])))
"""


@pytest.fixture
def home(tmp_path, monkeypatch) -> Path:
    """A cache folder of this test alone."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(numba.config, "CACHE_DIR", "")
    return tmp_path / "inland-sim"


def test_the_folder_is_the_users_own_and_closed_to_others(home):
    code = CodeFolder()
    code.write("a", b"code")
    assert code.path is not None and code.path.parent == home
    assert [path.stat().st_mode & 0o777 for path in (home, code.path)] == [0o700, 0o700]
    assert CodeFolder().read("a") == b"code"
    assert CodeFolder().read("b") is None


def test_a_folder_that_others_can_read_is_closed(home):
    home.mkdir()
    home.chmod(0o755)
    assert CodeFolder().path is not None
    assert home.stat().st_mode & 0o777 == 0o700


def test_a_folder_that_others_can_write_to_is_not_taken(home, capsys):
    home.mkdir()
    home.chmod(0o777)
    assert_nothing_is_kept(capsys, f"{home}: others can write here")


def test_a_link_is_not_followed(home, tmp_path, capsys):
    (tmp_path / "planted").mkdir()
    home.symlink_to(tmp_path / "planted")
    assert_nothing_is_kept(capsys, f"{home}: this is a link")
    assert not list((tmp_path / "planted").iterdir())


def test_the_folder_of_another_user_is_not_taken(home, monkeypatch, capsys):
    home.mkdir()
    monkeypatch.setattr(os, "geteuid", lambda: home.stat().st_uid + 1)
    assert_nothing_is_kept(capsys, f"{home}: this is another user's")


def test_the_file_of_another_user_is_not_read(home, monkeypatch):
    code = CodeFolder()
    code.write("a", b"code")
    monkeypatch.setattr(os, "geteuid", lambda: home.stat().st_uid + 1)
    assert code.read("a") is None


def test_where_there_can_be_no_folder_one_line_says_so(home, monkeypatch, capsys):
    for place in ("/proc/nowhere", "/dev/null"):
        monkeypatch.setenv("XDG_CACHE_HOME", place)
        assert_nothing_is_kept(capsys, place)


def test_a_folder_without_the_right_to_write(home, monkeypatch, capsys):
    home.mkdir()
    monkeypatch.setattr(os, "access", lambda path, mode: False)  # root may write anywhere
    assert_nothing_is_kept(capsys, f"{home}: no right to write here")


def test_a_full_disk_ends_the_keeping_and_nothing_else(home, monkeypatch, capsys):
    def full(path, content):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))

    code = CodeFolder()
    assert code.path is not None
    monkeypatch.setattr(Path, "write_bytes", full)
    for _ in range(2):
        code.write("a", b"code")
    assert code.path is None and code.read("a") is None
    said = capsys.readouterr().err
    assert said.count("\n") == 1 and "No space left on device" in said


def test_numbas_folder_holds_ours_where_the_user_names_one(home, tmp_path, monkeypatch):
    """Named by the sources there, too: else it would go stale."""
    monkeypatch.setattr(numba.config, "CACHE_DIR", str(tmp_path / "numba"))
    path = CodeFolder().path
    assert path is not None and path.parent == tmp_path / "numba" / "inland-sim"


def test_old_versions_are_removed(home):
    for age in range(9):
        old = home / f"old{age}"
        old.mkdir(parents=True)
        os.utime(old, (age, age))
    path = CodeFolder().path
    assert path is not None
    assert {each.name for each in home.iterdir()} == {path.name, "old8", "old7", "old6"}
    assert len(list(home.iterdir())) == kept_code.VERSIONS_KEPT


def test_what_cannot_be_made_is_told_as_it_is(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(OSError, match="File exists"):
        own_folder(tmp_path / "file")


def test_a_user_without_home_and_entry_runs_and_workers_say_nothing(tmp_path):
    """Nothing is kept beside the sources either."""
    program = tmp_path / "program.py"
    program.write_text(AS_A_STRANGER)
    names = ("HOME", "XDG_CACHE_HOME", "NUMBA_CACHE_DIR")
    environment = {name: value for name, value in os.environ.items() if name not in names}
    done = subprocess.run(
        [sys.executable, program],
        env=environment | {"NUMBA_DISABLE_JIT": "0"},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout.split()) == (0, ["84.0", "12.0"]), done.stderr
    assert done.stderr == (
        "compiled code is not kept (the user has no home folder): "
        "each start compiles anew; XDG_CACHE_HOME names another place for it\n"
    )
    assert list(tmp_path.iterdir()) == [program]


def assert_nothing_is_kept(capsys, why):
    """No folder, and one line that says why."""
    code = CodeFolder()
    code.write("a", b"code")
    assert code.path is None and code.read("a") is None
    said = capsys.readouterr().err
    assert said.count("\n") == 1 and why in said
