"""What shop owners live on, and shops that came and went, by hand."""

import numpy as np
import pytest

from sim.model.report.areas import the_country
from sim.model.report.families import owners
from tests.worlds import eventful


@pytest.fixture(scope="module")
def model():
    return eventful("entry.shop_room=0.2", "calendar.end=2016-04-05").run()


def test_income_of_a_worker_and_what_is_left_after_wages(model):
    sets = {"jobs.family_workers": 2.0, "jobs.wage_elsewhere": 10_000.0}
    books = owners.Books(years=2.0, earned=120_000.0, sales=600_000.0, people=2.0)
    found = owners.of_income(books, model.asked.with_values(sets).jobs)
    found |= owners.of_shops(owners.Shops(there=2, closed=0, opened=0))
    assert {name: float(value) for name, value in found.items()} == pytest.approx(
        {
            "income_per_worker.shop_owner": 15_000.0,
            "profit_after_wages.shop_owner": 10_000.0,
            "profit_after_wages_share.shop_owner": 40_000.0 / 600_000.0,
            "shops_change": 0.0,
            "shops_opened": 0.0,
            "shops_closed": 0.0,
        }
    )
    told = owners.owners_living(model.recorder, model.state, the_country(model.state))
    assert set(found) == set(told)


def test_shops_that_came_and_went_are_told_by_province(model):
    state, recorder = model.state, model.recorder
    province = np.asarray(state.keepers.province)[: state.shops]
    before = np.asarray(state.keepers.open).copy()
    first = province == 0
    vacant, there = (
        np.flatnonzero(first & (before[: state.shops] == 0)),
        np.flatnonzero(first & (before[: state.shops] == 1)),
    )
    state.keepers.open[vacant[0]] = 1
    state.keepers.open[there[:3]] = 0
    counts = owners.counts(recorder, state)
    outcomes = model.outcomes()
    state.keepers.open[:] = before
    assert [int(each[0]) for each in counts] == [len(there), 3, 1]
    elsewhere = int((~first & (before[: state.shops] == 1)).sum())
    assert [int(each[1]) for each in counts] == [elsewhere, 0, 0]
    in_all = counts[0].sum()
    assert outcomes["shops_change"].value == pytest.approx(-2 / in_all)
    assert outcomes["shops_opened"].value == pytest.approx(1 / in_all)
    assert outcomes["shops_closed"].value == pytest.approx(3 / in_all)


def test_the_country_and_its_provinces_agree(model):
    outcomes = model.outcomes()
    table = model.tables()["outcomes_by_province"]
    told = {
        (place, name): value
        for place, name, value in zip(
            table["province"], table["outcome"], table["value"], strict=True
        )
    }
    people = model.recorder.mean_firms(model.state)[owners.KIND]
    name = "profit_after_wages.shop_owner"
    values = [told[place, name] for place in model.state.province_names]
    assert np.average(values, weights=people) == pytest.approx(outcomes[name].value)
    workers = model.asked.jobs.family_workers
    income = outcomes["income.shop_owner"].value
    assert outcomes["income_per_worker.shop_owner"].value == pytest.approx(income / workers)
