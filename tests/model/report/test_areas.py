"""Sums come before ratios: of the country as one, or of each province."""

import numpy as np

from sim.model.report.areas import Areas
from sim.model.report.ratios import ratio, share

COUNTRY, PROVINCES = Areas(3, whole=True), Areas(3, whole=False)
PROVINCE_OF = np.array([0, 2, 2, 0])
SHORT, ASKED = np.array([1.0, 0.0, 3.0]), np.array([2.0, 0.0, 10.0])


def test_the_nations_value_is_the_ratio_of_its_sums_and_no_mean_of_ratios():
    assert ratio(COUNTRY.add(SHORT), COUNTRY.add(ASKED)).tolist() == [4.0 / 12.0]
    found = ratio(PROVINCES.add(SHORT), PROVINCES.add(ASKED))
    np.testing.assert_array_equal(found, [0.5, np.nan, 0.3])


def test_rows_are_added_where_they_lie():
    values = np.array([1, 10, 100, 1000])
    assert PROVINCES.add_rows(PROVINCE_OF, values).tolist() == [1001.0, 0.0, 110.0]
    assert COUNTRY.add_rows(PROVINCE_OF, values).tolist() == [1111.0]


def test_every_row_lies_in_an_area():
    assert PROVINCES.of(PROVINCE_OF).tolist() == [0, 2, 2, 0]
    assert COUNTRY.of(PROVINCE_OF).tolist() == [0, 0, 0, 0]
    assert (PROVINCES.number, COUNTRY.number) == (3, 1)


def test_what_is_unknown_is_so_of_every_area():
    assert np.isnan(PROVINCES.unknown()).tolist() == [True] * 3
    assert np.isnan(COUNTRY.unknown()).tolist() == [True]


def test_nothing_is_divided_by_nothing():
    assert np.isnan(share(0, 0)) and np.isnan(share(5, -1))
    assert share(3, 4) == 0.75
