"""A comparison pairs all scenarios by seed against the first, and says what it found."""

from pathlib import Path

import pytest

from sim.experiments import (
    NothingToCompareError,
    RunFailedError,
    TooFewSeedsError,
    read_result,
)
from sim.experiments.compare import compare
from sim.scenario import Scenario

SEEDS = [1, 2, 4, 5]


def test_every_scenario_runs_at_every_seed(
    without: Scenario, having: Scenario, inline: list[object]
) -> None:
    calls: list[tuple[int, int]] = []
    compare([without, having], SEEDS, 1, lambda done, total: calls.append((done, total)))
    assert [(scenario.name, seed) for scenario, seed in inline] == [
        (scenario.name, seed) for scenario in (without, having) for seed in SEEDS
    ]
    assert calls == [(done, 8) for done in range(1, 9)]


def test_tables_of_a_comparison(
    without: Scenario, having: Scenario, inline: list[object], tmp_path: Path
) -> None:
    compare([without, having], SEEDS, 1).write(tmp_path / "r")
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
    assert (income.unit, income.difference, income.clear) == ("RMB/month", 25.0, True)
    assert [scenario["name"] for scenario in result.manifest["scenarios"]] == [
        "without_direct_ordering",
        "with_direct_ordering",
    ]
    assert result.manifest["seeds"] == SEEDS


def test_luck_cancels_out_in_a_pair(
    without: Scenario, having: Scenario, inline: list[object]
) -> None:
    differences = compare([without, having], SEEDS, 1).tables["differences"].set_index("outcome")
    stockout = differences.loc["stockout_rate"]
    assert stockout["low"] < -0.03 < stockout["high"] < -0.02
    assert stockout["clear"]
    assert not differences.loc["fill_rate", "clear"]


def test_sentences_say_what_is_clear_and_what_is_not(
    without: Scenario, having: Scenario, inline: list[object]
) -> None:
    said = compare([without, having], [*SEEDS, 3], 1).sentences()["with_direct_ordering"]
    assert said[0].startswith("Stockout rate falls by 2.9")
    assert said[0].endswith(": clear.")
    assert said[1].startswith("Income of farmers: no clear change (-")
    assert said[2] == "Fill rate: the same in every seed."
    assert said[3] == "Waste share: undefined in 1 seed, so there is no difference to give."


def test_one_scenario_is_nothing_to_compare(without: Scenario) -> None:
    with pytest.raises(NothingToCompareError, match="two or more scenarios"):
        compare([without], SEEDS, 1)


def test_two_scenarios_of_one_name_are_refused(without: Scenario) -> None:
    with pytest.raises(NothingToCompareError, match="are called without_direct_ordering"):
        compare([without, without.with_values({"scale": 4000})], SEEDS, 1)


def test_one_seed_gives_no_interval(without: Scenario, having: Scenario) -> None:
    with pytest.raises(TooFewSeedsError, match="an interval needs at least two seeds"):
        compare([without, having], [1], 1)


def test_a_run_that_fails_ends_the_comparison(
    without: Scenario, having: Scenario, inline: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(job: object) -> None:
        raise RuntimeError("goods vanished on day 3")

    monkeypatch.setattr("sim.experiments.compare.run_job", fail)
    with pytest.raises(RunFailedError, match="without_direct_ordering, seed 1: goods vanished"):
        compare([without, having], SEEDS, 1)
    assert len(inline) == 1
