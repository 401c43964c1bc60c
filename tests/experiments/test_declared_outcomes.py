"""Everything that a run reports is declared, with the unit that it has."""

import pytest

from sim.experiments.column_units import unit_of
from sim.experiments.declared_outcomes import declared, outcome_names
from sim.experiments.main_outcomes import OF_A_RUN
from sim.experiments.outcome_declaration import Counts
from sim.experiments.outcomes_of_country import COUNTRY
from sim.experiments.outcomes_of_textbook import TEXTBOOK
from sim.experiments.words import label
from sim.model import TradeModel
from sim.scenario import list_scenarios
from sim.scenario.catalogue import GROUPS, PARAMETERS
from sim.scenario.groups import Levers
from sim.scenario.provinces import REGIONS
from sim.world.shops.levers import OF_SHOPS

SMALL = {
    "scale": 1_000_000,
    "population.provinces": ["Tibet", "Hainan"],
    "calendar.end": "2016-01-05",
    "calendar.warmup_days": 0,
}
CASES = [listed.name for listed in list_scenarios() if listed.name.startswith("textbook/")]


def undeclared(model, declarations):
    """What the model reports otherwise than one of these says."""
    return [
        f"{name} [{outcome.unit}]"
        for name, outcome in model.outcomes().items()
        if outcome.unit not in {one.unit for one in declared(name) if one in declarations}
    ]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["base", "history", "targeted_relief_alone"])
def test_what_the_country_reports_is_declared(name):
    model = TradeModel(name, **SMALL)
    model.play(model.days_total)
    assert undeclared(model, COUNTRY) == []
    provinces = model.tables()["outcomes_by_province"]
    units = dict(zip(provinces["outcome"], provinces["unit"], strict=True))
    assert all(units[each] in {one.unit for one in declared(each)} for each in units)
    rare = {"platform_share", "relief.cost", "relief.beneficiaries"}
    assert set(OF_A_RUN) - rare <= set(model.outcomes())


@pytest.mark.slow
@pytest.mark.parametrize("name", CASES)
def test_what_a_textbook_case_reports_is_declared(name):
    model = TradeModel(name, **{"calendar.warmup_days": 0})
    model.play(2)
    assert undeclared(model, TEXTBOOK) == []


def test_what_the_beer_game_reports_is_declared():
    model = TradeModel("textbook/beer_game")
    model.play(2)
    assert undeclared(model, TEXTBOOK) == []


def test_names_are_of_nothing_else():
    names = outcome_names()
    assert not set(names) & {*PARAMETERS, *GROUPS, *REGIONS, "outcomes"}
    assert all(declared(name) for name in names)


@pytest.mark.parametrize("name", ["", "income", "income.dragon", "fill_rate.tier", "firms.tier1x"])
def test_other_names_are_unknown(name):
    assert declared(name) == []


def test_what_levers_are_there_to_change_is_declared():
    for key in (f"levers.{lever}" for lever in Levers._fields):
        effects = PARAMETERS[key].effects
        assert all(declared(name) for name in (*effects.changes, *effects.leaves_alone))


def test_labels_are_words():
    labels = {label(name) for name in outcome_names()}
    assert not [each for each in labels if "_" in each or "." in each or not each[0].isupper()]
    assert len(labels) == len(outcome_names())


def test_the_miniature_and_the_real_country_are_told_apart():
    for name, counts in {
        "jobs.net.shops": Counts.REAL,
        "online_sales.tea": Counts.REAL,
        "firms.tier2": Counts.MINIATURE,
        "income.farmer": Counts.NEITHER,
        "end_stock.tier0": Counts.GIVEN,
    }.items():
        assert declared(name)[0].counts == counts


NAMES = {
    "flow",
    "product",
    "month",
    "province",
    "kind",
    "category",
    "chain",
    "part",
    "tier",
    "shop",
}
FLAGS = {*OF_SHOPS, "poor", "sells_online", "helped"}


@pytest.mark.slow
@pytest.mark.parametrize(("name", "sets"), [("base", SMALL), ("textbook/beer_game", {})])
def test_every_column_of_a_run_that_is_a_number_has_a_unit(name, sets):
    model = TradeModel(name, **sets)
    model.play(model.days_total if sets else 2)
    for table, columns in model.tables().items():
        unknown = {each for each in columns if not unit_of(table, each, list(columns))}
        assert unknown <= NAMES | FLAGS | {"outcome", "unit", "size"}, table
