"""Exit codes: 2 for the user's errors, a line each; 1 and a traceback for ours; 130 for Ctrl-C."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sim.experiments.manifests import write_json

PAIR = ("without_direct_ordering", "with_direct_ordering")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["run", "nowhere"], "there is no file 'nowhere'"),
        (["run", "base", "--set", "stock.mog=3"], "did you mean"),
        (["run", "base", "--set", "scale=-1"], "scale"),
        (["run", "base", "--out", "file"], "this is a file"),
        (["run", "base", "--out", "full"], "the folder holds notes.txt"),
        (["compare", "base"], "two or more scenarios"),
        (["compare", "base", "base"], "two of the scenarios are called base"),
        (["compare", *PAIR, "--seeds", "1"], "an interval needs at least two seeds"),
        (["attribute", "base"], "no lever is on in base"),
        (["attribute", "all_three", "--seeds", "1"], "an interval needs at least two seeds"),
        (["attribute", "all_three", "--levers", "analitics"], "did you mean analytics?"),
        (["attribute", "all_three", "--levers", "new_retail"], "the lever new_retail is off"),
        (["sweep", "nowhere"], "there is no file 'nowhere'"),
        (["plot", "nowhere"], "there is no such folder"),
        (["plot", "full"], "this is no result folder"),
        (["plot", "unfinished"], "this sweep is not finished"),
        (["explain", "nothing"], "unknown key"),
        (["diff", "base", "bse"], "did you mean base?"),
        (["list", "sweps"], "'sweps'; allowed: scenarios, sweeps, fingerprints; did you mean swee"),
        (["verify", "--only", "lost_sale"], "did you mean lost_sales?"),
    ],
)
def test_the_users_errors_end_in_2_with_one_line(
    sim, tmp_path: Path, words: list[str], told: str
) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "notes.txt").touch()
    (tmp_path / "unfinished").mkdir()
    unfinished = {"kind": "sweep", "source_hash": "a", "finished": False}
    write_json(tmp_path / "unfinished" / "manifest.json", unfinished)
    result = sim(*words)
    assert result.exit_code == 2
    (line,) = result.stderr.splitlines()
    assert told in line
    assert result.stdout == ""
    assert not (tmp_path / "results").exists()


@pytest.mark.parametrize(
    "words",
    [
        ["run"],
        ["run", "base", "--seed", "-1"],
        ["run", "base", "--sed", "1"],
        ["walk"],
    ],
)
def test_a_wrong_command_line_ends_in_2(sim, words: list[str]) -> None:
    result = sim(*words)
    assert result.exit_code == 2
    assert "Traceback" not in result.stderr


def test_every_error_of_a_file_is_told(sim, tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("scale: -1\nstok.moq: 3\n")
    result = sim("run", "bad.yaml")
    assert result.exit_code == 2
    assert [line.split(": ")[0] for line in result.stderr.splitlines()] == [
        "bad.yaml:1:8",
        "bad.yaml:2:1",
    ]


def test_a_bug_keeps_its_traceback(sim, tmp_path: Path) -> None:
    result = sim("run", "base", "--seed", 13)
    assert result.exit_code == 1
    assert isinstance(result.exception, ZeroDivisionError)
    assert not (tmp_path / "results").exists()


def test_ctrl_c_ends_in_130_with_one_line_and_nothing_written(sim, tmp_path: Path) -> None:
    result = sim("run", "base", "--seed", 14)
    assert result.exit_code == 130
    assert result.stderr.splitlines()[-1] == "interrupted"
    assert not (tmp_path / "results").exists()


def test_a_newer_numba_is_told_in_one_line(tmp_path: Path) -> None:
    """It need not even have the parts that this program uses."""
    (tmp_path / "numba.py").write_text('__version__ = "9.9.1"')
    done = subprocess.run(
        [sys.executable, "-c", "from sim.cli import app; app()", "run", "textbook/beer_game"],
        env=os.environ | {"PYTHONPATH": str(tmp_path)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 2
    assert "works with numba 0.68, and 9.9.1 is installed" in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr
