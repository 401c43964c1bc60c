"""What farm households live on: inequality, poverty, and incomes that differ but sum up."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.model.report.areas import its_provinces, the_country
from sim.model.report.families.livelihoods import (
    channels,
    channels_used,
    gini,
    inequality,
    sources,
)
from sim.model.report.income_record import IncomeRecorder
from tests.worlds import eventful

incomes = st.lists(st.floats(1, 1e6), min_size=2, max_size=20)


@given(incomes, st.integers(1, 5))
def test_gini_is_half_the_mean_difference_over_the_mean(values, persons):
    each = np.array(values)
    apart = np.abs(each[:, None] - each).mean() / (2 * each.mean())
    assert gini(each * persons, np.full(len(each), persons)) == pytest.approx(apart, abs=1e-9)


@given(incomes)
def test_gini_counts_people_and_not_households(values):
    """Two people in a household are as two households of one, with half the income each."""
    each = np.array(values)
    alone = gini(np.repeat(each, 2), np.ones(2 * len(each)))
    assert gini(2 * each, np.full(len(each), 2.0)) == pytest.approx(alone, abs=1e-9)


def test_other_incomes_differ_and_sum_to_what_the_province_gets():
    farm = eventful("scale=5000").state.farm
    province, monthly = np.asarray(farm.farmers.province), np.asarray(farm.farmers.monthly)
    usual = sum(
        np.asarray(column)
        for column in (farm.households.wages, farm.households.transfers, farm.households.property)
    )
    for place in range(2):
        here = monthly[province == place]
        assert here.sum() == usual[place]
        assert 0.7 < np.log(here).std() < 1.1  # 0.9, with luck
    equal = eventful("scale=5000", "farm.income_spread=0").state.farm.farmers
    mean = usual / np.bincount(province)
    assert np.abs(np.asarray(equal.monthly) - mean[province]).max() <= 1.0


def test_the_last_whole_year_counts():
    farm = eventful().state.farm
    farmers, recorder = farm.farmers, IncomeRecorder()
    recorder.begin(farm, date(2015, 7, 1))
    for morning, income in (("2015-12-31", 5), ("2016-01-01", 7), ("2017-01-01", 100)):
        farmers.other[:] = income
        recorder.day_ends(farm, date.fromisoformat(morning), last=False)
    farmers.other[:] = 1000
    recorder.day_ends(farm, date(2017, 5, 1), last=True)
    found = recorder.last_year()
    assert (found.money == 93).all()
    assert found.years == pytest.approx(1.0, abs=0.003)


def test_poverty_is_of_people_below_the_line():
    model = eventful("scale=5000")
    state, recorder = model.state, model.recorder.incomes
    farmers, scenario = state.farm.farmers, model.asked
    recorder.begin(state.farm, date(2016, 1, 1))
    province = np.asarray(farmers.province)
    household = scenario.population.household_persons
    line = scenario.farm.poverty_line * 366 / 365.25 * scenario.grain.money * household
    poor = np.random.default_rng(1).random(len(province)) < np.where(province == 0, 0.3, 0.1)
    farmers.other[:] = np.where(poor, 0.99, 1.01) * line
    recorder.day_ends(state.farm, date(2017, 1, 1), last=True)
    shares = inequality(model.recorder, state, its_provinces(state))["poverty_rate"]
    # Where floors bind not, a household is one of the usual size, or nearly.
    agents = np.bincount(province)
    size = state.represented["farmer"] / agents
    expected = [poor[province == place].mean() for place in range(2)]
    assert size == pytest.approx(1.0, abs=0.005)
    assert shares == pytest.approx(expected)
    whole = inequality(model.recorder, state, the_country(state))["poverty_rate"]
    assert whole == pytest.approx(np.average(shares, weights=state.represented["farmer"]))


def test_income_is_told_by_source_and_adds_up():
    model = eventful()
    farm, recorder = model.state.farm, model.recorder.incomes
    farmers, households = farm.farmers, farm.households
    recorder.begin(farm, date(2016, 1, 1))
    farmers.sales[:], farmers.costs[:], farmers.other[:] = 900, 300, 400
    households.wages[:], households.transfers[:], households.property[:] = (6, 2), (3, 2), (1, 0)
    found = sources(model.recorder, model.state, its_provinces(model.state))
    names = ("farming", "wages", "transfers", "property")
    shares = np.array([found[f"farm_income_share.{name}"] for name in names])
    assert shares[:, 0] == pytest.approx([0.6, 0.24, 0.12, 0.04])
    assert shares[:, 1] == pytest.approx([0.6, 0.2, 0.2, 0.0])


def test_channels_are_counted_by_household():
    """One sells online alone, one in all three ways, one to brokers and markets, others nothing."""
    model = eventful("levers.online_selling=1")
    farm, recorder = model.state.farm, model.recorder.incomes
    farmers, sellers = farm.farmers, farm.sellers
    recorder.begin(farm, date(2016, 1, 1))
    farmers.sales[:], farmers.direct[:], sellers.online[:] = 0, 0, 0
    first, second = (int(farmer) for farmer in sellers.farmer[:2])
    third = next(f for f in range(len(farmers.sales)) if f not in sellers.farmer[:2])
    sellers.online[:2] = 50, 20
    farmers.sales[[first, second, third]] = 50, 90, 70
    farmers.direct[second] = 30
    assert channels_used(farm)[[first, second, third]].tolist() == [1, 3, 1]
    found = channels(model.recorder, model.state, the_country(model.state))
    persons = model.state.represented["farmer"] / np.bincount(farmers.province)
    people = persons[np.asarray(farmers.province)]
    used = people[first] + 3 * people[second] + people[third]
    assert found["channels_used"][0] == pytest.approx(used / people.sum())
