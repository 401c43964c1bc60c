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


def test_people_get_the_means_by_what_was_varied(sim, sweep_file: Path) -> None:
    shown = sim("sweep", sweep_file).stdout
    assert shown.startswith("Level of direct ordering\n")
    content = json.loads(sim("sweep", sweep_file, "--json").stdout)
    assert len(content["summary"]) == 2
    for row in content["summary"]:
        mean, half = 100 * row["mean"], 50 * (row["high"] - row["low"])
        assert f" {row['direct.minimum_order']} " in shown
        assert f"{mean:.2f} ±{half:.2f}" in shown
    assert "Means over 2 seeds; ±: 95 % interval." in shown


def test_few_seeds_are_warned_of_in_text_json_and_manifest(sim, sweep_file: Path) -> None:
    few = "Only 2 seeds: intervals are wide and rough; take 5 or more."
    assert few in " ".join(sim("sweep", sweep_file, "--out", "r").stdout.split())
    content = json.loads(sim("sweep", sweep_file, "--json", "--out", "r").stdout)
    assert (content["seeds"], content["notes"]) == ([1, 2], [few])
    assert json.loads(Path("r/manifest.json").read_text())["warnings"] == [few]
    one = json.loads(sim("sweep", sweep_file, "--seeds", 1, "--json").stdout)
    assert one["notes"] == ["Only 1 seed: there are no intervals; take 5 or more."]
    enough = sim("sweep", sweep_file, "--seeds", 5, "--json", "--out", "r")
    assert json.loads(enough.stdout)["notes"] == []


def test_a_grid_of_several_keys_and_outcomes_fits_any_width(sim, monkeypatch) -> None:
    Path("grid.yaml").write_text(
        "title: Grid\nvary: {direct.minimum_order: [1, 2.5], levers.analytics: [off, 0.5]}\n"
        "outcomes: [stockout_rate.goods, income.farmer, waste_share, fill_rate]\nseeds: 2\n"
    )
    for width in (120, 40):
        monkeypatch.setenv("COLUMNS", str(width))
        shown = sim("sweep", "grid.yaml").stdout
        assert shown.count("7,000 ±0") == shown.count("90.00 ±0") == 4
        assert "2.5, 0.5" in shown
        assert "undefined" in shown
        assert max(map(len, shown.partition("result  ")[0].splitlines())) <= width


def test_of_many_points_the_first_are_shown(sim, sweep_file: Path) -> None:
    many = ", ".join(map(str, range(1, 44)))
    sweep_file.write_text(sweep_file.read_text().replace("[1, 2]", f"[{many}]"))
    assert "Of 43 points the others are in summary.csv" in " ".join(
        sim("sweep", sweep_file).stdout.split()
    )


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
