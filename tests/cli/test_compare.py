"""`sim compare`: a table, sentences and pictures; or JSON."""

import json

from sim.experiments import read_result

PAIR = ("without_direct_ordering", "with_direct_ordering")


def test_people_get_a_table_sentences_and_paths(sim) -> None:
    result = sim("compare", *PAIR, "--seeds", 3, "--out", "r")
    assert result.exit_code == 0
    assert "Stockout rate falls by " in result.stdout
    assert ": clear." in result.stdout
    assert "Income of farmers: the same in every seed." in result.stdout
    assert "Waste share: undefined in 3 seeds" in result.stdout
    assert "by chance" in result.stdout
    assert "result    r\n" in result.stdout
    assert read_result("r").manifest["seeds"] == [1, 2, 3]


def test_seeds_start_where_they_are_told_to(sim) -> None:
    assert sim("compare", *PAIR, "--seeds", 2, "--seed", 7, "--out", "r", "--json").exit_code == 0
    assert read_result("r").manifest["seeds"] == [7, 8]


def test_json(sim) -> None:
    result = sim("compare", *PAIR, "--seeds", 2, "--json")
    content = json.loads(result.stdout)
    assert content["baseline"] == PAIR[0]
    assert content["scenarios"] == list(PAIR)
    first = content["differences"][0]
    assert first["outcome"] == "stockout_rate"
    assert first["low"] <= first["difference"] <= first["high"]
    waste = content["differences"][2]
    assert waste["difference"] is None
    assert waste["undefined"] == 2


def test_a_failed_run_ends_in_1_with_its_traceback(sim) -> None:
    result = sim("compare", *PAIR, "--seeds", 2, "--seed", 13, "--out", "r")
    assert result.exit_code == 1
    assert result.stderr.endswith(
        "Traceback: here\n"
        "without_direct_ordering, seed 13: ZeroDivisionError: goods vanished on day 3\n"
    )
