"""`sim run`: JSON for machines, a table for people, a result folder for both."""

import json
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from types import SimpleNamespace

from sim.experiments import read_result


def test_json_alone_is_on_stdout(sim) -> None:
    result = sim("run", "base", "--json", "--seed", 5)
    assert result.exit_code == 0
    content = json.loads(result.stdout)
    assert list(content) == ["scenario", "seed", "outcomes", "timing"]
    assert (content["scenario"], content["seed"]) == ("base", 5)
    assert content["outcomes"]["income.farmer"] == {"value": 7000.0, "unit": "RMB/year"}
    assert set(content["timing"]) == {
        "setup_s", "compile_s", "run_s", "shelf_days", "ns_per_shelf_day",
    }  # fmt: skip
    assert "running base, seed 5" in result.stderr


def test_what_is_undefined_is_null(sim) -> None:
    content = json.loads(sim("run", "base", "--json").stdout)
    assert content["outcomes"]["waste_share"] == {"value": None, "unit": "share"}


def test_people_get_a_table_and_paths(sim, tmp_path: Path) -> None:
    result = sim("run", "base")
    assert result.exit_code == 0
    for words in (
        "Stockout rate of goods",
        "Income of farmers",
        "7,000",
        "RMB/year",
        "undefined",
        "explain",
    ):
        assert words in result.stdout
    (folder,) = (tmp_path / "results" / "runs").iterdir()
    assert f"result    results/runs/{folder.name}\n" in result.stdout
    assert f"picture   results/runs/{folder.name}/pictures/tiers.png" in result.stdout
    assert (folder / "pictures" / "tiers.png").is_file()
    assert read_result(folder).manifest["scenarios"][0]["name"] == "base"


def test_the_same_run_has_the_same_folder(sim, tmp_path: Path) -> None:
    for _ in range(2):
        assert sim("run", "base", "--json").exit_code == 0
    assert sim("run", "base", "--json", "--set", "scale=4000").exit_code == 0
    assert len(list((tmp_path / "results" / "runs").iterdir())) == 2


def test_out_names_the_folder_and_nothing_else_is_written(sim, tmp_path: Path) -> None:
    assert sim("run", "base", "--out", "here").exit_code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["here"]
    assert sim("run", "base", "--out", "here", "--seed", 2).exit_code == 0
    assert read_result("here").manifest["seeds"] == [2]


def test_out_may_be_the_current_folder(sim, tmp_path: Path) -> None:
    assert sim("run", "base", "--out", ".").exit_code == 0
    assert read_result(tmp_path).manifest["kind"] == "run"


def test_set_changes_the_scenario(sim) -> None:
    without = json.loads(sim("run", "base", "--json").stdout)
    having = json.loads(sim("run", "base", "--json", "--set", "levers.direct_ordering=1").stdout)
    rates = [content["outcomes"]["stockout_rate.goods"]["value"] for content in (without, having)]
    assert rates[1] < rates[0]


def test_series_are_shown_step_by_step_and_only_the_first_of_many() -> None:
    from sim.cli.printing import show
    from sim.cli.result_tables import series_table

    def printed(seasons: int) -> str:
        prices = [float(season) for season in range(seasons)]
        result = SimpleNamespace(series={"season_price": prices, "season_quantity": prices[1:]})
        with redirect_stdout(StringIO()) as out:
            show(series_table(result))
        return out.getvalue()

    short, long = printed(3), printed(40)
    assert "Season price" in short
    assert "2.000" in short
    assert "40 steps in all" in long
    assert "24.00" in long
    assert "25.00" not in long


def test_a_setting_that_changes_nothing_is_told_on_stderr(sim) -> None:
    for command in (("run", "base", "--json"), ("compare", "base", "without_direct_ordering")):
        result = sim(*command, "--set", "demand.sd=4")
        assert result.exit_code == 0
        assert "warning: --set:1:1: demand.sd: no effect, since demand.law is" in result.stderr
        assert "warning" not in sim(*command, "--set", "demand.variance_to_mean=3").stderr


def test_a_run_prints_what_matters_and_all_on_demand(sim) -> None:
    shown, everything = sim("run", "base").stdout, sim("run", "base", "--all").stdout
    assert "Fill rate" not in shown
    assert "1 more outcome: sim run --all" in shown
    assert "Fill rate" in everything
    assert "more outcomes" not in everything


def test_a_textbook_case_has_its_tiers_side_by_side_and_no_zeros(capsys) -> None:
    from sim.cli.run import _say
    from sim.experiments import Outcome

    outcomes = {
        "cost.tier0": Outcome(2.5, "RMB/day"),
        "backlog.tier0": Outcome(0.0, "unit"),
        "cost.tier1": Outcome(0.0, "RMB/day"),
        "fill_rate.tier1": Outcome(0.75, "share"),
        "total_cost": Outcome(204.0, "RMB"),
    }
    _say(SimpleNamespace(outcomes=outcomes, series={}, seed=1), everything=False)
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["outcome", "tier", "0", "tier", "1", "unit"] in lines
    assert ["Cost", "2.500", "0", "RMB/day"] in lines
    assert ["Total", "cost", "204.0", "RMB"] in lines
    assert not any("Backlog" in line for line in lines)


def test_what_was_set_is_told_under_the_title(sim) -> None:
    said = sim("run", "base", "--set", "levers.direct_ordering=1", "--out", "r").stdout
    title, changed, *_ = said.splitlines()
    assert title.endswith(", changed")
    assert changed == "With --set: levers.direct_ordering = 1"
