"""Paired differences and intervals agree with scipy's own t tests."""

import math

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from sim.experiments import TooFewSeedsError
from sim.experiments.differences import intervals, means_over_seeds, paired_differences


def outcomes(values: dict[str, list[float]], outcome: str = "x") -> pd.DataFrame:
    rows = [
        (scenario, seed, outcome, value, "RMB")
        for scenario, column in values.items()
        for seed, value in enumerate(column, 1)
    ]
    return pd.DataFrame(rows, columns=["scenario", "seed", "outcome", "value", "unit"])


@pytest.mark.parametrize("seeds", [2, 3, 10, 40])
@pytest.mark.parametrize("shift", [0.0, 0.5, -3.0])
def test_the_interval_is_that_of_a_paired_t_test(seeds: int, shift: float) -> None:
    chance = np.random.default_rng(seeds)
    base = chance.normal(10, 5, seeds)
    other = base + shift + chance.normal(0, 1, seeds)
    table = outcomes({"base": base.tolist(), "other": other.tolist()})
    row = paired_differences(table, {"other": "base"}).iloc[0]
    test = stats.ttest_rel(other, base)
    low, high = test.confidence_interval(0.95)
    assert row[["low", "high"]].tolist() == pytest.approx([low, high])
    assert row["difference"] == pytest.approx((other - base).mean())
    assert row["base_mean"] == pytest.approx(base.mean())
    assert row["relative"] == pytest.approx((other - base).mean() / base.mean())
    assert row["clear"] == (test.pvalue < 0.05)


def test_no_difference_at_all_is_not_clear() -> None:
    row = paired_differences(outcomes({"a": [1.0, 2.0], "b": [1.0, 2.0]}), {"b": "a"}).iloc[0]
    assert (row["difference"], row["low"], row["high"]) == (0, 0, 0)
    assert not row["clear"]


@pytest.mark.parametrize("seeds", [2, 3, 5, 6, 7, 20])
@pytest.mark.parametrize("by", [1.0, -0.2])
def test_the_same_difference_at_every_seed_is_judged_by_its_signs(seeds: int, by: float) -> None:
    base = [0.1 * seed for seed in range(seeds)]
    table = outcomes({"a": base, "b": [value + by for value in base]})
    row = paired_differences(table, {"b": "a"}).iloc[0]
    assert row["difference"] == pytest.approx(by)
    assert row["p_value"] == pytest.approx(stats.binomtest(seeds, seeds).pvalue)
    assert row["clear"] == (row["p_value"] < 0.05) == (seeds > 5)
    if seeds > 5:
        assert row[["low", "high"]].tolist() == pytest.approx([by, by])
    else:  # the t test with that interval has that p-value
        quantile = stats.t.ppf(0.975, seeds - 1)
        error = (row["high"] - row["low"]) / (2 * quantile)
        assert 2 * stats.t.sf(abs(by) / error, seeds - 1) == pytest.approx(row["p_value"])


def test_a_level_that_is_the_same_at_every_seed_has_no_width_unless_held_against_a_sum() -> None:
    table = pd.DataFrame({"key": 1, "value": [3.0, 3.0]})
    assert intervals(table, ["key"]).loc[0, ["low", "high"]].tolist() == [3, 3]
    assert intervals(table, ["key"], against=3.0).loc[0, ["low", "high"]].tolist() == [3, 3]
    low, high = intervals(table, ["key"], against=2.0).loc[0, ["low", "high"]]
    assert low < 2 < high


def test_the_rounding_of_a_sum_is_no_difference() -> None:
    base = [0.1 + 0.2, 3.0]
    row = paired_differences(outcomes({"a": base, "b": [0.3, 3.0]}), {"b": "a"}).iloc[0]
    assert row["difference"] == 0
    assert not row["clear"]


def test_an_undefined_outcome_leaves_no_difference_and_is_counted() -> None:
    row = paired_differences(outcomes({"a": [1, 2, math.nan], "b": [2, 3, 4]}), {"b": "a"}).iloc[0]
    assert row["undefined"] == 1
    assert np.isnan(row[["base_mean", "difference", "low", "high", "relative"]].tolist()).all()
    assert not row["clear"]


def test_an_outcome_that_one_scenario_lacks_is_undefined_in_all_seeds() -> None:
    both = outcomes({"a": [1, 2], "b": [2, 3]})
    more = pd.concat([both, outcomes({"b": [5, 6]}, "tier4")], ignore_index=True)
    table = paired_differences(more, {"b": "a"}).set_index("outcome")
    assert table.loc["tier4", "undefined"] == 2
    assert table.loc["x", "undefined"] == 0


def test_a_share_of_nothing_is_undefined() -> None:
    row = paired_differences(outcomes({"a": [0.0, 0.0], "b": [1.0, 2.0]}), {"b": "a"}).iloc[0]
    assert math.isnan(row["relative"])


def test_the_order_is_that_of_scenarios_and_outcomes() -> None:
    parts = [outcomes({"z": [1, 2], "b": [2, 4], "a": [3, 4]}, name) for name in ("y", "x")]
    table = paired_differences(pd.concat(parts, ignore_index=True), {"b": "z", "a": "z"})
    assert table[["scenario", "outcome"]].to_numpy().tolist() == [
        ["b", "y"],
        ["b", "x"],
        ["a", "y"],
        ["a", "x"],
    ]
    assert (table["baseline"] == "z").all()


def test_each_pair_has_a_baseline_of_its_own() -> None:
    values = outcomes({"a": [1, 2], "b": [2, 3], "c": [10, 20], "d": [15, 25]})
    table = paired_differences(values, {"b": "a", "d": "c"}).set_index("scenario")
    assert table["difference"].to_dict() == {"b": 1, "d": 5}
    assert table["base_mean"].to_dict() == {"b": 1.5, "d": 15}
    assert table["baseline"].to_dict() == {"b": "a", "d": "c"}


def test_provinces_are_paired_with_themselves() -> None:
    table = outcomes({"a": [1.0, 2.0], "b": [2.0, 4.0]})
    places = pd.concat([table.assign(province="G"), table.assign(province="Z", value=7.0)])
    found = paired_differences(places, {"b": "a"}, ("province",)).set_index("province")
    assert found.loc["G", "difference"] == 1.5
    assert found.loc["Z", "difference"] == 0


def test_one_seed_gives_no_interval() -> None:
    with pytest.raises(TooFewSeedsError, match="at least two seeds"):
        paired_differences(outcomes({"a": [1.0], "b": [2.0]}), {"b": "a"})


def test_intervals_of_levels() -> None:
    table = pd.DataFrame({"key": [1, 1, 1, 2], "value": [3.0, 5.0, 10.0, 4.0]})
    found = intervals(table, ["key"]).set_index("key")
    test = stats.ttest_1samp([3.0, 5.0, 10.0], 0).confidence_interval(0.95)
    assert found.loc[1, ["mean", "low", "high"]].tolist() == pytest.approx([6.0, *test])
    assert found.loc[2, "mean"] == 4
    assert np.isnan(found.loc[2, "low"])
    assert found["seeds"].tolist() == [3, 1]


def test_an_undefined_value_is_not_averaged_away() -> None:
    table = pd.DataFrame({"key": [1, 1, 1], "value": [3.0, 5.0, math.nan]})
    row = intervals(table, ["key"]).iloc[0]
    assert np.isnan([row["mean"], row["low"], row["high"]]).all()
    assert row["seeds"] == 2


def test_means_over_seeds_keep_words_and_their_order() -> None:
    table = pd.DataFrame(
        {
            "scenario": ["s"] * 4,
            "seed": [1, 1, 2, 2],
            "tier": ["shop", "broker", "shop", "broker"],
            "firms": [1, 3, 2, 5],
        }
    )
    found = means_over_seeds(table)
    assert found.to_dict("list") == {
        "scenario": ["s", "s"],
        "tier": ["shop", "broker"],
        "firms": [1.5, 4.0],
    }
