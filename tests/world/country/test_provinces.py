import dataclasses

import numpy as np
import pytest

from sim.world.country.csv_tables import read_columns
from sim.world.country.provinces import RURAL, URBAN, Country, Published, read_country


def test_every_province_with_its_code_once():
    published = read_country()
    assert len(published.names) == 31
    assert len(set(published.codes)) == 31
    assert all(len(code) == 2 for code in published.codes)
    assert published.coastal.sum() == 11


def test_national_totals_are_the_published_ones():
    published = read_country()
    assert published.population_2017.sum() == pytest.approx(1388.3e6, rel=1e-3)
    urban = np.average(published.urban_share_2017, weights=published.population_2017)
    assert urban == pytest.approx(0.590, abs=1e-3)


def test_consumption_of_the_cells_makes_up_the_whole_of_2016(nation):
    whole = (nation.persons * nation.consumption).sum(axis=1) / nation.population
    np.testing.assert_allclose(whole, read_country().consumption_2017 / 1.073, rtol=1e-12)


def test_ratio_of_urban_to_rural_consumption_is_that_of_2017(nation):
    published = read_country()
    ratio = nation.consumption[:, URBAN] / nation.consumption[:, RURAL]
    rural = published.rural_consumption_2017
    share = published.urban_share_2017
    whole = share * ratio * rural + (1 - share) * rural
    np.testing.assert_allclose(whole, published.consumption_2017, rtol=1e-12)
    assert (ratio > 1.0).all()


def test_primary_output_is_taken_back_by_one_factor(nation):
    factor = read_country().primary_gdp_2017 / nation.primary_gdp
    np.testing.assert_allclose(factor, 1.028, rtol=1e-12)


def test_the_world_holds_no_income_of_2017():
    incomes = [name for name in read_columns("provinces.csv") if "income_2017" in name]
    assert len(incomes) == 3
    for kind in (Published, Country):
        assert not any("income_2017" in field.name for field in dataclasses.fields(kind))


def test_a_choice_of_provinces_keeps_the_country_s_order_and_every_column(nation):
    chosen = nation.choose(["Gansu", "Beijing"])
    assert chosen.names == ("Beijing", "Gansu")
    assert chosen.rows.tolist() == [0, 27]
    for field in dataclasses.fields(nation):
        whole, part = getattr(nation, field.name), getattr(chosen, field.name)
        assert len(part) == 2
        assert np.array_equal(np.asarray(whole)[chosen.rows], np.asarray(part))


def test_an_unknown_province_is_named(nation):
    with pytest.raises(KeyError, match="Atlantis"):
        nation.choose(["Gansu", "Atlantis"])
