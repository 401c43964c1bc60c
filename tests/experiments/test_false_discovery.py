"""Among many differences, few of those called clear are there by chance."""

import math

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from sim.experiments.differences import paired_differences
from sim.experiments.false_discovery import note_on, with_verdicts
from sim.experiments.words import changes


def table(p_values: list[float], **families: list[str]) -> pd.DataFrame:
    p_value = pd.Series(p_values, dtype=float)
    return pd.DataFrame({"p_value": p_value, "clear": p_value < 0.05, **families})


def differences(changes: np.ndarray) -> pd.DataFrame:
    """Paired differences of outcomes that change as the array, (outcomes, seeds), says."""
    outcomes, seeds = changes.shape
    base = np.random.default_rng(8).normal(100, 9, changes.shape)
    rows = [
        (scenario, seed, f"x{i}", values[i, seed], "RMB")
        for scenario, values in (("a", base), ("b", base + changes))
        for i in range(outcomes)
        for seed in range(seeds)
    ]
    columns = ["scenario", "seed", "outcome", "value", "unit"]
    return paired_differences(pd.DataFrame(rows, columns=columns), {"b": "a"})


def test_adjusted_values_are_those_of_the_step_up_procedure() -> None:
    found = with_verdicts(table([0.01, 0.02, 0.03, 0.6]))
    assert found["p_adjusted"].tolist() == pytest.approx([0.04, 0.04, 0.04, 0.6])
    assert found["controlled"].tolist() == [True, True, True, False]


def test_each_family_is_judged_by_itself() -> None:
    found = with_verdicts(table([0.03, 0.04, 0.9], outcome=["a", "b", "b"]), ["outcome"])
    assert found["p_adjusted"].tolist() == pytest.approx([0.03, 0.08, 0.9])
    assert found["controlled"].tolist() == [True, False, False]


def test_what_stays_the_same_is_no_test_and_costs_the_others_nothing() -> None:
    found = with_verdicts(table([1.0] * 50 + [0.04, math.nan]))
    assert found["controlled"].tolist() == [False] * 50 + [True, False]
    assert found["p_adjusted"].iloc[-2] == pytest.approx(0.04)
    assert math.isnan(found["p_adjusted"].iloc[-1])


@pytest.mark.parametrize("seeds", [2, 5, 10])
def test_where_nothing_has_changed_hardly_any_family_has_a_verdict(seeds: int) -> None:
    """With no effect anywhere, one family in twenty has a verdict, and not nearly all of them."""
    chance = np.random.default_rng(seeds)
    families, size = 400, 31
    luck = differences(chance.normal(size=(families * size, seeds)))
    luck["family"] = np.repeat(np.arange(families), size)
    found = with_verdicts(luck, ["family"])
    wrong = found.groupby("family")["controlled"].any().mean()
    assert wrong < 0.05 + 3 * math.sqrt(0.05 * 0.95 / families)
    assert luck.groupby("family")["clear"].any().mean() > 0.7


def test_effects_are_still_found_and_few_of_those_found_are_none() -> None:
    chance = np.random.default_rng(3)
    effect = np.where(np.arange(4000) % 4 == 0, 3.0, 0.0)
    found = with_verdicts(differences(effect[:, np.newaxis] + chance.normal(size=(4000, 8))))
    is_found = found["controlled"].to_numpy()
    assert is_found[effect > 0].mean() > 0.95
    assert (effect[is_found] == 0).mean() < 0.05


def test_p_values_are_those_of_a_paired_t_test() -> None:
    luck = np.random.default_rng(1).normal(0.4, 1, (3, 6))
    expected = [stats.ttest_1samp(row, 0).pvalue for row in luck]
    assert differences(luck)["p_value"].tolist() == pytest.approx(expected, rel=1e-6)


@pytest.mark.parametrize("pairs", [1, 2, 3, 5])
def test_no_change_has_no_verdict_and_one_without_spread_goes_by_its_signs(pairs: int) -> None:
    """One household in 1,500, at each of two seeds, is chance."""
    changes = np.tile([[0.0, 0.0], [-2.0, -2.0], [-1.0, 1.0]], pairs)
    found = with_verdicts(differences(changes))
    assert found["p_value"].iloc[0] == 1
    assert found["p_value"].iloc[2] == pytest.approx(1)
    assert found["p_value"].iloc[1] == pytest.approx(2.0 ** (1 - 2 * pairs))
    assert found["clear"].tolist() == [False, pairs > 2, False]
    assert found["controlled"].tolist() == [False, pairs > 2, False]


def test_words_and_pictures_take_the_controlled_verdict() -> None:
    rows = differences(np.random.default_rng(1).normal(0, 1, (20, 5)) + 1.1)
    found = with_verdicts(rows.assign(p_value=0.04).head(2)).assign(clear=True, controlled=False)
    assert [change.clear for change in changes(found, "b")] == [False, False]


def test_the_note_counts_verdicts_and_warns_below_five_seeds() -> None:
    found = with_verdicts(table([0.001, 0.04, 0.9]))
    note = note_on(found, 4)
    assert note.startswith("Only 4 seeds: ")
    assert "1 of 3 differences are clear." in note
    assert "those of 1 more do and are not called clear." in note
    assert not note_on(found, 5).startswith("Only")
