"""`sim compare`: a table, sentences and pictures; or JSON."""

import json

from sim.experiments import read_result

PAIR = ("without_direct_ordering", "with_direct_ordering")
OTHERS = ("analytics_alone", "direct_ordering_alone", "fast_replenishment_alone", "all_three")
RULES = ("cost_plus", "adaptive_markup")


def test_people_get_a_table_sentences_and_paths(sim) -> None:
    result = sim("compare", *PAIR, "--seeds", 3, "--out", "r")
    assert result.exit_code == 0
    assert "Stockout rate of goods falls by " in result.stdout
    assert ": clear." in result.stdout
    assert "Income of farmers: the same in every seed." in result.stdout
    assert "Waste share: undefined in 3 seeds" in result.stdout
    assert "Only 3 seeds: intervals are wide" in result.stdout
    assert "False discoveries are held to 5 %" in " ".join(result.stdout.split())
    assert "result    r\n" in result.stdout
    assert read_result("r").manifest["seeds"] == [1, 2, 3]


def test_seeds_start_where_they_are_told_to(sim) -> None:
    assert sim("compare", *PAIR, "--seeds", 2, "--seed", 7, "--out", "r", "--json").exit_code == 0
    assert read_result("r").manifest["seeds"] == [7, 8]


def test_over_an_ensemble_intervals_are_of_one_world(sim, tmp_path) -> None:
    (tmp_path / "sets.csv").write_text("online.taste_growth\n0.1\n0.3\n")
    words = ("compare", *PAIR, "--seeds", 3, "--json")
    alone = json.loads(sim(*words).stdout)["differences"][0]
    over = json.loads(sim(*words, "--ensemble", tmp_path / "sets.csv", "--out", "r").stdout)
    first = over["differences"][0]
    # The invented model knows no taste, so that only what the interval is about has changed.
    assert first["difference"] == alone["difference"]
    wider = (first["high"] - first["low"]) / (alone["high"] - alone["low"])
    assert round(wider, 6) == 2.0  # the root of seeds + 1
    assert read_result("r").manifest["ensemble"] == [
        {"online.taste_growth": 0.1},
        {"online.taste_growth": 0.3},
    ]
    told = sim(*words[:-1], "--ensemble", tmp_path / "sets.csv", "--out", "r")
    assert "each with parameters of its own" in " ".join(told.stdout.split())


def test_json(sim) -> None:
    result = sim("compare", *PAIR, "--seeds", 2, "--json")
    content = json.loads(result.stdout)
    assert content["baseline"] == PAIR[0]
    assert content["scenarios"] == list(PAIR)
    assert content["note"].startswith("Only 2 seeds")
    first = content["differences"][0]
    assert first["p_value"] <= first["p_adjusted"]
    assert first["outcome"] == "stockout_rate.goods"
    assert first["low"] <= first["difference"] <= first["high"]
    waste = content["differences"][-1]
    assert waste["difference"] is None
    assert waste["undefined"] == 2


def test_a_failed_run_ends_in_1_with_its_traceback(sim) -> None:
    result = sim("compare", *PAIR, "--seeds", 2, "--seed", 12, "--out", "r")
    assert result.exit_code == 1
    assert result.stderr.endswith(
        "Traceback: here\n"
        "without_direct_ordering, seed 13: ZeroDivisionError: goods vanished on day 3; "
        "2 of 4 runs failed, the others are kept\n"
    )
    failed = [line for line in result.stderr.splitlines() if line.startswith("failed: ")]
    assert len(failed) == 2


def test_ctrl_c_keeps_finished_runs(sim) -> None:
    words = ("compare", *PAIR, "--seeds", 2, "--seed", 14, "--out", "r")
    result = sim(*words)
    assert result.exit_code == 130
    assert result.stderr.splitlines()[-1] == (
        "interrupted; the same command does only what is missing"
    )
    kept = sim("compare", *PAIR, "--seeds", 2, "--seed", 15, "--out", "r", "--json")
    again = sim("compare", *PAIR, "--seeds", 3, "--seed", 15, "--out", "r", "--json")
    assert "4 runs done, 0 were there before" in kept.stderr
    assert "2 runs done, 4 were there before" in again.stderr
    assert read_result("r").manifest["seeds"] == [15, 16, 17]


def test_pairs_have_a_column_each(sim) -> None:
    rules = [f"pricing/{rule}_{side}" for rule in RULES for side in ("without", "with")]
    result = sim("compare", *rules, "--pairs", "--seeds", 2, "--out", "r")
    assert result.exit_code == 0
    assert "Paired differences from the first of each pair over 2 seeds" in result.stdout
    assert "Cost-plus prices:\n  falls: stockout rate of goods\n" in result.stdout
    differences = read_result("r").differences
    stockout = differences[differences["outcome"] == "stockout_rate.goods"]
    assert stockout["baseline"].str.endswith("_without").all()
    assert stockout["scenario"].str.endswith("_with").all()
    assert read_result("r").manifest["pairs"]


def test_an_odd_number_makes_no_pairs(sim) -> None:
    result = sim("compare", *PAIR, "all_three", "--pairs", "--seeds", 2)
    assert result.exit_code == 2
    assert "pairs need an even number of scenarios, and here are 3" in result.stderr


def test_many_scenarios_are_told_in_brief(sim) -> None:
    result = sim("compare", *PAIR, "all_three", "--seeds", 3)
    assert result.exit_code == 0
    assert (
        "all_three, against without_direct_ordering:\n  falls: stockout rate of goods\n"
        in result.stdout
    )


def test_a_table_of_six_scenarios_fits_120_columns(sim) -> None:
    result = sim("compare", *PAIR, *OTHERS, "--seeds", 3)
    lines = result.stdout.partition("\n\n")[0].splitlines()
    assert max(len(line.rstrip()) for line in lines) <= 120


def test_all_outcomes_are_shown_when_asked_for(sim) -> None:
    assert "Fill rate" not in sim("compare", *PAIR, "--seeds", 2).stdout
    assert "Fill rate" in sim("compare", *PAIR, "--seeds", 2, "--all").stdout


def test_places_are_answered_for_when_asked(sim) -> None:
    words = ("compare", *PAIR, "--seeds", 3, "--where", "Gansu,Hubei")
    result = sim(*words)
    assert result.exit_code == 0
    for place, difference in (("Gansu", "+3.00"), ("Hubei", "+6.00")):
        said = result.stdout.partition(f" seeds in {place}\n")[2].partition("seeds in")[0]
        assert f"Stockout rate of goods rises by {difference[1:]} percentage points" in said
        assert "Fill rate" not in said
    content = json.loads(sim(*words, "--json").stdout)
    assert list(content["where"]) == ["Gansu", "Hubei"]
    (row,) = content["where"]["Hubei"]["differences"]
    assert (row["province"], row["outcome"], row["controlled"]) == (
        "Hubei",
        "stockout_rate.goods",
        True,
    )
    assert content["where"]["Hubei"]["sentences"][PAIR[1]][0].endswith(": clear.")
    assert "where" not in json.loads(sim("compare", *PAIR, "--seeds", 2, "--json").stdout)


def test_an_unknown_place_is_named_before_anything_is_run(sim) -> None:
    result = sim("compare", *PAIR, "--where", "Gansu,Hubai", "--seed", 13)
    assert result.exit_code == 2
    assert result.stderr.startswith("--where: 'Hubai' is no province of these scenarios; allowed: ")
    assert result.stderr.endswith("did you mean Hubei?\n")
