from datetime import timedelta
from types import SimpleNamespace

import numpy as np
import pytest

from sim.model.calendar import day_of_year, first_day, turns_of_plots
from sim.scenario import read_scenario
from sim.world.country.provinces import RURAL
from sim.world.farms.farmers import farmer_counts
from sim.world.farms.farming import harvests_a_year
from sim.world.farms.plots import deal_crops, province_output
from sim.world.farms.stalls import draw_households
from sim.world.opening.miniature import draw_miniature

SCALES = [2_000_000.0, 20_000.0, 2000.0]


def kg_by_market(farms, products):
    table = np.zeros((len(farms.country), products))
    np.add.at(table, (farms.plots.province, farms.plots.product), farms.plots.kg_per_year)
    return table


@pytest.mark.parametrize("scale", SCALES)
def test_rural_people_are_all_there(sow, scale):
    farms = sow(scale)
    farmers = farms.farmers
    people = farmers.persons * np.bincount(farmers.province, farmers.weight)
    np.testing.assert_allclose(people * scale, farms.country.persons[:, RURAL], rtol=1e-12)


def test_floors_make_households_smaller(base, nation):
    counts = farmer_counts(nation, base.population, 4000.0)
    quotas = nation.persons[:, RURAL] / base.population.household_persons / 4000
    bound = quotas < 1500
    assert bound.any() and not bound.all()
    assert (counts[bound] == 1500).all()
    assert (np.abs(counts - quotas)[~bound] <= 0.5).all()


def test_default_number_of_farmers(sow):
    farms = sow(2000.0)
    counts = farms.farmers.usual
    bound = counts == 1500
    assert bound.sum() == 7
    assert 90_000 < (counts * farms.farmers.size).sum() < 100_000  # real ones / scale
    assert farms.farmers.persons[~bound] == pytest.approx(3.1, rel=0.01)
    assert (farms.farmers.persons[bound] < 3.1).all()


@pytest.mark.parametrize("scale", SCALES)
def test_output_of_the_plots_is_that_of_the_data(sow, catalogue, scale):
    farms = sow(scale)
    kg = kg_by_market(farms, len(catalogue)) * scale
    np.testing.assert_allclose(kg, catalogue.grown_share * catalogue.output, rtol=1e-11)
    assert (farms.plots.kg_per_year > 0).all()


def test_output_of_a_choice_is_the_chosen_provinces_own(sow, catalogue):
    farms = sow(2000.0, provinces=("Hubei", "Yunnan"))
    kg = kg_by_market(farms, len(catalogue))
    np.testing.assert_allclose(kg, province_output(catalogue, farms.country, 2000.0), rtol=1e-11)
    whole = sow(2000.0)
    hubei = whole.country.names.index("Hubei")
    mine, theirs = farms.plots.province == 0, whole.plots.province == hubei
    assert np.array_equal(farms.plots.product[mine], whole.plots.product[theirs])
    assert np.array_equal(farms.plots.kg_per_year[mine], whole.plots.kg_per_year[theirs])


@pytest.mark.parametrize(("scale", "crops"), [(2000.0, 2), (20_000.0, 1), (2000.0, 4)])
def test_a_household_has_at_most_its_number_of_crops(sow, scale, crops):
    farms = sow(scale, crops=crops)
    kinds = np.diff(farms.plots.first_of_farmer)
    # a province with fewer households than the 47 kinds of produce may need more kinds each
    enough = (np.diff(farms.farmers.first_of_province) >= 47)[farms.farmers.province]
    assert kinds[enough].max() <= crops
    assert kinds.min() >= 1
    if crops > 1:
        assert kinds.mean() > 0.8 * crops


def test_few_households_still_grow_every_crop(sow, catalogue):
    farms = sow(2_000_000.0, minimum_farmers=2, crops=1)
    grown = kg_by_market(farms, len(catalogue)) > 0
    assert np.array_equal(grown, catalogue.grown_share > 0)


def test_a_plot_has_the_harvests_that_its_lots_are_sized_for_in_every_year():
    """Leap years, too; all year round, across New Year, in four weeks, and on one day."""
    days = ("calendar.start=2016-01-01", "calendar.end=2018-12-31", "calendar.warmup_days=20")
    scenario = read_scenario("base", sets=days)
    seasons = np.array([(0, 365), (350, 40), (57, 28), (58, 1)])
    crops = SimpleNamespace(
        season_first=seasons[:, 0], season_days=seasons[:, 1], life=np.zeros(len(seasons))
    )
    sized = harvests_a_year(crops, 28)
    assert sized[0].sum() == 365 and sized[3].tolist() == [day == 58 % 28 for day in range(28)]
    turns = turns_of_plots(scenario)
    dates = [first_day(scenario) + timedelta(days=day) for day in range(len(turns))]
    of_year = np.array([day_of_year(each) for each in dates])
    for year in (2016, 2017, 2018):
        this = np.array([each.year == year for each in dates])
        for (first, length), expected in zip(seasons, sized, strict=True):
            ripe = this & ((of_year - first) % 365 < length)
            counts = np.bincount(turns[ripe], minlength=29)
            assert np.array_equal(counts[:28], expected)


def test_plots_stand_by_farmer_and_each_crop_once(sow):
    plots = sow(2000.0).plots
    assert (np.diff(plots.farmer) >= 0).all()
    same = np.diff(plots.farmer) == 0
    assert (np.diff(plots.product)[same] > 0).all()
    farmers = np.repeat(np.arange(len(plots.first_of_farmer) - 1), np.diff(plots.first_of_farmer))
    assert np.array_equal(farmers, plots.farmer)


def test_crops_are_drawn_in_proportion_to_their_value():
    value = np.array([0.0, 6.0, 3.0, 1.0, 1e-9])
    chance = np.random.default_rng(1).random(20_000)
    hands = deal_crops(value, 10_000, 2, chance)
    cards = np.bincount(hands.ravel(), minlength=5)
    assert cards.tolist() == [0, 11_999, 6_000, 2_000, 1]
    first = np.bincount(hands[:, 0][hands[:, 0] == hands[:, 1]], minlength=5) / 10_000
    assert first[1] == pytest.approx(0.36, abs=0.02)  # both cards the same: 0.6 squared


def test_land_is_skewed_with_a_mean_of_one(sow, base):
    farms = sow(2000.0)
    land, province = farms.farmers.land, farms.farmers.province
    weight = farms.farmers.weight
    means = np.bincount(province, weight * land) / np.bincount(province, weight)
    np.testing.assert_allclose(means, 1.0, rtol=1e-12)
    assert np.log(land).std() == pytest.approx(base.population.land_skew, abs=0.02)
    assert np.median(land) < 0.8
    assert (sow(20_000.0, land_skew=0.0).farmers.land == 1.0).all()


def test_more_land_more_output(sow):
    farms = sow(2000.0)
    kg = np.bincount(farms.plots.farmer, farms.plots.kg_per_year) / farms.farmers.weight
    assert np.corrcoef(np.log(kg), np.log(farms.farmers.land))[0, 1] > 0.4


def test_other_income_is_the_published_share_of_2016(sow, base):
    farms = sow(2000.0)
    gansu = farms.country.names.index("Gansu")
    income = 7456.9 * farms.farmers.persons[gansu]
    wages, transfers, property_income = farms.farmers.other_income[gansu]
    assert wages == pytest.approx(income * base.farm.wage_income_share)
    assert transfers == pytest.approx(income * base.farm.transfer_income_share)
    assert property_income == pytest.approx(income * base.farm.property_income_share)


def test_the_same_seed_the_same_farms(sow):
    first, again, other = sow(20_000.0, 3), sow(20_000.0, 3), sow(20_000.0, 4)
    assert np.array_equal(first.farmers.land, again.farmers.land)
    assert np.array_equal(first.plots.product, again.plots.product)
    assert not np.array_equal(first.farmers.land, other.farmers.land)
    assert first.plots.product[:1000].tolist() != other.plots.product[:1000].tolist()


@pytest.mark.parametrize("scale", SCALES)
def test_brokers_wherever_something_grows(sow, catalogue, scale):
    farms = sow(scale)
    brokers, plots = farms.brokers, farms.plots
    markets = set(zip(brokers.province.tolist(), brokers.product.tolist()))
    assert markets == set(zip(*(column.tolist() for column in np.nonzero(catalogue.grown_share))))
    assert (brokers.province[brokers.of_plot] == plots.province).all()
    assert (brokers.product[brokers.of_plot] == plots.product).all()
    assert np.array_equal(brokers.growers, np.bincount(brokers.of_plot))
    assert brokers.growers.min() >= 1


def test_real_brokers_are_as_many_at_any_scale(sow):
    coarse, fine = sow(4000.0).brokers, sow(500.0).brokers
    assert len(coarse) * 4000 > 1.2 * len(fine) * 500
    assert coarse.real.sum() * 4000 == pytest.approx(fine.real.sum() * 500, rel=0.01)
    assert coarse.real * 4000 == pytest.approx(fine.real * 500, rel=0.3)
    assert len(fine) == pytest.approx(fine.real.sum(), rel=0.05)


def test_ten_farmers_a_broker_of_fruit_and_more_on_average(sow, catalogue, base):
    brokers = sow(500.0).brokers
    fruit = np.array(catalogue.categories)[catalogue.category[brokers.product]] == "fruit"
    assert brokers.growers[fruit].mean() == pytest.approx(10, rel=0.05)
    others = base.population.farmers_per_broker_other
    assert brokers.growers[~fruit].mean() == pytest.approx(others, rel=0.15)
    assert brokers.growers.mean() > 15


def test_a_household_is_connected_once_one_of_its_members_is():
    """With a third of the people online it takes 3.1 of them who are not: 0.67 to that power."""
    scenario = read_scenario("base", sets=["scale=200000", "population.provinces=[Hubei, Gansu]"])
    remote = draw_households(scenario, 1, draw_miniature(scenario, 1))[2]
    for online in (0.05, 0.33, 0.8):
        expected = 1.0 - (1.0 - online) ** 3.1
        assert (remote < online).mean() == pytest.approx(expected, abs=0.03)
