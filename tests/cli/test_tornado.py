"""`sim tornado`: a table, what moves nothing, and a picture; or JSON."""

import json

import pytest

from sim.experiments import read_result

TWO = (
    "tornado", "with_direct_ordering", "--against", "without_direct_ordering", "--seeds", 3,
    "--parameters", "stock.attention,direct.drop_charge",
)  # fmt: skip


@pytest.fixture(autouse=True)
def shop_owners(sim, monkeypatch: pytest.MonkeyPatch) -> None:
    """Direct ordering brings 2,000 less 100 RMB for each RMB that a delivery costs."""
    from sim.model import TradeModel

    others = TradeModel.outcomes

    def outcomes(self: TradeModel) -> dict[str, tuple[float, str]]:
        direct = self.scenario.levers.direct_ordering.level
        gain = direct * (2000 - 100 * self.scenario.direct.drop_charge + self.seed)
        return others(self) | {"income.shop_owner": (20_000 + gain, "RMB/year")}

    monkeypatch.setattr(TradeModel, "outcomes", outcomes)


def test_people_get_a_table_what_moves_nothing_and_a_picture(sim) -> None:
    result = sim(*TWO, "--out", "r")
    assert result.exit_code == 0, result.stderr
    lines = result.stdout.splitlines()
    names = "with_direct_ordering less without_direct_ordering"
    assert lines[0] == f"What the effect hangs on: {names}, over 3 seeds"
    (first,) = [line for line in lines if line.startswith(" direct.drop_charge")]
    (second,) = [line for line in lines if line.startswith(" stock.attention")]
    assert lines.index(first) < lines.index(second)
    assert "1 of 2 guesses move none of these effects by more than 1 % of the baseline" in (
        " ".join(lines)
    )
    assert result.stdout.endswith("result    r\npicture   r/pictures/tornado.png\n")
    assert "30 runs done, 0 were there before" in result.stderr
    assert read_result("r").manifest["kind"] == "tornado"


def test_json(sim) -> None:
    content = json.loads(sim(*TWO, "--json").stdout)
    rows = [row for row in content["shifts"] if row["outcome"] == "income.shop_owner"]
    by_end = {(row["guess"], row["end"]): (row["at"], row["difference"]) for row in rows}
    low, high = (by_end["direct.drop_charge", end] for end in ("low", "high"))
    assert low[1] - high[1] == pytest.approx(100 * (high[0] - low[0]))
    assert by_end["stock.attention", "low"][1] == 0.0


def test_what_is_wrong_is_told_on_one_line(sim) -> None:
    wrong = sim(*TWO[:4], "--parameters", "direct.drop_charg")
    assert wrong.exit_code == 2
    assert "direct.drop_charge" in wrong.stderr
    assert len(wrong.stderr.strip().splitlines()) == 1
    same = sim("tornado", "base", "--against", "base")
    assert same.exit_code == 2 and "asks for what base does" in same.stderr
