"""`--rule`: who has it, what it is compared with, and what is said of one that will not do."""

import json
from pathlib import Path

import pytest

from sim.experiments import read_result

RULE = "ordering=mine.py:mine"
TEXT = "def mine(policy, position, level, reorder_point, lot, moq):\n    return {}\n"


@pytest.fixture(autouse=True)
def own_rule(sim) -> None:
    Path("mine.py").write_text(TEXT.format(4), "utf-8")


def rules_in(folder: str) -> list[list[str]]:
    scenarios = read_result(folder).manifest["scenarios"]
    return [[rule["function"] for rule in each.get("rules", [])] for each in scenarios]


def test_a_comparison_is_with_the_built_in_rule(sim) -> None:
    words = ("compare", "base", "--rule", RULE, "--seeds", 2)
    content = json.loads(sim(*words, "--json", "--out", "r").stdout)
    assert content["scenarios"] == ["base", "base+mine"]
    assert content["against"] == {"base+mine": "base"}
    assert rules_in("r") == [[], ["mine"]]
    told = sim(*words, "--out", "r")
    assert "base+mine" in told.stdout
    assert "0 runs done, 4 were there before" in told.stderr


def test_several_scenarios_are_pairs(sim) -> None:
    told = sim("compare", "base", "all_three", "--rule", RULE, "--seeds", 2, "--out", "r")
    assert told.exit_code == 0
    assert rules_in("r") == [[], ["mine"], [], ["mine"]]
    refused = sim("compare", "base", "all_three", "--pairs", "--rule", RULE)
    assert refused.exit_code == 2
    assert refused.stderr.count("\n") == 1


def test_an_edited_rule_is_run_anew(sim) -> None:
    words = ("compare", "base", "--rule", RULE, "--seeds", 2, "--out", "r")
    sim(*words)
    Path("mine.py").write_text(TEXT.format(5), "utf-8")
    assert "2 runs done, 2 were there before" in sim(*words).stderr


def test_a_run_and_a_sweep_have_it(sim, sweep_file) -> None:
    assert sim("run", "base", "--rule", RULE, "--out", "a").exit_code == 0
    assert sim("sweep", sweep_file, "--rule", RULE, "--out", "b").exit_code == 0
    assert rules_in("a") == rules_in("b") == [["mine"]]
    assert sim("run", "base", "--rule", RULE).exit_code == 0
    assert [folder.name[:10] for folder in Path("results/runs").iterdir()] == ["base+mine-"]


def test_a_rule_that_nobody_asks_is_told(sim) -> None:
    Path("mine.py").write_text(
        "def mine(innovation, imitation, joined, response, gain):\n    return 0.1\n", "utf-8"
    )
    words = ("run", "base", "--rule", "joining=mine.py:mine", "--json")
    warning = "warning: mine.py:1:1: joining: mine: base+mine asks this rule nothing"
    assert warning in sim(*words).stderr
    assert "warning" not in sim(*words, "--set", "levers.analytics=historical").stderr


@pytest.mark.parametrize("command", ["run", "compare"])
@pytest.mark.parametrize("rule", ["ordering", "order=mine.py:mine", "ordering=other.py:mine"])
def test_a_wrong_rule_is_a_line_and_exit_code_2(sim, command: str, rule: str) -> None:
    told = sim(command, "base", "--rule", rule)
    assert told.exit_code == 2
    assert told.stderr.count("\n") == 1
    assert not Path("results").exists()
