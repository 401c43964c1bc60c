"""`sim attribute`: a table, the interactions and a picture; or JSON."""

import json
from pathlib import Path

import pytest

from sim.experiments import read_result

LUCK = {1: -5.0, 2: 0.0, 3: 5.0}  # of a seed
THREE = ("attribute", "all_three", "--seeds", 3)


@pytest.fixture(autouse=True)
def shop_owners(sim, monkeypatch: pytest.MonkeyPatch) -> None:
    """Analytics brings 100, direct ordering some 800, and both together 300 more."""
    from sim.model import TradeModel

    others = TradeModel.outcomes

    def outcomes(self: TradeModel) -> dict[str, tuple[float, str]]:
        levers = self.scenario.levers
        seeing, direct = levers.analytics.level, levers.direct_ordering.level
        luck = LUCK.get(self.seed, 0)
        gain = 100 * seeing + (800 + luck) * direct + (300 + luck / 50) * seeing * direct
        return others(self) | {"income.shop_owner": (20_000 + gain, "RMB/year")}

    monkeypatch.setattr(TradeModel, "outcomes", outcomes)


def test_people_get_a_table_interactions_and_a_picture(sim) -> None:
    result = sim(*THREE, "--out", "r")
    assert result.exit_code == 0
    assert "Shapley shares of levers in all_three over 3 seeds" in result.stdout
    (row,) = [line for line in result.stdout.splitlines() if "Income of shop owners, " in line]
    cells = row.partition("RMB/year")[2].split()
    assert cells == ["20,000", "+6.00", "±0.06%*", "+1.25", "±0%*", "+4.75", "±0.06%*", "same"]
    assert "\n  Income of shop owners: analytics and direct ordering +1.50 ±0%\n" in result.stdout
    assert "Income of farmers: " not in result.stdout
    assert "by chance" in result.stdout
    assert result.stdout.endswith("result    r\npicture   r/pictures/shares.png\n")
    assert "24 runs done, 0 were there before" in result.stderr


def test_the_result_holds_all_runs_and_what_made_them(sim) -> None:
    assert sim(*THREE, "--seed", 7, "--out", "r").exit_code == 0
    result = read_result("r")
    assert result.manifest["kind"] == "attribution"
    assert result.manifest["levers"] == ["analytics", "direct_ordering", "fast_replenishment"]
    assert result.manifest["seeds"] == [7, 8, 9]
    incomes = result.outcomes[result.outcomes["outcome"] == "income.shop_owner"]
    assert len(incomes) == 2**3 * 3
    both = incomes["analytics"] & incomes["direct_ordering"]
    assert (incomes["value"] > 21_000).tolist() == both.tolist()
    assert Path("r/shares.csv").exists()


def test_json(sim) -> None:
    result = sim(*THREE, "--json")
    content = json.loads(result.stdout)
    (effect,) = [row for row in content["effect"] if row["outcome"] == "income.shop_owner"]
    shares = [row for row in content["shares"] if row["outcome"] == "income.shop_owner"]
    assert [row["lever"] for row in shares] == content["levers"]
    assert sum(row["difference"] for row in shares) == pytest.approx(effect["difference"])
    assert shares[0]["difference"] == pytest.approx(100 + 300 / 2)
    pairs = [row for row in content["interactions"] if row["outcome"] == "income.shop_owner"]
    assert [row["difference"] for row in pairs] == pytest.approx([300, 0, 0], abs=1e-6)
    assert [row["clear"] for row in pairs] == [True, False, False]
    (waste,) = [row for row in content["effect"] if row["outcome"] == "waste_share"]
    assert waste["difference"] is None


def test_a_second_call_runs_nothing_and_says_the_same(sim) -> None:
    first, second = sim(*THREE), sim(*THREE)
    assert second.stdout == first.stdout
    assert "0 runs done, 24 were there before" in second.stderr
    assert "24 runs" in second.stderr.splitlines()[1]


def test_named_levers_are_shared_out_and_the_others_stay_on(sim) -> None:
    words = ("--levers", "fast_replenishment, direct_ordering", "--json")
    content = json.loads(sim(*THREE, *words).stdout)
    assert content["levers"] == ["direct_ordering", "fast_replenishment"]
    (effect,) = [row for row in content["effect"] if row["outcome"] == "income.shop_owner"]
    assert effect["base_mean"] == pytest.approx(20_100)


def test_one_lever_has_all_of_the_effect_and_no_interaction(sim) -> None:
    result = sim(*THREE, "--levers", "direct_ordering", "--out", "r")
    assert result.exit_code == 0
    assert "interactions" not in result.stdout
    assert "interactions" not in read_result("r").tables
    shares = read_result("r").shares.drop(columns="lever")
    assert shares.equals(read_result("r").effect)


def test_seven_levers_fit_120_columns(sim) -> None:
    result = sim("attribute", "history", "--seeds", 2, "--all")
    assert result.exit_code == 0
    assert "256 runs done" in result.stderr
    table = result.stdout.partition("Clear interactions")[0].splitlines()
    assert max(len(line.rstrip()) for line in table) <= 120
    words = set(result.stdout.split())
    assert {"analytics", "replenishment", "online", "targeted", "retail"} <= words


def test_ctrl_c_says_how_to_go_on_and_what_is_there_is_no_result(sim) -> None:
    words = ("attribute", "all_three", "--seeds", 2, "--out", "r")
    result = sim(*words, "--seed", 14)
    assert result.exit_code == 130
    assert result.stderr.splitlines()[-1] == (
        "interrupted; the same command does only what is missing"
    )
    assert not Path("r").exists()


def test_a_failed_run_ends_in_1_and_those_done_are_kept(sim) -> None:
    words = ("attribute", "all_three", "--levers", "analytics", "--seeds", 2, "--seed", 12)
    result = sim(*words, "--out", "r")
    assert result.exit_code == 1
    assert result.stderr.endswith(
        "Traceback: here\n"
        "levers.analytics=off, seed 13: ZeroDivisionError: goods vanished on day 3; "
        "2 of 4 runs failed, the others are kept\n"
    )
    assert len(list(Path("r/points").glob("*.json"))) == 2
    plot = sim("plot", "r")
    assert plot.exit_code == 2
    assert "this attribution is not finished; the same command goes on with it" in plot.stderr


def test_the_picture_can_be_drawn_again(sim) -> None:
    sim(*THREE, "--out", "r")
    Path("r/pictures/shares.png").unlink()
    assert sim("plot", "r").exit_code == 0
    assert Path("r/pictures/shares.png").exists()
