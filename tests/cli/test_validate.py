"""`sim validate`: the report card as a table, and as JSON."""

import json

from typer.testing import CliRunner

from sim.cli import app
from sim.evidence.claims.answer import VERDICTS
from sim.experiments import read_result
from tests.cli.conftest import InventedModel

SMALL = {
    "scale": "200000",
    "population.provinces": "[Zhejiang, Gansu]",
    "calendar.start": "2016-06-20",
    "calendar.end": "2016-07-03",
    "calendar.warmup_days": "7",
    "levers.direct_ordering": "0.5",  # nobody would join in two weeks
}


def test_people_get_a_table_with_what_is_missing(sim) -> None:
    result = sim("validate", "--seeds", 3, "--out", "r")
    assert result.exit_code == 0
    words = " ".join(result.stdout.split())
    assert "what history says at 3 seeds" in words
    assert "gansu_sales_growth 114.0 % no outcome" in words
    assert "national_online_level 6.430 trillion RMB" in words
    assert "by chance in 1 of 8 cases" in words
    assert "result r" in words
    assert len(read_result("r").claims) == 17


def test_the_table_fits_120_columns(sim) -> None:
    result = sim("validate", "--seeds", 5, "--out", "r")
    assert max(len(line.rstrip()) for line in result.stdout.splitlines()) <= 120
    assert "by chance" not in result.stdout


def test_json_alone_is_on_stdout(sim, monkeypatch) -> None:
    direct = {
        "direct_share": lambda level: level,
        "cost_of_goods_share": lambda level: 1 - level / 2,
    }
    before = InventedModel.outcomes

    def outcomes(model):
        level = model.scenario.levers.direct_ordering.level
        added = {name: (number(level), "share") for name, number in direct.items()}
        return before(model) | added

    monkeypatch.setattr(InventedModel, "outcomes", outcomes)
    content = json.loads(sim("validate", "--seeds", 6, "--json").stdout)
    found = {claim["id"]: claim for claim in content["claims"]}
    assert len(found) == 17
    assert found["trims_costs"] == {
        "id": "trims_costs",
        "reported": "falls",
        "model": 0.5,
        "low": 0.5,
        "high": 0.5,
        "verdict": "meets",
        "mechanism": "direct_ordering",
        "without": 1.0,
        "unit": "share",
        "note": found["trims_costs"]["note"],
        "why": "",
        "off": {"levers.direct_ordering": "off"},
        "beside": None,
    }


def test_one_seed_has_no_interval(sim) -> None:
    result = sim("validate", "--seeds", 1)
    assert result.exit_code == 2
    assert result.stderr == "an interval needs at least two seeds\n"


def test_the_card_goes_over_an_ensemble(sim, tmp_path) -> None:
    (tmp_path / "sets.csv").write_text("online.taste_growth\n0.1\n0.3\n")
    words = ("validate", "--seeds", 3, "--ensemble", tmp_path / "sets.csv", "--out", "r", "--json")
    assert json.loads(sim(*words).stdout)["claims"]
    manifest = read_result("r").manifest
    assert [each["online.taste_growth"] for each in manifest["ensemble"]] == [0.1, 0.3]
    assert sim("validate", "--set", "online.taste_growth=0.2", *words[1:]).exit_code == 2


def test_a_real_run_answers_what_the_model_reports(tmp_path, monkeypatch) -> None:
    def in_turn(work, jobs, workers):
        return ((job, work(job)) for job in jobs)

    monkeypatch.setattr("sim.experiments.points.run_jobs", in_turn)
    monkeypatch.chdir(tmp_path)
    sets = [f"--set={key}={value}" for key, value in SMALL.items()]
    result = CliRunner().invoke(app, ["validate", "--seeds", "2", "--json", *sets])
    assert result.exit_code == 0, result.output
    found = {claim["id"]: claim for claim in json.loads(result.stdout)["claims"]}
    direct = found["direct_order"]
    assert direct["without"] == 0 < direct["model"]
    # At so coarse a scale nobody in Zhejiang has joined: there are no users to look at.
    inventory = found["precise_inventory"]
    assert inventory["verdict"] == "cannot say" and inventory["model"] is None
    assert inventory["note"].startswith("no shop")
    assert {claim["verdict"] for claim in found.values()} <= set(VERDICTS)
