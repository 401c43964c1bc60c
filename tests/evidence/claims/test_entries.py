"""Every claim has an entry that fits its kind, and a mechanism that can be named."""

import re

import pytest

from sim.evidence.claims import fitted
from sim.evidence.claims.entries import ENTRIES
from sim.evidence.claims.fitted import fitted_claims
from sim.evidence.claims.mechanisms import MECHANISMS, can_be_switched_off, without
from sim.evidence.claims.ranks import AmongTop, Order
from sim.evidence.claims.reported import FILE, reported_claims
from sim.evidence.claims.signs import InlandAbove, Moves
from sim.evidence.claims.users import OnUsers
from sim.evidence.claims.values import Value
from sim.scenario import read_scenario
from sim.world.country.csv_tables import DATA

KINDS = {
    "value": Value,
    "rank": (Order, AmongTop),
    "direction": (InlandAbove, Moves, OnUsers),
    "mechanism": Moves,
}


def test_each_of_the_17_claims_has_one() -> None:
    assert list(ENTRIES) == list(reported_claims())
    assert len(ENTRIES) == 17


@pytest.mark.parametrize("name", ENTRIES)
def test_the_judgement_fits_the_kind(name: str) -> None:
    claim, (judgement, mechanism, *_) = reported_claims()[name], ENTRIES[name]
    assert isinstance(judgement, KINDS[claim.kind])
    assert isinstance(judgement.reported(claim), float if claim.kind == "value" else str)
    assert mechanism in MECHANISMS


def test_what_is_looked_at_is_said() -> None:
    asked = {name: ENTRIES[name].judgement.asks(claim) for name, claim in reported_claims().items()}
    assert asked["gansu_sales_growth"] == "platform_sales_growth of Gansu"
    assert asked["national_online_level"] == "online_sales of the country"
    assert asked["seller_growth_order"] == "ranks in platform_sales_growth"
    assert asked["inland_benefits_most"] == "platform_sales_growth, inland less the coast"
    assert asked["precise_inventory"] == (
        "stockout_rate of shops of Zhejiang with analytics, with it and without"
    )
    assert asked["per_capita_spending_top"].endswith("beside them platform_spending_per_buyer")


def test_claims_of_one_companys_platforms_are_put_to_their_own_ledger() -> None:
    lines = (DATA / FILE).read_text("utf-8").splitlines()
    (header,) = [line for line in lines if line.startswith("# Ledgers:")]
    of_platforms, of_all = (set(re.findall(r"\w+_\w+", part)) for part in header.split(";"))
    asked = {name: ENTRIES[name].judgement.asks(claim) for name, claim in reported_claims().items()}
    assert len(of_platforms) == 4
    for name in of_platforms - {"logistics_improvement"}:  # parcels of all merchants fare alike
        assert "platform_" in asked[name]
    national = {name for name in asked if name.startswith("national_online")}
    assert "national growth and level" in header and not of_all & set(asked)
    assert all(asked[name].startswith("online_sales") for name in national)


def test_a_mechanism_is_switched_off_by_keys_of_a_scenario() -> None:
    history = read_scenario("history")
    for name, settings in MECHANISMS.items():
        assert can_be_switched_off(name)
        assert without(history, name) != history, settings


def test_every_mechanism_explains_something() -> None:
    assert {entry.mechanism for entry in ENTRIES.values()} == set(MECHANISMS)


def test_numbers_of_the_article_are_numbers() -> None:
    assert reported_claims()["national_online_level"].value == 6.43e12
    assert reported_claims()["gansu_sales_growth"].province == "Gansu"
    assert reported_claims()["seller_growth_order"].order == ("Gansu", "Guizhou", "Tibet")


def test_a_mechanism_is_off_and_nothing_else_is_changed() -> None:
    history = read_scenario("history")
    assert can_be_switched_off("analytics")
    less = without(history, "analytics")
    assert less.name == "history_without_analytics"
    assert history.levers.analytics.level > 0
    assert less.levers.analytics.level == 0
    assert less.levers.direct_ordering == history.levers.direct_ordering


def test_a_mechanism_that_is_not_there_yet(monkeypatch) -> None:
    monkeypatch.setitem(MECHANISMS, "magic", {"levers.magic": "off"})
    assert not can_be_switched_off("magic")


def test_a_claim_that_gave_a_parameter_its_number_is_fitted(monkeypatch) -> None:
    base = read_scenario("base")
    online = {"national_online_level", "national_online_growth"}
    assert fitted_claims(base) == online
    # The base year's sales come from both, and the growth of taste from the latter.
    other_sales = {"online.sales": 4.7e12}
    assert fitted_claims(base.with_values(other_sales)) == {"national_online_growth"}
    other_taste = MECHANISMS["rising_taste"]
    assert fitted_claims(base.with_values(other_sales | other_taste)) == set()
    document = fitted.read_document(fitted.base_file(), "base.yaml")
    key = "population.shops"
    source = "report_claims.yaml, jobs_guangdong"
    document.records[key] = document.records[key]._replace(source=source)
    monkeypatch.setattr(fitted, "read_document", lambda *_: document)
    assert fitted_claims(base) == online | {"jobs_guangdong"}
