"""One list of families makes the national table and the provinces': what is in it is in both."""

import math

import numpy as np
import pytest

from sim.model.report import national, outcomes
from sim.model.report.areas import its_provinces, the_country
from sim.model.report.national import FAMILIES, Family
from sim.model.report.ratios import ratio
from sim.outcomes.declaration import Counts, Declared
from sim.outcomes.declared import UndeclaredError
from sim.outcomes.of_country import COUNTRY
from tests.worlds import eventful

TOTALS = ("RMB", "jobs", "parcels/year", "orders/year", "households")  # units of what adds up


@pytest.fixture(scope="module")
def model():
    return eventful("calendar.end=2016-04-05", "levers.targeted_relief=1").run()


def crowding(_, __, areas):
    """A family: people over rooms of two provinces."""
    people, rooms = np.array([1.0, 6.0]), np.array([4.0, 8.0])
    return {"crowding": ratio(areas.add(people), areas.add(rooms))}


def told(model, monkeypatch, *more):
    """Both tables with a family more, of which these are declared, too."""
    monkeypatch.setattr(national, "FAMILIES", (*FAMILIES, Family(crowding)))
    for module in (national, outcomes):
        monkeypatch.setattr(module, "COUNTRY", (*COUNTRY, *more))
    return model.outcomes(), model.tables()["outcomes_by_province"]


def test_a_family_that_is_added_is_told_of_the_nation_and_of_its_provinces(model, monkeypatch):
    crowded = Declared("crowding", "people/room", "people a room", Counts.NEITHER)
    nation, table = told(model, monkeypatch, crowded)
    assert nation["crowding"] == (7.0 / 12.0, "people/room")
    rows = zip(*table.values(), strict=True)
    assert [row for row in rows if "crowding" in row] == [
        (province, "crowding", value, "people/room")
        for province, value in zip(model.state.province_names, (0.25, 0.75), strict=True)
    ]


def test_what_nobody_has_declared_is_not_told(model, monkeypatch):
    with pytest.raises(UndeclaredError, match="crowding"):
        told(model, monkeypatch)


def test_no_outcome_is_told_by_two_families(model):
    for areas in (the_country(model.state), its_provinces(model.state)):
        families = [f for f in FAMILIES if f.of_provinces or areas.whole]
        names = [n for f in families for n in f.values(model.recorder, model.state, areas)]
        assert len(names) == len(set(names))


def test_provinces_are_told_of_in_the_order_of_the_nation(model):
    nation, table = list(model.outcomes()), model.tables()["outcomes_by_province"]
    for province in model.state.province_names:
        here = [
            outcome
            for place, outcome in zip(table["province"], table["outcome"], strict=True)
            if place == province
        ]
        assert here == [name for name in nation if name in set(here)]
        assert len(here) > 50


def test_the_nation_is_the_sum_of_its_provinces_or_lies_between_them(model):
    table = model.tables()["outcomes_by_province"]
    nation, compared = model.outcomes(), 0
    for name, outcome in nation.items():
        values = [
            value
            for told_of, value in zip(table["outcome"], table["value"], strict=True)
            if told_of == name and not math.isnan(value)
        ]
        if not values or name == "gini":  # the nation's has what is between its provinces
            continue
        if outcome.unit in TOTALS:
            assert outcome.value == pytest.approx(sum(values), rel=1e-9, abs=1e-6), name
        else:
            slack = 1e-9 * (1.0 + max(abs(value) for value in values))
            assert min(values) - slack <= outcome.value <= max(values) + slack, name
        compared += 1
    assert compared > 40
