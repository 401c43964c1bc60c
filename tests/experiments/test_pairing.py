"""Baselines: one for all, or one a pair; and what a pair is called."""

import pytest

from sim.experiments import NothingToCompareError
from sim.experiments.main_outcomes import MAIN, main_outcomes
from sim.experiments.pairing import against_first, beside_built_in, in_pairs, pair_title
from sim.scenario import read_scenario
from sim.scenario.extension import Extension


def scenarios(*names: str):
    return [read_scenario(name) for name in names]


def test_the_first_is_everyones_baseline() -> None:
    asked = scenarios("base", "all_three", "analytics_alone")
    assert against_first(asked) == {"all_three": "base", "analytics_alone": "base"}


def test_every_second_is_compared_with_the_one_before() -> None:
    asked = scenarios("base", "all_three", "without_direct_ordering", "with_direct_ordering")
    assert in_pairs(asked) == {
        "all_three": "base",
        "with_direct_ordering": "without_direct_ordering",
    }


RULE = Extension("ordering", "mine", "mine.py", 1, "", "", None)


def test_with_a_rule_each_is_compared_with_itself() -> None:
    names = [["base", "base+mine"], ["base", "base+mine", "all_three", "all_three+mine"]]
    for arms in names:
        asked = scenarios(*arms[::2])
        both, pairs = beside_built_in(asked, [each.under((RULE,)) for each in asked])
        assert [arm.name for arm in both] == arms
        assert [arm.rules for arm in both[:2]] == [(), (RULE,)]
        assert pairs == (len(arms) > 2)
    with pytest.raises(NothingToCompareError, match="leave one out"):
        beside_built_in(asked, asked, pairs=True)


@pytest.mark.parametrize("names", [(), ("base",), ("base", "all_three", "analytics_alone")])
def test_an_odd_number_makes_no_pairs(names) -> None:
    with pytest.raises(NothingToCompareError, match=f"here are {len(names)}"):
        in_pairs(scenarios(*names))


@pytest.mark.parametrize(
    ("baseline", "variant", "title"),
    [
        ("Cost-plus, without data", "Cost-plus, with data", "Cost-plus"),
        ("Off", "On", "On"),
        ("Same", "Same", "Same"),
    ],
)
def test_a_pair_is_called_by_what_its_titles_share(baseline, variant, title) -> None:
    assert pair_title(baseline, variant) == title


def test_the_main_outcomes_come_in_their_order() -> None:
    assert main_outcomes(["fill_rate", "income.farmer", "stockout_rate.goods"]) == [
        "stockout_rate.goods",
        "income.farmer",
    ]
    assert len(set(MAIN)) == len(MAIN)


def test_without_a_main_outcome_all_are_shown() -> None:
    assert main_outcomes(["cost", "fill_rate.tier0"]) == ["cost", "fill_rate.tier0"]
