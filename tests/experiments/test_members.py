"""The same households in both runs of a pair, by hand: what a scenario does to whom it is for."""

import numpy as np
import pytest

from sim.experiments.members import effects_on_members, members, sentences
from sim.experiments.run import RunResult
from sim.scenario import read_scenario

PLACES = ["Gansu", "Gansu", "Hubei", "Hubei"]
SIZES = [1.0, 0.5, 1.0, 1.0]


def run(name, seed, incomes, **columns):
    """A run of which nothing but four households is known."""
    zeros = [0, 0, 0, 0]
    table = {"province": PLACES, "size": SIZES, "income_rmb_per_year": list(incomes)}
    table |= dict.fromkeys(("poor", "sells_online", "helped", "relief_rmb"), zeros)
    scenario = read_scenario("base")
    object.__setattr__(scenario, "name", name)
    return RunResult(scenario, seed, {}, {}, {"farm_households": table | columns}, {})


def pair(seeds=(1, 2), **columns):
    """The second and the third gain 300 and 100, the fourth loses 50."""
    runs = []
    for seed in seeds:
        before = np.array([1000, 2000, 3000, 4000]) * seed
        runs.append(run("off", seed, before))
        runs.append(run("on", seed, np.add(before, [0, 300, 100, -50]), **columns))
    return members(runs, {"on": "off"})


def effect(table, group, outcome="income"):
    (row,) = table[(table["group"] == group) & (table["outcome"] == outcome)].to_dict("records")
    return row


def test_members_are_those_who_differ_and_count_by_their_size():
    found = effects_on_members(pair(sells_online=[0, 1, 1, 0]), 2)
    online = effect(found, "sell_online")
    assert online["difference"] == pytest.approx((0.5 * 300 + 100) / 1.5)
    assert online["base_mean"] == pytest.approx(1.5 * (0.5 * 2000 + 3000) / 1.5)  # of two seeds
    assert online["households"] == 1.5
    assert not online["clear"]  # the same at two seeds
    assert set(found["group"]) == {"sell_online"}


def test_who_stopped_is_told_apart_and_who_sells_in_both_is_no_member():
    runs = [run("off", seed, [1000] * 4, sells_online=[1, 1, 0, 0]) for seed in (1, 2)] + [
        run("on", seed, [900] * 4, sells_online=[1, 0, 1, 0]) for seed in (1, 2)
    ]
    found = effects_on_members(members(runs, {"on": "off"}), 2)
    assert effect(found, "sell_online")["households"] == 1.0
    assert effect(found, "sold_online")["households"] == 0.5
    assert effect(found, "sold_online")["difference"] == pytest.approx(-100.0)


def test_help_is_told_by_the_yuan_and_by_who_is_poor():
    """250 of help a household: 400 of income for 500 of it; one of two is no longer poor."""
    by_seed = pair(helped=[0, 1, 1, 0], relief_rmb=[0, 500, 250, 0], poor=[1, 0, 1, 0])
    by_seed["base_poor"] = by_seed["poor"] + np.where(by_seed["province"] == "Gansu", 0.5, 0.0)
    found = effects_on_members(by_seed, 2)
    assert effect(found, "helped", "income_per_yuan")["difference"] == pytest.approx(250 / 500)
    assert effect(found, "helped", "poverty_rate")["difference"] == pytest.approx(-0.5 / 1.5)


def test_provinces_are_told_apart_seed_by_seed():
    table = pair(sells_online=[0, 1, 1, 0]).set_index(["seed", "group", "province"])
    row = table.loc[(2, "sell_online", "Gansu")]
    assert (row["households"], row["base_income_rmb_per_year"]) == (0.5, 2000.0)
    assert row["income_rmb_per_year"] == pytest.approx(0.5 * 4300)


def test_a_group_that_is_empty_at_a_seed_and_other_households_say_nothing():
    some = [run("off", 1, [1] * 4), run("on", 1, [2] * 4, sells_online=[1, 0, 0, 0])]
    none = [run("off", 2, [1] * 4), run("on", 2, [2] * 4)]
    found = effects_on_members(members(some + none, {"on": "off"}), 2)
    assert found.empty
    other = run("on", 1, [2] * 4, size=[1.0] * 4)
    assert members([some[0], other], {"on": "off"}).empty


def test_effects_are_told_in_words():
    found = effects_on_members(pair(range(1, 7), sells_online=[0, 1, 1, 0]), 6)
    said = sentences(found, "on")
    assert said[0].startswith(
        "Income of households that sell online, and not in the baseline rises by 167"
    )
    assert sentences(found, "another") == []
