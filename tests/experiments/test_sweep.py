"""A sweep does each run once, goes on after a stop, and tells failures."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from sim.experiments import UnknownOutcomeError, read_result
from sim.experiments.manifests import MANIFEST
from sim.experiments.sweep import folder_content, run_sweep
from sim.scenario import ScenarioErrors, Sweep, read_sweep

FILE = """
title: Level of direct ordering
extends: base
vary:
  levers.direct_ordering: [off, 0.5, 1]
outcomes: [stockout_rate, waste_share]
seeds: 2
"""


@pytest.fixture
def sweep(tmp_path: Path) -> Sweep:
    return written(tmp_path, FILE)


def written(folder: Path, text: str) -> Sweep:
    (folder / "levels.yaml").write_text(text)
    return read_sweep(folder / "levels.yaml")


def test_every_point_runs_at_every_seed(sweep: Sweep, tmp_path: Path, inline: list) -> None:
    result = run_sweep(sweep, [1, 2], tmp_path / "r", 1)
    assert (result.found, result.ran, len(result.failures)) == (0, 6, 0)
    back = read_result(tmp_path / "r")
    assert back.points.columns.tolist() == [
        "levers.direct_ordering",
        "seed",
        "stockout_rate",
        "waste_share",
    ]
    assert back.points["levers.direct_ordering"].tolist() == [0, 0, 0.5, 0.5, 1, 1]
    assert back.points["seed"].tolist() == [1, 2] * 3
    stockout = back.summary[back.summary["outcome"] == "stockout_rate"]
    assert stockout["mean"].tolist() == pytest.approx(
        back.points.groupby("levers.direct_ordering")["stockout_rate"].mean().tolist()
    )
    assert pd.read_csv(tmp_path / "r" / "points.csv").equals(back.points)
    assert back.manifest["sweep"]["vary"] == {"levers.direct_ordering": ["off", 0.5, 1]}


def test_a_second_call_runs_nothing(sweep: Sweep, tmp_path: Path, inline: list) -> None:
    first = run_sweep(sweep, [1, 2], tmp_path / "r", 1)
    inline.clear()
    second = run_sweep(sweep, [1, 2], tmp_path / "r", 1)
    assert inline == []
    assert (second.found, second.ran) == (6, 0)
    pd.testing.assert_frame_equal(first.tables["summary"], second.tables["summary"])


def test_after_ctrl_c_only_the_rest_runs(sweep: Sweep, tmp_path: Path, inline: list) -> None:
    def stop(done: int, total: int, failed: str) -> None:
        if done == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_sweep(sweep, [1, 2], tmp_path / "r", 1, stop)
    inline.clear()
    progress: list[int] = []
    result = run_sweep(
        sweep, [1, 2], tmp_path / "r", 1, lambda done, total, failed: progress.append(done)
    )
    assert len(inline) == 2
    assert progress == [4, 5, 6]
    assert (result.found, result.ran) == (4, 2)
    assert len(read_result(tmp_path / "r").points) == 6


def test_a_sweep_grows_by_values_and_seeds(sweep: Sweep, tmp_path: Path, inline: list) -> None:
    run_sweep(sweep, [1, 2], tmp_path / "r", 1)
    inline.clear()
    grown = written(tmp_path, FILE.replace("[off, 0.5, 1]", "[off, 0.25, 1]"))
    assert folder_content(grown) == folder_content(sweep)
    result = run_sweep(grown, [1, 2, 4], tmp_path / "r", 1)
    assert (result.found, result.ran) == (4, 5)
    assert sorted(set(result.tables["points"]["levers.direct_ordering"])) == [0, 0.25, 1]


def test_another_scenario_runs_anew(sweep: Sweep, tmp_path: Path, inline: list) -> None:
    run_sweep(sweep, [1], tmp_path / "r", 1)
    other = written(tmp_path, FILE + "scale: 4000\n")
    assert folder_content(other) != folder_content(sweep)
    assert run_sweep(other, [1], tmp_path / "r", 1).found == 0


def test_a_new_title_or_outcome_runs_nothing(sweep: Sweep, tmp_path: Path, inline: list) -> None:
    run_sweep(sweep, [1], tmp_path / "r", 1)
    other = FILE.replace("Level", "Share").replace("waste_share", "fill_rate")
    result = run_sweep(written(tmp_path, other), [1], tmp_path / "r", 1)
    assert (result.found, result.ran) == (3, 0)
    assert "fill_rate" in result.tables["points"]


def test_what_fails_is_told_and_tried_again(
    sweep: Sweep, tmp_path: Path, inline: list, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sim.experiments import points as module

    works = module.run_point

    def fail_at_half(point: object) -> object:
        if point.scenario.levers.direct_ordering.level == 0.5 and point.seed == 1:
            raise RuntimeError("goods vanished")
        return works(point)

    told: list[str] = []
    monkeypatch.setattr("sim.experiments.points.run_point", fail_at_half)
    result = run_sweep(
        sweep, [1, 2], tmp_path / "r", 1, lambda done, total, failed: told.append(failed)
    )
    assert [line for line in told if line] == ["levers.direct_ordering=0.5, seed 1: goods vanished"]
    assert len(result.failures) == 1
    failures = pd.read_csv(tmp_path / "r" / "failures.csv")
    assert failures.to_dict("list") == {
        "levers.direct_ordering": [0.5],
        "seed": [1],
        "error": ["goods vanished"],
    }
    assert len(read_result(tmp_path / "r").points) == 5
    monkeypatch.setattr("sim.experiments.points.run_point", works)
    again = run_sweep(sweep, [1, 2], tmp_path / "r", 1)
    assert (again.found, again.ran) == (5, 1)
    assert not (tmp_path / "r" / "failures.csv").exists()


@pytest.mark.parametrize(
    ("base", "name", "told"),
    [
        ("base", "wasteshare", "'wasteshare' is no outcome of the country; .* waste_share?"),
        ("base", "total_cost", "'total_cost' is no outcome of the country; allowed: names from"),
        ("textbook/eoq", "total_cos", "'total_cos' is no outcome of a textbook case; .*total_cost"),
    ],
)
def test_a_misspelt_outcome_is_told_with_its_place_before_any_run(
    base: str, name: str, told: str, tmp_path: Path, inline: list
) -> None:
    text = FILE.replace("stockout_rate, waste_share", f"income.farmer, {name}")
    text = text.replace("base", base)
    sweep = written(tmp_path, text.replace("levers.direct_ordering: [off, 0.5, 1]", "scale: [1]"))
    with pytest.raises(ScenarioErrors, match=rf"levels.yaml:6:27: outcomes: {told}"):
        run_sweep(sweep, [1], tmp_path / "r", 1)
    assert inline == []
    assert not (tmp_path / "r").exists()


def test_an_outcome_that_the_first_run_lacks_is_told_after_it(tmp_path: Path, inline: list) -> None:
    sweep = written(tmp_path, FILE.replace("waste_share", "relief.cost"))
    with pytest.raises(UnknownOutcomeError, match=r"do not report 'relief\.cost'; allowed: w"):
        run_sweep(sweep, [1], tmp_path / "r", 1)
    assert len(inline) == 1
    assert not (tmp_path / "r").exists()


def test_an_undefined_outcome_is_empty_in_tables(
    sweep: Sweep, tmp_path: Path, inline: list
) -> None:
    run_sweep(sweep, [2, 3], tmp_path / "r", 1)
    summary = read_result(tmp_path / "r").summary
    waste = summary[summary["outcome"] == "waste_share"]
    assert waste["mean"].isna().all()
    assert waste["seeds"].tolist() == [1, 1, 1]


def test_lists_and_mixed_values_are_words_in_tables(tmp_path: Path, inline: list) -> None:
    text = FILE.replace(
        "levers.direct_ordering: [off, 0.5, 1]", "population.provinces: [all, [Gansu]]"
    )
    tables = run_sweep(written(tmp_path, text), [1, 2], tmp_path / "r", 1).tables
    assert tables["points"]["population.provinces"].tolist() == [
        "all",
        "all",
        '["Gansu"]',
        '["Gansu"]',
    ]


def test_a_sweep_under_way_is_marked(sweep: Sweep, tmp_path: Path, inline: list) -> None:
    seen: list[str] = []

    def look(done: int, total: int, failed: str) -> None:
        if done:
            seen.append((tmp_path / "r" / MANIFEST).read_text())

    run_sweep(sweep, [1], tmp_path / "r", 1, look)
    assert all('"finished": false' in text for text in seen)
    assert read_result(tmp_path / "r").manifest["finished"]


def test_break_evens_are_told_with_the_sum_and_in_the_json(tmp_path: Path, inline: list) -> None:
    text = FILE.replace("[stockout_rate, waste_share]", "[stockout_rate]") + "break_even: 0.085\n"
    result = run_sweep(written(tmp_path, text), [1, 2], tmp_path / "r", 1)
    (row,) = result.as_json()["break_even"]
    means = result.tables["points"].groupby("levers.direct_ordering")["stockout_rate"].mean()
    assert row["found"] == "falls below"
    assert row["at"] == pytest.approx(np.interp(-0.085, -means, means.index))
    assert (row["parameter"], row["sum"], row["seeds"]) == ("levers.direct_ordering", 0.085, 2)
    assert read_result(tmp_path / "r").manifest["sweep"]["break_even"] == 0.085
    assert (tmp_path / "r" / "break_even.csv").exists()


def test_levels_that_stay_on_one_side_of_zero_have_no_break_even(
    sweep: Sweep, tmp_path: Path, inline: list
) -> None:
    assert "break_even" not in run_sweep(sweep, [1, 2], tmp_path / "r", 1).tables
