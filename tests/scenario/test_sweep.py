"""Sweep files: a grid over keys of a scenario, with the same checks."""

from pathlib import Path

import pytest

from sim.scenario import ScenarioErrors, Sweep, list_scenarios, read_scenario, read_sweep

GOOD = """
title: Terms of direct orders
question: At which smallest order and fee does a shop gain nothing?
extends: with_direct_ordering
scale: 8000
stock.moq: 2
vary:
  direct.minimum_order: [0.5, 2, 10]
  levers: {fast_replenishment: [off, 1]}
outcomes: [stockout_rate, income.shop_owner]
seeds: 4
"""


def sweep(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sweep:
    monkeypatch.chdir(tmp_path)
    Path("asked.yaml").write_text(text, encoding="utf-8")
    return read_sweep("asked.yaml")


def test_sweep_is_a_grid_on_its_scenario(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = sweep(GOOD, tmp_path, monkeypatch)
    assert read.scenario.name == "asked"
    assert read.scenario.title == "Terms of direct orders"
    assert (read.scenario.scale, read.scenario.stock.moq[0]) == (8000, 2)
    assert read.scenario.levers.direct_ordering.level == 1
    assert read.outcomes == ("stockout_rate", "income.shop_owner")
    assert read.seeds == 4
    assert len(read.points) == 6
    assert read.points[1] == {"direct.minimum_order": 0.5, "levers.fast_replenishment": 1}
    at_point = read.scenario.with_values(read.points[1])
    assert (at_point.direct.minimum_order, at_point.levers.fast_replenishment.level) == (0.5, 1)


def test_a_sum_to_exceed_is_stated_or_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert sweep(GOOD, tmp_path, monkeypatch).break_even is None
    assert sweep(GOOD + "break_even: 500\n", tmp_path, monkeypatch).break_even == 500


@pytest.mark.parametrize(
    ("old", "new", "beginning"),
    [
        ("[0.5, 2, 10]", "[0.5, -2]", ":8:31: direct.minimum_order: -2 is too small"),
        ("[0.5, 2, 10]", "2", ":8:25: direct.minimum_order: 2 is no list of values"),
        ("[0.5, 2, 10]", "[]", ":8:25: direct.minimum_order: [] is no list of values"),
        ("direct.minimum_order", "direct.minimum_orde", ":8:3: direct.minimum_orde: unknown key"),
        (
            "  levers: {fast_r",
            "  direct: {minimum_order: [3]}\n  levers: {fast_r",
            ":9:12: direct.minimum",
        ),
        ("seeds: 4", "seeds: 1", ":11:8: seeds: 1 is no number of seeds"),
        ("seeds: 4", "seeds: true", ":11:8: seeds: true is no number of seeds"),
        ("seeds: 4", "", ":1:1: seeds: the key is missing"),
        ("seeds: 4", "sedes: 4\nseeds: 4", ":11:1: sedes: unknown key"),
        ("outcomes: [", "outcomes: [3, ", ":10:12: outcomes: 3 is no name"),
        ("outcomes: [stockout_rate, income.shop_owner]", "outcomes: a", ":10:11: outcomes: 'a' is"),
        ("seeds: 4", "seeds: 4\nbreak_even: much", ":12:13: break_even: 'much' is no sum"),
        ("seeds: 4", "seeds: 4\nbreak_even: true", ":12:13: break_even: true is no sum"),
        ("2, 10]", "0.5]", ":8:31: direct.minimum_order: 0.5 stands twice; allowed: each value"),
        ("2, 10]", "2, 2.0]", ":8:34: direct.minimum_order: 2.0 stands twice, first as 2; allo"),
        (
            "off, 1]",
            "off, 0, 1]",
            ":9:38: levers.fast_replenishment: 0 stands twice, first as 'off'",
        ),
        (
            "off, 1]",
            "off, 1, 1.0]",
            ":9:41: levers.fast_replenishment: 1.0 stands twice, first as 1",
        ),
        (
            "outcomes: [",
            "outcomes: [income.shop_owner, ",
            ":10:46: outcomes: 'income.shop_owner' stands twice",
        ),
        ("scale: 8000", "scale: 0", ":5:8: scale: 0 is too small"),
    ],
)
def test_wrong_sweep(
    old: str, new: str, beginning: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ScenarioErrors) as caught:
        sweep(GOOD.replace(old, new), tmp_path, monkeypatch)
    (line,) = str(caught.value).splitlines()
    assert line.startswith(f"asked.yaml{beginning}")


def test_a_key_that_varies_cannot_be_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("asked.yaml").write_text(GOOD, encoding="utf-8")
    assert read_sweep("asked.yaml", ["scale=9000"]).scenario.scale == 9000
    with pytest.raises(ScenarioErrors, match=r"^--set:1:1: direct.minimum_order: the sweep varies"):
        read_sweep("asked.yaml", ["direct.minimum_order=3"])


def test_missing_sweep_is_one_problem() -> None:
    with pytest.raises(ScenarioErrors) as caught:
        read_sweep("sweeps/nowhere")
    assert len(caught.value.problems) == 1


@pytest.mark.parametrize(
    ("read", "name", "told"),
    [
        (read_sweep, "all_three", "1:1: this file is no sweep; allowed: a file with vary, outc"),
        (read_scenario, "sweeps/direct_fee", "5:1: seeds: this file is a sweep; allowed: `sim s"),
    ],
)
def test_a_scenario_is_told_from_a_sweep(read, name: str, told: str) -> None:
    with pytest.raises(ScenarioErrors, match=rf"{name}.yaml:{told}"):
        read(name)


SHIPPED = [listed.name for listed in list_scenarios() if listed.name.startswith("sweeps/")]


@pytest.mark.parametrize("name", SHIPPED)
def test_every_point_of_a_shipped_sweep_is_a_scenario(name: str) -> None:
    read = read_sweep(name)
    for point in read.points:
        read.scenario.with_values(point)
