"""Households that are divided so that what a province is known for has many growers."""

import numpy as np
import pytest

from sim.world.country.catalogue import read_catalogue
from sim.world.country.csv_tables import read_columns
from sim.world.farms.growers import divided, parts_of_households

KNOWN = {
    "Hubei": ("dried_dates", "oranges"),
    "Yunnan": ("puer_tea", "wild_mushrooms", "cultivated_mushrooms"),
}


def test_households_are_divided_by_hand():
    """Two of four grow product 7, one of them 5 as well; 6 growers of each are asked for."""
    hands = np.array([[1, 7], [1, 2], [5, 7], [2, 2]])
    named = np.zeros(9, bool)
    named[[5, 7, 8]] = True  # nobody grows 8
    assert parts_of_households(hands, named, 6).tolist() == [3, 1, 6, 1]
    assert parts_of_households(hands, named, 2).tolist() == [1, 1, 2, 1]
    (crops, alone), (weights, ones) = divided([hands, hands], [named, np.zeros(9, bool)], 6)
    assert crops[:4].tolist() == hands.tolist()  # the first part stands where it stood
    assert crops[4:].tolist() == [[1, 7]] * 2 + [[5, 7]] * 5
    assert weights == pytest.approx([1 / 3, 1, 1 / 6, 1] + [1 / 3] * 2 + [1 / 6] * 5)
    assert np.array_equal(alone, hands) and (ones == 1.0).all()


@pytest.mark.parametrize("scale", [2000.0, 20_000.0])
def test_what_a_province_is_known_for_has_many_growers(sow, catalogue, scale):
    farms = sow(scale)
    for province, products in KNOWN.items():
        place = farms.country.names.index(province)
        for product in products:
            grown = catalogue.names.index(product)
            plots = (farms.plots.province == place) & (farms.plots.product == grown)
            assert plots.sum() >= 200


def test_the_parts_are_together_what_was_divided(sow, catalogue):
    """The same people, land, other income, growers, brokers; in other provinces all as it was."""
    many, few = sow(2000.0), sow(2000.0, minimum_growers=1)
    divided_in = [many.country.names.index(province) for province in KNOWN]
    elsewhere = ~np.isin(few.farmers.province, divided_in)
    assert len(many.farmers) < len(few.farmers) + 1000
    for name in ("land", "other_part", "weight"):
        theirs = getattr(many.farmers, name)[~np.isin(many.farmers.province, divided_in)]
        assert np.array_equal(theirs, getattr(few.farmers, name)[elsewhere])
    for farms in (many, few):
        farmers = farms.farmers
        weights = np.bincount(farmers.province, farmers.weight)
        assert weights == pytest.approx(farmers.usual)
        for part in (farmers.land, farmers.other_part):
            assert np.bincount(farmers.province, part * farmers.weight) == pytest.approx(weights)
    real = [
        np.bincount(
            farms.plots.province * len(catalogue) + farms.plots.product,
            farms.farmers.real[farms.plots.farmer],
        )
        for farms in (many, few)
    ]
    assert real[0] == pytest.approx(real[1])
    assert many.brokers.real == pytest.approx(few.brokers.real)
    assert len(many.brokers) == len(few.brokers)


def test_brokers_share_growers_by_their_size(sow):
    farms = sow(2000.0)
    farmers, plots, brokers = farms.farmers, farms.plots, farms.brokers
    assert farmers.weight.min() < 0.1
    served = np.bincount(brokers.of_plot, farmers.real[plots.farmer])
    market = brokers.province * 200 + brokers.product
    _, group = np.unique(market, return_inverse=True)
    mean = np.bincount(group, served) / np.bincount(group)
    assert (np.abs(served - mean[group]) <= 1.0 + 1e-6).all()  # a grower more or less


def test_every_row_of_the_data_names_something_that_grows_there():
    columns, catalogue = read_columns("known_for.csv"), read_catalogue()
    assert catalogue.known_for.sum() == len(columns["product"]) == 5
    assert (catalogue.grown_share[catalogue.known_for] > 0).all()
