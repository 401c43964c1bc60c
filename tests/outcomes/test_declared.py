"""Everything that a run reports is declared, with the unit that it has."""

import pytest

from sim.experiments.column_units import unit_of
from sim.experiments.main_outcomes import OF_A_RUN
from sim.experiments.words import label
from sim.model import TradeModel
from sim.outcomes.declaration import Counts
from sim.outcomes.declared import UndeclaredError, declared, declared_unit, outcome_names
from sim.outcomes.of_country import COUNTRY
from sim.outcomes.of_textbook import TEXTBOOK
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


def silent(names, declarations):
    """What is declared, and none of these names has."""
    heard = [one for name in names for one in declared(name)]
    return [one.pattern for one in declarations if one not in heard]


@pytest.mark.slow
def test_the_country_reports_what_is_declared_and_nothing_else():
    """What is not declared raises an error: outcomes have their units from the declarations."""
    names = set()
    for scenario in ("base", "history", "targeted_relief_alone"):
        model = TradeModel(scenario, **SMALL)
        model.play(model.days_total)
        names |= set(model.outcomes())
        assert set(model.tables()["outcomes_by_province"]["outcome"]) <= set(model.outcomes())
    assert silent(names, COUNTRY) == []
    assert set(OF_A_RUN) <= names


@pytest.mark.slow
def test_textbook_cases_report_what_is_declared_and_nothing_else():
    names = set()
    for case in CASES:
        model = TradeModel(case, **{"calendar.warmup_days": 0})
        model.play(2)
        names |= set(model.outcomes())
    assert silent(names, TEXTBOOK) == []


def test_the_beer_game_reports_what_is_declared():
    model = TradeModel("textbook/beer_game")
    model.play(2)
    units = {name: outcome.unit for name, outcome in model.outcomes().items()}
    assert units["total_cost"] == "RMB"
    assert units["order_variance_ratio.tier3"] == "1"
    assert all(units[name] == declared_unit(name, TEXTBOOK) for name in units)


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


def test_a_unit_is_that_of_the_case():
    assert declared_unit("income.farmer", COUNTRY) == "RMB/year"
    assert declared_unit("income.farmer", TEXTBOOK) == "RMB/day"
    with pytest.raises(UndeclaredError, match=r"income\.dragon"):
        declared_unit("income.dragon", (*COUNTRY, *TEXTBOOK))


def test_what_counts_the_real_country_and_what_does_not_are_told_apart():
    for name, counts in {
        "jobs.net.shops": Counts.REAL,
        "online_sales.tea": Counts.REAL,
        "firms.tier2": Counts.REAL,
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
