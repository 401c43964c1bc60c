"""`sim sweep`: goes on where it stopped, and tells what failed."""

import json
from pathlib import Path


def test_a_second_call_does_nothing_again(sim, sweep_file: Path) -> None:
    first = sim("sweep", sweep_file)
    assert first.exit_code == 0
    assert "4 runs done, 0 were there before, 0 failed" in first.stderr
    assert "sweep.png" in first.stdout
    second = sim("sweep", sweep_file)
    assert "0 runs done, 4 were there before, 0 failed" in second.stderr
    assert first.stdout == second.stdout


def test_seeds_can_be_more_than_the_file_says(sim, sweep_file: Path) -> None:
    sim("sweep", sweep_file)
    result = sim("sweep", sweep_file, "--seeds", 3, "--json")
    assert "2 runs done, 4 were there before" in result.stderr
    content = json.loads(result.stdout)
    assert len(content["points"]) == 6
    assert [row["seeds"] for row in content["summary"]] == [3, 3]


def test_failures_are_shown_and_end_in_1(sim, sweep_file: Path) -> None:
    result = sim("sweep", sweep_file, "--seed", 12, "--out", "r")
    assert result.exit_code == 1
    assert (
        "failed: direct.minimum_order=1, seed 13: ZeroDivisionError: goods vanished"
        in result.stderr
    )
    assert "2 runs done, 0 were there before, 2 failed" in result.stderr
    assert "Traceback: here" in result.stderr
    assert len(Path("r/failures.csv").read_text().splitlines()) == 3
    assert len(Path("r/points.csv").read_text().splitlines()) == 3


def test_ctrl_c_says_how_to_go_on(sim, sweep_file: Path) -> None:
    result = sim("sweep", sweep_file, "--seed", 13, "--out", "r")
    assert result.exit_code == 130
    assert result.stderr.splitlines()[-1] == (
        "interrupted; the same command does only what is missing"
    )
