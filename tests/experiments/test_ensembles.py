"""Each seed has a parameter set of its own, and an interval is about one world."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from sim.experiments import read_result
from sim.experiments.compare import compare
from sim.experiments.differences import intervals, paired_differences
from sim.experiments.ensembles import ALONE, Ensemble, read_ensemble
from sim.experiments.errors import EnsembleRefusedError
from sim.experiments.one_world import one_world
from sim.experiments.run import Outcome, RunResult
from sim.experiments.sweep import folder_content, run_sweep
from sim.scenario import Scenario, read_sweep

TASTE = "online.taste_growth"
THREE = Ensemble(tuple({TASTE: taste, "online.lack_weight": 1.0} for taste in (0.1, 0.2, 0.3)))


def of_taste(scenario: Scenario, seed: int, **how: object) -> RunResult:
    """What is wasted is the taste, ordering adds the lack, and luck is nothing."""
    online, direct = scenario.online, scenario.levers.direct_ordering.level
    waste = online.taste_growth + direct * online.lack_weight * online.taste_growth
    timing = dict.fromkeys(("setup_s", "compile_s", "run_s", "shelf_days"), 1.0)
    return RunResult(scenario, seed, {"waste_share": Outcome(waste, "share")}, {}, {}, timing)


@pytest.fixture
def tasteful(inline: list[object], monkeypatch: pytest.MonkeyPatch) -> list[object]:
    monkeypatch.setattr("sim.experiments.points.run_scenario", of_taste)
    return inline


def test_sets_come_in_turn(base: Scenario) -> None:
    tastes = [THREE.given(base, seed).online.taste_growth for seed in (3, 4, 5, 6)]
    assert tastes == [0.1, 0.2, 0.3, 0.1]
    assert ALONE.given(base, 3) is base


def test_pairs_share_the_set_and_the_interval_is_that_of_one_world(
    without: Scenario, having: Scenario, tasteful: list, tmp_path: Path
) -> None:
    done = compare([without, having], [3, 4, 5], tmp_path / "r", 1, ensemble=THREE)
    row = done.tables["differences"].iloc[0]
    assert row["base_mean"] == pytest.approx(0.2)
    assert row["difference"] == pytest.approx(0.2)
    # Student's t of one more draw: not of the mean, which is 1/sqrt(3) of a deviation wide.
    margin = stats.t.ppf(0.975, 2) * 0.1 * np.sqrt(1 + 1 / 3)
    assert row["high"] - row["difference"] == pytest.approx(margin)
    assert not row["clear"]
    done.write(tmp_path / "r")
    assert read_result(tmp_path / "r").manifest["ensemble"] == [dict(each) for each in THREE.sets]


def test_what_sets_a_scenario_apart_stays(
    without: Scenario, tasteful: list, tmp_path: Path
) -> None:
    from dataclasses import replace

    none = replace(without.with_values({TASTE: 0.0}), name="no_taste")
    compare([without, none], [3, 4], tmp_path / "r", 1, ensemble=THREE)
    assert [point.scenario.online.taste_growth for point in tasteful] == [0.1, 0.2, 0.0, 0.0]
    assert [point.scenario.online.lack_weight for point in tasteful] == [1.0] * 4


def test_a_sweep_varies_its_key_and_seeds_the_others(tasteful: list, tmp_path: Path) -> None:
    (tmp_path / "s.yaml").write_text(
        "title: Lack\nextends: base\nvary: {online.lack_weight: [0, 2]}\n"
        "outcomes: [waste_share]\nseeds: 2\n"
    )
    sweep = read_sweep(tmp_path / "s.yaml")
    result = run_sweep(sweep, [3, 4], tmp_path / "r", 1, ensemble=THREE)
    assert [point.scenario.online.lack_weight for point in tasteful] == [0, 0, 2, 2]
    assert result.tables["points"]["waste_share"].tolist() == [0.1, 0.2] * 2
    row = result.tables["summary"].iloc[0]
    deviation = np.std([0.1, 0.2], ddof=1)
    assert row["high"] - 0.15 == pytest.approx(stats.t.ppf(0.975, 1) * deviation * np.sqrt(1.5))
    assert folder_content(sweep, THREE) != folder_content(sweep)


def test_outside_an_ensemble_nothing_is_wider() -> None:
    values = pd.DataFrame({"of": "all", "value": [1.0, 2.0, 4.0]})
    usual = intervals(values, ["of"])
    with one_world(so=False):
        pd.testing.assert_frame_equal(intervals(values, ["of"]), usual)
    with one_world(so=True):
        wide = intervals(values, ["of"])
    pd.testing.assert_frame_equal(intervals(values, ["of"]), usual)
    assert (wide["high"] - wide["mean"])[0] == pytest.approx(
        2.0 * (usual["high"] - usual["mean"])[0]
    )


def test_the_p_value_goes_with_the_interval() -> None:
    rows = [
        (name, seed, "x", value, "RMB")
        for name, column in {"a": [0.0, 0.0, 0.0], "b": [1.0, 2.0, 3.0]}.items()
        for seed, value in enumerate(column)
    ]
    table = pd.DataFrame(rows, columns=["scenario", "seed", "outcome", "value", "unit"])
    with one_world(so=True):
        row = paired_differences(table, {"b": "a"}).iloc[0]
    assert row["p_value"] == pytest.approx(2 * stats.t.sf(2.0 / np.sqrt(4 / 3), 2))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "has no row"),
        ("online.taste_grow\n0.1\n", "did you mean online.taste_growth"),
        (f"{TASTE}\n0.1,0.2\n", "'None' is no parameter"),
        (f"{TASTE}\nmuch\n", ":2: online.taste_growth: 'much' is no number"),
        (f"{TASTE},online.lack_weight\n0.1\n", ":2: online.lack_weight: nothing is no number"),
    ],
)
def test_a_file_without_sets_is_refused(text: str, told: str, tmp_path: Path) -> None:
    path = tmp_path / "sets.csv"
    path.write_text(text)
    with pytest.raises(EnsembleRefusedError, match=told):
        read_ensemble(str(path))


def test_a_key_that_was_set_is_not_overridden_in_silence(tmp_path: Path) -> None:
    path = tmp_path / "sets.csv"
    path.write_text(f"{TASTE}\n0.1\n")
    assert read_ensemble(str(path), ["scale=500"]).sets == ({TASTE: 0.1},)
    with pytest.raises(EnsembleRefusedError, match=f"--set {TASTE}: .*leave one of them out"):
        read_ensemble(str(path), [f"{TASTE}=0.2"])
    with pytest.raises(EnsembleRefusedError, match="there is no file 'none"):
        read_ensemble("none.csv")
    with pytest.raises(EnsembleRefusedError, match="--ensemble"):
        read_ensemble("")
    assert read_ensemble(None) is ALONE
