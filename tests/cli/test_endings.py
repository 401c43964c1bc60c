"""Exit codes: 2 for the user's errors, a line each; 1 and a traceback for ours; 130 for Ctrl-C."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sim.cli.counting import counted
from sim.experiments.manifests import write_json

PAIR = ("without_direct_ordering", "with_direct_ordering")
NINE = (
    *("history", "base", "all_levers", "all_three", "analytics_alone", "direct_ordering_alone"),
    *("fast_replenishment_alone", "pricing/cost_plus_with", "pricing/cost_plus_without"),
)
MANY = [*range(1, 171)]
VAST = (
    f"vary: {{scale: {MANY}, stock.moq: {MANY}}}\noutcomes: [stockout_rate.goods]\nseeds: 10000\n"
)


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
        (["compare", "base", "textbook/eoq"], "base is of the country and eoq of a population"),
        (["compare", "textbook/eoq", "base"], "allowed: scenarios with the same population.kind"),
        (["tornado", "textbook/eoq", "--against", "base"], "which have no outcomes in common"),
        (
            ["compare", *PAIR, "--seed", "2147483647", "--seeds", "2"],
            "2 seeds from 2147483647 on end with 2147483648; allowed: seeds up to 2147483647",
        ),
        (
            ["tornado", PAIR[1], "--against", PAIR[0], "--parameters", "scale"],
            "allowed: what `sim explain` calls assumed",
        ),
        (
            ["run", "base", "--set", "levers.analytics={level: 1, from: 2030-01-01}"],
            "--set:1:18: levers.analytics: the lever starts on 2030-01-01",
        ),
        (
            [
                "run",
                "base",
                "--set",
                "population.provinces=[Tibet]",
                "--set",
                "levers.analytics= {level: 1, where: [Gansu]}",
            ],
            "--set:1:19: levers.analytics: the lever is on in Gansu",
        ),
        (["attribute", "base"], "no lever is on in base"),
        (["attribute", "all_three", "--seeds", "1"], "an interval needs at least two seeds"),
        (["attribute", "all_three", "--levers", "analitics"], "did you mean analytics?"),
        (["attribute", "all_three", "--levers", "new_retail"], "the lever new_retail is off"),
        (["sweep", "nowhere"], "there is no file 'nowhere'"),
        (["compare", *PAIR, *NINE, "--seeds", "10000"], "11 scenarios x 10,000 seeds"),
        (["attribute", "all_levers", "--seeds", "10000"], "subsets of levers x 10,000 seeds = "),
        (
            ["sweep", "vast.yaml"],
            "170 scale x 170 stock.moq x 10,000 seeds = 289,000,000 runs; at most",
        ),
        (["run", "base", "--out", "link"], "this link leads nowhere"),
        (["run", "base", "--out", "n" * 300], "the name is too long"),
        (["run", "base", "--out", "~nobody-here/r"], "there is no home folder"),
        (["run", "base", "--out", "strange", "--save-every", "9"], "this is no run that sim saved"),
        (["plot", "n" * 300], "there is no such folder"),
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
    (tmp_path / "link").symlink_to("nowhere")
    (tmp_path / "strange").mkdir()
    (tmp_path / "strange" / "saved.npz").write_bytes(b"mine")
    (tmp_path / "vast.yaml").write_text(VAST)
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


def test_ctrl_c_says_that_a_saved_run_goes_on(sim, tmp_path: Path, monkeypatch) -> None:
    from sim.model import TradeModel

    monkeypatch.setattr(
        TradeModel, "go_on_from", lambda self, saved: (tmp_path / "r" / "saved.npz").write_text("")
    )
    (tmp_path / "r").mkdir()
    result = sim("run", "base", "--seed", 14, "--out", "r", "--save-every", 1)
    assert result.exit_code == 130
    assert result.stderr.splitlines()[-1] == (
        "interrupted; the same command goes on from the last save"
    )


@pytest.mark.parametrize(
    ("number", "things", "told"),
    [
        (1, "levers", "1 lever"),
        (0, "runs", "0 runs"),
        (2000, "checks", "2,000 checks"),
        (1, "ends of guesses", "1 end of guesses"),
    ],
)
def test_one_is_told_in_the_singular(number: int, things: str, told: str) -> None:
    assert counted(number, things) == told


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


def test_a_name_too_long_for_a_folder_is_cut(sim, tmp_path: Path) -> None:
    (tmp_path / f"{'n' * 240}.yaml").write_text("extends: base\n")
    assert sim("run", f"{'n' * 240}.yaml", "--json").exit_code == 0


def test_a_full_disk_is_one_line_and_keeps_finished_runs(
    sim, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = Path.write_bytes
    room = [3]  # the manifest of an unfinished comparison, and two runs

    def full(self: Path, data: bytes) -> int:
        room[0] -= 1
        if room[0] < 0:
            raise OSError(28, "No space left on device")
        return write(self, data)

    words = ("compare", *PAIR, "--seeds", 2, "--out", "r")
    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", full)
        result = sim(*words)
    assert result.exit_code == 1
    kept, line = result.stderr.splitlines()[-2:]
    assert kept == "finished runs are kept; the same command does only what is missing"
    assert "can't be written: No space left on device" in line
    assert "2 runs done, 2 were there before" in sim(*words).stderr


def test_a_full_disk_for_a_run_is_one_line(
    sim, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*args: object, **kwargs: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pyarrow.parquet.write_table", full)
    result = sim("run", "base", "--out", "r")
    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1] == "r: can't be written: No space left on device"
    assert not (tmp_path / "r").exists()


@pytest.mark.parametrize("file", ["outcomes.parquet", "tiers.parquet", "manifest.json"])
@pytest.mark.parametrize("change", ["cut", "changed", "empty", "gone", "a folder"])
def test_a_damaged_result_is_not_drawn(sim, tmp_path: Path, file: str, change: str) -> None:
    assert sim("run", "base", "--out", "r", "--json").exit_code == 0
    path = tmp_path / "r" / file
    content = path.read_bytes()
    path.unlink()
    if change == "a folder":
        path.mkdir()
    elif change != "gone":
        half = len(content) // 2
        other = content[:half] + b"7" + content[half + 1 :]
        path.write_bytes({"cut": content[:half], "changed": other, "empty": b""}[change])
    result = sim("plot", "r")
    needed = file != "outcomes.parquet"  # the picture of these invented tables is of the tiers
    assert result.exit_code == (2 if needed else 0), result.output
    assert len(result.stderr.splitlines()) == needed
    assert not (tmp_path / "r" / "pictures").exists() or not needed


def test_the_same_run_as_json_keeps_its_pictures(sim, tmp_path: Path) -> None:
    assert sim("run", "base", "--out", "r").exit_code == 0
    drawn = {path.name for path in (tmp_path / "r" / "pictures").iterdir()}
    for file in ("notes.csv", "pictures/cat.png", "saved.npz"):
        (tmp_path / "r" / file).write_text("mine")
    assert sim("run", "base", "--out", "r", "--json").exit_code == 0
    pictures = {path.name for path in (tmp_path / "r" / "pictures").iterdir()}
    assert drawn and pictures == {"cat.png", *drawn}
    assert sim("run", "base", "--out", "r", "--json", "--seed", 2).exit_code == 0
    for file in ("notes.csv", "pictures/cat.png", "saved.npz"):
        assert (tmp_path / "r" / file).read_text() == "mine"
    assert [path.name for path in (tmp_path / "r" / "pictures").iterdir()] == ["cat.png"]


def test_pictures_of_the_user_are_not_drawn_over(sim, tmp_path: Path) -> None:
    assert sim("run", "base", "--out", "r", "--json").exit_code == 0
    (tmp_path / "r" / "pictures").mkdir()
    (tmp_path / "r" / "pictures" / "tiers.png").write_text("mine")
    result = sim("run", "base", "--out", "r")
    assert result.exit_code == 2
    assert "tiers.png: this file is not sim's" in result.stderr
    assert "running" not in result.stderr
