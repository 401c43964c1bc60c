"""A comparison pairs all scenarios by seed against the first, and says what it found."""

from pathlib import Path

import pandas as pd
import pytest

from sim.experiments import (
    NoResultError,
    NothingToCompareError,
    RunFailedError,
    TooFewSeedsError,
    points,
    read_result,
)
from sim.experiments.compare import compare
from sim.experiments.pool import Failure
from sim.scenario import Position, Problem, Scenario, ScenarioErrors

SEEDS = [1, 2, 4, 5]


def test_every_scenario_runs_at_every_seed(
    without: Scenario, having: Scenario, inline: list[object], tmp_path: Path
) -> None:
    calls: list[tuple[int, int]] = []
    compare(
        [without, having],
        SEEDS,
        tmp_path / "r",
        1,
        lambda done, total, failed: calls.append((done, total)),
    )
    # Those of a seed share their warm-up: with one worker, one after the other.
    assert [(point.scenario.name, point.seed) for point in inline] == [
        (scenario.name, seed) for seed in SEEDS for scenario in (without, having)
    ]
    assert calls == [(done, 8) for done in range(9)]


def test_tables_of_a_comparison(
    without: Scenario, having: Scenario, inline: list[object], tmp_path: Path
) -> None:
    compare([without, having], SEEDS, tmp_path / "r", 1).write(tmp_path / "r")
    result = read_result(tmp_path / "r")
    assert list(result.outcomes) == ["scenario", "seed", "outcome", "value", "unit"]
    assert set(result.differences) == {
        "scenario",
        "baseline",
        "outcome",
        "unit",
        "base_mean",
        "difference",
        "low",
        "high",
        "relative",
        "clear",
        "undefined",
        "p_value",
        "p_adjusted",
        "controlled",
    }
    assert len(result.differences_by_province) == 2 * len(result.differences)
    tiers = result.tiers.set_index(["scenario", "tier"])["stock_days"]
    assert tiers["with_direct_ordering", "wholesalers_1"] == 2 * sum(SEEDS) / len(SEEDS)
    months = result.monthly.set_index("scenario")
    assert months.loc["without_direct_ordering", "customers"] == 100
    assert result.outcomes_by_month["month"].unique().tolist() == ["2016-01"]
    (income,) = result.differences_by_month.query("outcome == 'income.farmer'").itertuples()
    assert (income.unit, income.difference) == ("RMB/month", 25.0)
    assert (income.p_value, income.clear) == (2.0**-3, False)  # the same at each of four seeds
    assert [scenario["name"] for scenario in result.manifest["scenarios"]] == [
        "without_direct_ordering",
        "with_direct_ordering",
    ]
    assert result.manifest["seeds"] == SEEDS


def test_luck_cancels_out_in_a_pair(
    without: Scenario, having: Scenario, inline: list[object], tmp_path: Path
) -> None:
    differences = (
        compare([without, having], SEEDS, tmp_path / "r", 1)
        .tables["differences"]
        .set_index("outcome")
    )
    stockout = differences.loc["stockout_rate"]
    assert stockout["low"] < -0.03 < stockout["high"] < -0.02
    assert stockout["clear"]
    assert not differences.loc["fill_rate", "clear"]


def test_sentences_say_what_is_clear_and_what_is_not(
    without: Scenario, having: Scenario, inline: list[object], tmp_path: Path
) -> None:
    said = compare([without, having], [*SEEDS, 3], tmp_path / "r", 1).sentences()[
        "with_direct_ordering"
    ]
    assert said[0].startswith("Stockout rate falls by 2.9")
    assert said[0].endswith(": clear.")
    assert said[1].startswith("Income of farmers: no clear change (-")
    assert said[2] == "Fill rate: the same in every seed."
    assert said[3] == "Waste share: undefined in 1 seed, so there is no difference to give."


def test_one_scenario_is_nothing_to_compare(without: Scenario, tmp_path: Path) -> None:
    with pytest.raises(NothingToCompareError, match="two or more scenarios"):
        compare([without], SEEDS, tmp_path / "r", 1)


def test_two_scenarios_of_one_name_are_refused(without: Scenario, tmp_path: Path) -> None:
    with pytest.raises(NothingToCompareError, match="are called without_direct_ordering"):
        compare([without, without.with_values({"scale": 4000})], SEEDS, tmp_path, 1)


def test_one_seed_gives_no_interval(without: Scenario, having: Scenario, tmp_path: Path) -> None:
    with pytest.raises(TooFewSeedsError, match="an interval needs at least two seeds"):
        compare([without, having], [1], tmp_path / "r", 1)


def test_a_run_that_fails_is_told_and_the_others_are_kept(
    without: Scenario,
    having: Scenario,
    inline: list[object],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    works = points.run_point

    def fail(point: points.Point) -> points.Kept:
        if (point.scenario.name, point.seed) == ("without_direct_ordering", 2):
            raise RuntimeError("goods vanished on day 3")
        return works(point)

    told: list[str] = []
    monkeypatch.setattr(points, "run_point", fail)
    with pytest.raises(
        RunFailedError, match=r"seed 2: goods.*; 1 of 8 runs failed, the others are"
    ):
        compare(
            [without, having],
            SEEDS,
            tmp_path / "r",
            1,
            lambda done, of, failed: told.append(failed),
        )
    assert len(inline) == 8
    assert [line for line in told if line] == [
        "without_direct_ordering, seed 2: goods vanished on day 3"
    ]
    with pytest.raises(NoResultError, match="not finished; the same command goes on"):
        read_result(tmp_path / "r")
    inline.clear()
    monkeypatch.setattr(points, "run_point", works)
    again = compare([without, having], SEEDS, tmp_path / "r", 1)
    assert (len(inline), again.found) == (1, 7)


def test_after_ctrl_c_only_the_rest_runs_and_the_numbers_are_the_same(
    without: Scenario, having: Scenario, inline: list[object], tmp_path: Path
) -> None:
    def stop(done: int, total: int, failed: str) -> None:
        if done == 5:
            raise KeyboardInterrupt

    whole = compare([without, having], [*SEEDS, 3], tmp_path / "whole", 1)
    with pytest.raises(KeyboardInterrupt):
        compare([without, having], [*SEEDS, 3], tmp_path / "r", 1, stop)
    inline.clear()
    later = compare([without, having], [*SEEDS, 3], tmp_path / "r", 1)
    assert (len(inline), later.found) == (5, 5)
    assert later.tables.keys() == whole.tables.keys()
    for name, table in whole.tables.items():
        pd.testing.assert_frame_equal(later.tables[name], table, check_exact=True)


def test_a_damaged_run_is_told_with_its_file(
    without: Scenario, having: Scenario, inline: list[object], tmp_path: Path
) -> None:
    compare([without, having], SEEDS, tmp_path / "r", 1)
    stored = min((tmp_path / "r" / "points").iterdir())
    stored.write_text(stored.read_text()[:100])
    with pytest.raises(NoResultError, match=f"{stored.name}: this finished run is damaged; remove"):
        compare([without, having], SEEDS, tmp_path / "r", 1)


def test_what_the_user_can_mend_is_raised_as_such(
    without: Scenario, having: Scenario, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    problem = Problem(Position("mine.py", 3), "ordering", "it answers nan")
    failed = Failure(str(problem), str(problem), (problem,))
    monkeypatch.setattr(points, "warm_up_all", lambda scenarios: None)
    monkeypatch.setattr(
        points, "run_jobs", lambda work, jobs, workers: ((job, failed) for job in jobs)
    )
    with pytest.raises(ScenarioErrors, match=r"^mine\.py:3:1: ordering: it answers nan$"):
        compare([without, having], SEEDS, tmp_path / "r", 1)
