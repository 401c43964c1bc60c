"""Levers are run in all subsets at the same seeds; shares and interactions are paired by seed."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from sim.experiments import NothingToAttributeError, TooFewSeedsError
from sim.experiments.attribution import attribute, levers_of
from sim.experiments.attribution_tables import attribution_tables
from sim.experiments.differences import CONFIDENCE
from sim.scenario import Scenario, read_scenario

SEEDS = [1, 2, 4, 5]


@pytest.fixture(scope="module")
def three() -> Scenario:
    return read_scenario("all_three")


def invented(seeds: int, players: int = 3, noise: float = 0.1) -> pd.DataFrame:
    """Outcomes of all subsets: luck that a seed's runs share, terms of one and two, and noise."""
    rng = np.random.default_rng(3)
    rows = []
    for seed in range(1, seeds + 1):
        luck = 50 * rng.normal()
        for on in np.ndindex((2,) * players):
            value = 1000 + luck + 10 * on[0] - 4 * on[1] + 6 * on[0] * on[1]
            flags = map(bool, on)
            rows.append((*flags, seed, "profit", value + noise * rng.normal(), "RMB"))
            rows.append((*map(bool, on), seed, "level", 7.0, "1"))
    return pd.DataFrame(rows, columns=[*"abc"[:players], "seed", "outcome", "value", "unit"])


def test_every_subset_runs_at_every_seed(three: Scenario, tmp_path: Path, inline: list) -> None:
    calls: list[tuple[int, int]] = []
    attribute(
        three, levers_of(three), SEEDS, tmp_path, 1, lambda done, of, _: calls.append((done, of))
    )
    assert calls == [(done, 32) for done in range(33)]
    ran = {(tuple(lever.level for lever in point.scenario.levers), point.seed) for point in inline}
    assert len(ran) == 32
    all_on = inline[-1].scenario
    assert all_on.resolved == three.resolved


def test_more_seeds_run_only_what_is_missing(three: Scenario, tmp_path: Path, inline: list) -> None:
    levers = levers_of(three, ["analytics"])
    attribute(three, levers, SEEDS[:2], tmp_path, 1)
    inline.clear()
    result = attribute(three, levers, SEEDS, tmp_path, 1)
    assert (result.found, result.ran) == (len(inline), 4) == (4, 4)


def test_a_lever_keeps_its_date_place_and_adoption(tmp_path: Path, inline: list) -> None:
    scenario = read_scenario(
        "history", ["levers.direct_ordering={level: historical, from: 2016-07-01, where: [Gansu]}"]
    )
    attribute(scenario, levers_of(scenario, ["direct_ordering"]), SEEDS[:2], tmp_path, 1)
    off, on = inline[0].scenario.levers.direct_ordering, inline[-1].scenario.levers.direct_ordering
    assert off.level == 0
    assert on == scenario.levers.direct_ordering
    assert inline[0].scenario.levers.analytics.historical


def test_shares_add_up_in_the_mean_and_are_paired_by_seed() -> None:
    tables = attribution_tables("abc", invented(6))
    effect = tables["effect"].set_index("outcome").loc["profit"]
    shares = tables["shares"][tables["shares"]["outcome"] == "profit"].set_index("lever")
    assert shares["difference"].sum() == pytest.approx(effect["difference"], rel=1e-12)
    assert shares["difference"].tolist() == pytest.approx([13, -1, 0], abs=0.2)
    assert (shares["high"] - shares["low"] < 1).all()  # luck of the seeds is 50
    assert shares["clear"].tolist() == [True, True, False]


def test_an_interval_is_students_t_of_the_shares_of_the_seeds() -> None:
    outcomes = invented(5, players=2)
    value = outcomes[outcomes["outcome"] == "profit"].set_index(["seed", "a", "b"])["value"]
    of_a = [
        (
            (value[s, True, False] - value[s, False, False])
            + (value[s, True, True] - value[s, False, True])
        )
        / 2
        for s in range(1, 6)
    ]
    low, high = stats.t.interval(CONFIDENCE, 4, np.mean(of_a), stats.sem(of_a))
    row = attribution_tables("ab", outcomes)["shares"].iloc[0]
    assert (row["lever"], row["outcome"]) == ("a", "profit")
    assert (row["difference"], row["low"], row["high"]) == pytest.approx((np.mean(of_a), low, high))


def test_interactions_name_their_pair_and_rounding_is_none() -> None:
    pairs = attribution_tables("abc", invented(6, noise=0))["interactions"]
    profit = pairs[pairs["outcome"] == "profit"]
    assert profit[["lever", "other"]].agg("".join, axis=1).tolist() == ["ab", "ac", "bc"]
    assert profit["difference"].tolist() == pytest.approx([6, 0, 0])
    assert profit["clear"].tolist() == [True, False, False]
    assert (profit["difference"].iloc[1:] == 0).all()
    level = pairs[pairs["outcome"] == "level"]
    assert (level[["difference", "low", "high"]] == 0).all(axis=None)


def test_what_one_run_does_not_report_is_undefined_in_its_seed() -> None:
    outcomes = invented(3)
    shares = attribution_tables("abc", outcomes.drop(index=2))["shares"]
    row = shares[(shares["outcome"] == "profit") & (shares["lever"] == "b")].squeeze()
    assert row["undefined"] == 1
    assert np.isnan(row["difference"])
    assert not row["clear"]


def test_levers_are_those_that_are_on_in_the_scenarios_order(three: Scenario) -> None:
    assert levers_of(three) == ("analytics", "direct_ordering", "fast_replenishment")
    assert levers_of(three, ["direct_ordering", "analytics"]) == ("analytics", "direct_ordering")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("analitics", r"no lever 'analitics' in all_three; allowed.*did you mean analytics\?"),
        ("new_retail", "new_retail is off in all_three; allowed, since they are on: analytics, d"),
        ("", "no lever '' in all_three"),
    ],
)
def test_a_lever_that_is_unknown_or_off_is_refused(three: Scenario, name: str, told: str) -> None:
    with pytest.raises(NothingToAttributeError, match=told):
        levers_of(three, [name])


def test_a_scenario_without_levers_is_refused(base: Scenario) -> None:
    with pytest.raises(NothingToAttributeError, match="no lever is on in base; --set levers"):
        levers_of(base)


def test_one_seed_gives_no_interval(three: Scenario, tmp_path: Path) -> None:
    with pytest.raises(TooFewSeedsError):
        attribute(three, levers_of(three), [1], tmp_path, 1)
