"""The mean field: what it says without chance, against the engine, and with data that are wrong."""

import numpy as np
import pytest

from sim.evidence.data_in_doubt import play_with, shuffled, with_errors
from sim.evidence.mean_field import MeanField, growth
from sim.model import TradeModel
from sim.model.report.online_record import eleven_months
from sim.scenario import read_scenario
from sim.world.country.provinces import at_2016, read_country

NAMED = ("Gansu", "Guizhou", "Tibet")  # the article's first three, in its order


def scenario_of(*sets, name="base"):
    return read_scenario(name, sets=["scale=1000", *sets])


def country_of(scenario):
    nation = at_2016(read_country(), scenario.demand.income_growth, scenario.farm.primary_growth)
    return nation.choose(scenario.population.provinces)


def months_of(*sets, name="base"):
    scenario = scenario_of(*sets, name=name)
    return MeanField(scenario, country_of(scenario)).play()


def ranks(values):
    """Of the named provinces, 1 the largest."""
    names = read_country().names
    return [int((values > values[names.index(name)]).sum()) + 1 for name in NAMED]


@pytest.fixture(scope="module")
def base():
    return months_of()


def test_the_base_year_is_the_published_one(base):
    scenario = scenario_of()
    goods = sum(base[f"2016-{month:02}"].goods.sum() for month in range(1, 13))
    published = scenario.online.goods_share * scenario.online.retail_sales
    assert goods / scenario.grain.money * scenario.scale == pytest.approx(published, rel=0.02)


def test_a_world_in_which_nothing_moves_stays_as_it_opens():
    months = months_of(
        "online.might_sell=0", "online.entry_speed=0", "online.access_2017=0.532",
        "online.taste_growth=0",
        "demand.income_growth=0", "online.parcel_loss=0", "online.food_loss=0",
    )  # fmt: skip
    merchants = months["2017-12"].merchants
    np.testing.assert_allclose(merchants, months["2016-01"].merchants)
    # What is left is access, which grows to the end of 2016, and is the buyers' own.
    assert growth(months, "goods").std() < 0.01


def test_without_newcomers_provinces_grow_alike_and_with_them_the_inland_is_ahead(base):
    coastal = np.array(read_country().coastal)
    alike = growth(months_of("online.might_sell=0", "online.consolidation=0"), "goods")
    apart = growth(base, "goods")
    assert np.ptp(alike) < 0.03
    assert apart[~coastal].mean() - apart[coastal].mean() > 0.05
    assert sorted(ranks(apart)) == [1, 2, 3]  # Tibet is a hair ahead of Gansu


def test_taste_moves_all_provinces_alike(base):
    """Growth apart from that of the country: the nation's taste is no reason for it."""
    faster = growth(months_of("online.taste_growth=0.25"), "goods")
    usual = growth(base, "goods")
    apart = [np.log1p(each) - np.log1p(each).mean() for each in (faster, usual)]
    np.testing.assert_allclose(*apart, atol=0.03)
    assert ranks(faster) == ranks(usual)


def test_no_province_shrinks_and_sellers_are_as_many_as_one_believes(base):
    assert growth(base, "goods").min() > 0.1
    sellers = [base[month].merchants.sum() * 1000 for month in ("2016-01", "2016-12", "2017-12")]
    assert 5e6 < sellers[0] < sellers[1] < sellers[2] < 20e6
    assert (base["2017-12"].merchants / base["2016-01"].merchants).max() < 5.0
    people = read_country().population_2016 / 1000
    assert (base["2017-12"].merchants / people).max() < 0.1


@pytest.mark.slow
def test_the_three_stay_ahead_when_the_data_are_off_and_not_when_they_are_shuffled():
    luck, scenario = np.random.default_rng(5), scenario_of()
    off = [ranks(growth(play_with(scenario, with_errors(luck)), "goods")) for _ in range(20)]
    dealt = [ranks(growth(play_with(scenario, shuffled(luck)), "goods")) for _ in range(20)]
    first_three = [sorted(each) == [1, 2, 3] for each in off]
    assert np.mean(first_three) >= 0.8
    assert not any(sorted(each) == [1, 2, 3] for each in dealt)


def sold_in_run(scenario, seed):
    """Sales of goods by merchants in a run, parcels included: growth by province."""
    model = TradeModel(scenario, seed=seed)
    model.run()
    months = model.recorder.online.monthly()
    before, after = (eleven_months(months, year, "goods") for year in (2016, 2017))
    return before, after


@pytest.mark.slow
def test_it_says_what_the_engine_says_by_province():
    """Shops and farms are few, so that the marketplace can be at a scale at which luck is small."""
    provinces = "population.provinces=[Gansu, Guizhou, Tibet, Zhejiang, Henan]"
    scenario = read_scenario(
        "base",
        sets=["scale=200", "population.shops=40000", "online.minimum_merchants=300", provinces],
    )
    expected = growth(MeanField(scenario, country_of(scenario)).play(), "goods")
    runs = [sold_in_run(scenario, seed) for seed in range(1, 7)]
    off = np.array([after / before - 1.0 - expected for before, after in runs])
    luck = off.std(axis=0, ddof=1) / np.sqrt(len(runs))  # Tibet's is half a point, others' a tenth
    assert (np.abs(off.mean(axis=0)) < 0.01 + 2.0 * luck).all()
    assert luck.max() < 0.01


def test_eleven_months_leave_december_out(base):
    january = sum(base[f"2017-{month:02}"].goods for month in range(1, 12))
    np.testing.assert_allclose(eleven_months(base, 2017, "goods"), january)
