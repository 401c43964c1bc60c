"""The card: verdicts in the order of the article, and what is stored."""

import json
from types import MappingProxyType

import pandas as pd
import pytest

from sim.evidence import validating
from sim.evidence.claims.answer import CANNOT_SAY, FITTED, MEETS, RIGHT_DIRECTION
from sim.evidence.claims.mechanisms import name_without
from sim.evidence.claims.numbers import COAST, INLAND, NATION, provinces_in
from sim.evidence.claims.reported import reported_claims
from sim.evidence.validating import ReportCard, compared, judged
from sim.experiments import read_result
from sim.experiments.compare import Comparison
from sim.experiments.differences import paired_differences
from sim.experiments.false_discovery import with_verdicts
from sim.scenario import read_scenario
from tests.evidence.claims.made_up import Reported, everywhere, tables

KEYS = ["id", "reported", "model", "low", "high", "verdict", "mechanism", "without"]
MORE = ["unit", "note", "why", "off", "beside"]
NOT_THERE = "no outcome online_sales_growth"
TODAY = {"precise_inventory", "direct_order", "trims_costs"}


def shops(direct: float) -> dict:
    return {
        ("direct_share", NATION): [direct, 1.01 * direct + 0.01],
        ("cost_of_goods_share", NATION): [0.8 - direct / 10, 0.81 - 1.01 * direct / 10],
    }


def users(scenario: str) -> pd.DataFrame:
    """Zhejiang's shops with analytics run out less than they do without."""
    rows = [
        {"scenario": scenario, "seed": seed, "switch": "analytics", "province": "Zhejiang",
         "class": speed, "shops": 9, "base_stockout_rate": less, "stockout_rate": more}
        for seed, less, more in ((1, 0.09, 0.0999), (2, 0.1, 0.1101))
        for speed in ("slow", "middling", "fast", "all")
    ]  # fmt: skip
    return pd.DataFrame(rows)


def comparison(
    more: Reported = MappingProxyType({}), less: str = "", reported: Reported = MappingProxyType({})
) -> Comparison:
    """History, with `more`, and each mechanism off, as if run at two seeds.

    less, reported  a mechanism, and what is reported without it
    """
    history, *others = compared(read_scenario("history"))
    off = {other.name: shops(0.0) for other in others}
    if less:
        off[name_without(history.name, less)] |= reported
    made_up = tables(history={**shops(0.1), **more}, **off)
    against = {other.name: history.name for other in others}
    made_up["shop_users"] = users("history_without_analytics")
    differences = paired_differences(made_up["outcomes"], against)
    made_up["differences"] = with_verdicts(differences, ["scenario"])
    return Comparison([history, *others], against, False, [1, 2], made_up, {}, [], 0)


def verdicts(runs: Comparison) -> dict[str, str]:
    return {line.claim.id: line.answer.verdict for line in judged(runs)}


def test_a_claim_is_answered_when_its_outcome_is_there() -> None:
    found = verdicts(comparison())
    assert list(found) == list(reported_claims())
    assert {name for name, verdict in found.items() if verdict != CANNOT_SAY} == TODAY
    growth = everywhere("online_sales_growth", 2) | growing("platform_sales_growth", 0.3, 0.35)
    of_nation = {(f"{kind}_sales_growth", NATION): [0.33, 0.331] for kind in ("online", "platform")}
    growth |= of_nation
    found = verdicts(comparison(growth))
    answered = {"gansu_sales_growth", "national_online_growth", "seller_growth_order"}
    assert all(found[name] != CANNOT_SAY for name in answered | {"inland_benefits_most"})
    assert found["national_online_growth"] == FITTED  # it gave taste its growth
    assert found["national_online_level"] == CANNOT_SAY


def test_a_number_that_was_put_in_is_fitted_where_it_is_met(monkeypatch) -> None:
    monkeypatch.setattr(validating, "fitted_claims", lambda scenario: {"direct_order"})
    found = verdicts(comparison())
    assert found["direct_order"] == FITTED
    assert found["trims_costs"] == MEETS
    off = {("online_sales_growth", NATION): [0.42, 0.42]}
    lines = {line.claim.id: line for line in judged(comparison(off))}
    assert lines["national_online_growth"].answer.verdict == RIGHT_DIRECTION
    monkeypatch.undo()
    lines = {line.claim.id: line for line in judged(comparison(off))}
    answer = lines["national_online_growth"].answer
    assert answer.verdict == FITTED
    missed = {("online_sales_growth", NATION): [-0.1, -0.1]}
    assert verdicts(comparison(missed))["national_online_growth"] == "misses"
    assert answer.note.startswith("this number was put in, else it would be: right direction;")


def as_json(runs: Comparison) -> dict[str, dict]:
    """The card's claims by id, as a machine gets them."""
    content = json.loads(json.dumps(ReportCard(judged(runs), runs).as_json()))
    assert list(content) == ["claims"]
    return {claim["id"]: claim for claim in content["claims"]}


def test_json_has_these_keys_first_and_then_what_is_told_beside() -> None:
    by_id = as_json(comparison())
    assert all(list(claim) == KEYS + MORE for claim in by_id.values())
    gansu = by_id["gansu_sales_growth"]
    assert {key: gansu[key] for key in KEYS} == {
        "id": "gansu_sales_growth",
        "reported": 1.14,
        "model": None,
        "low": None,
        "high": None,
        "verdict": CANNOT_SAY,
        "mechanism": "newcomers",
        "without": None,
    }
    stockouts = by_id["precise_inventory"]
    assert stockouts["low"] < stockouts["model"] < stockouts["high"]
    assert stockouts["model"] == pytest.approx(0.095)
    assert stockouts["without"] == pytest.approx(0.105)
    assert stockouts["off"] == {"levers.analytics": "off"}
    assert by_id["targeted_relief"]["off"] == {"relief.choice": "by_quota"}


def test_spending_is_told_per_resident_and_per_buyer() -> None:
    members = reported_claims()["per_capita_spending_top"].members
    leading = {name: [9.0, 9.0] for name in members}
    spending = everywhere("platform_spending_per_resident", 2) | everywhere(
        "platform_spending_per_buyer", 2, **leading
    )
    told = as_json(comparison(spending))["per_capita_spending_top"]
    assert (told["model"], told["verdict"]) == (0.0, "misses")
    beside = told["beside"]
    assert beside["outcome"] == "platform_spending_per_buyer"
    assert (beside["model"], beside["verdict"]) == (1.0, "meets")
    assert beside["low"] < 1.0 == beside["high"]
    assert beside["note"].startswith("rank in platform_spending_per_buyer: Tibet 3")


def growing(outcome: str, inland: float, coast: float) -> Reported:
    """Growth of every province at two seeds, at which the inland is not quite as far ahead."""
    rates = {INLAND: [inland, inland + 0.01], COAST: [coast + 1e-4, coast + 0.0099]}
    names = {name: rates[place] for place in rates for name in provinces_in(place)}
    return {(outcome, name): rate for name, rate in names.items()}


def test_the_inland_is_held_against_the_coast_in_goods() -> None:
    on = growing("platform_sales_growth", 0.3, 0.35) | growing("online_sales_growth", 0.5, 0.3)
    told = as_json(comparison(on))["inland_benefits_most"]
    assert (told["model"], told["verdict"]) == (pytest.approx(-0.05), "misses")


def test_the_card_is_a_table_of_the_result(tmp_path) -> None:
    runs = comparison()
    ReportCard(judged(runs), runs).write(tmp_path / "card")
    claims = read_result(tmp_path / "card").claims
    assert claims["id"].tolist() == list(reported_claims())
    assert claims.set_index("id")["note"]["new_retail"] == "no outcome online_orders_from_shops"
