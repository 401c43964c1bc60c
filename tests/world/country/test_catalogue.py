from datetime import date

import numpy as np
import pytest

from sim.world.country.catalogue import read_catalogue
from sim.world.country.csv_tables import read_columns
from sim.world.country.seasons import day_of_year, days_between, within


def place(catalogue, name):
    return catalogue.names.index(name)


def test_packaged_goods_then_produce(catalogue):
    assert len(catalogue) == 131
    assert catalogue.packaged.sum() == 84
    assert catalogue.produce.tolist() == list(range(84, 131))
    assert catalogue.category[catalogue.packaged].max() == 16
    assert catalogue.category[~catalogue.packaged].min() == 17
    assert catalogue.popularity.sum() == pytest.approx(1.0, abs=1e-9)


def test_shares_are_those_of_the_file(catalogue):
    assert catalogue.made_share.shape == (31, 17)
    np.testing.assert_allclose(catalogue.made_share.sum(axis=0), 1.0, rtol=1e-12)
    grown = catalogue.grown_share.sum(axis=0)
    np.testing.assert_allclose(grown[~catalogue.packaged], 1.0, rtol=1e-12)
    assert (grown[catalogue.packaged] == 0.0).all()
    rows = len(read_columns("producers.csv")["item"])
    nonzero = np.count_nonzero(catalogue.grown_share) + np.count_nonzero(catalogue.made_share)
    assert nonzero == rows


def test_national_output(catalogue):
    assert catalogue.output[place(catalogue, "apples")] == 43_882_000e3
    assert (catalogue.output[catalogue.packaged] == 0.0).all()
    value = catalogue.output @ catalogue.producer_price
    assert value == pytest.approx(5.8e12, rel=0.02)  # data_notes.md


def test_the_produce_of_the_article_is_there(catalogue):
    hubei, yunnan = 16, 24
    assert catalogue.grown_share[hubei, place(catalogue, "dried_dates")] == pytest.approx(
        0.0065, abs=5e-5
    )
    for name in ("oranges", "dried_dates"):
        assert catalogue.grown_share[hubei, place(catalogue, name)] > 0.0
    for name in ("puer_tea", "wild_mushrooms"):
        assert catalogue.grown_share[yunnan, place(catalogue, name)] > 0.5


def test_days_of_the_year():
    assert day_of_year(date(2016, 1, 1)) == 1
    assert day_of_year(date(2017, 12, 31)) == 365
    assert day_of_year(date(2016, 12, 31)) == 365
    assert day_of_year(date(2016, 2, 28)) == day_of_year(date(2016, 2, 29)) == 59
    assert day_of_year(date(2016, 3, 1)) == 60


@pytest.mark.parametrize(
    ("name", "inside", "outside", "days"),
    [
        ("litchi", [(5, 15), (7, 20)], [(5, 14), (7, 21), (12, 31)], 67),
        ("oranges", [(11, 10), (12, 31), (1, 1), (2, 28)], [(11, 9), (3, 1)], 111),
        ("lotus_root", [(8, 15), (12, 31), (1, 1), (3, 31)], [(8, 14), (4, 1)], 229),
        ("pork", [(1, 1), (12, 31)], [], 365),
        ("cola_500ml", [(1, 1), (6, 30), (12, 31)], [], 365),
    ],
)
def test_seasons_may_pass_new_year(catalogue, name, inside, outside, days):
    number = place(catalogue, name)
    for month, day in inside:
        assert catalogue.in_season(day_of_year(date(2017, month, day)))[number]
    for month, day in outside:
        assert not catalogue.in_season(day_of_year(date(2017, month, day)))[number]
    assert catalogue.season_days[number] == days
    counted = sum(catalogue.in_season(day)[number] for day in range(1, 366))
    assert counted == days


def test_a_season_of_one_day():
    day = np.array([100], dtype=np.int32)
    assert days_between(day, day).tolist() == [1]
    assert [within(each, day, day)[0] for each in (99, 100, 101)] == [False, True, False]


def test_what_is_on_sale_all_year(catalogue):
    on_sale = catalogue.on_sale_all_year(0.85)
    assert on_sale[catalogue.packaged].all()
    assert on_sale[place(catalogue, "rice")]  # 62 days of harvest, 310 in store
    assert on_sale[place(catalogue, "leafy_vegetables")]
    assert not on_sale[place(catalogue, "apples")]  # 52 and 153
    assert not catalogue.on_sale_all_year(0.1)[place(catalogue, "rice")]


def test_what_shops_can_carry(catalogue):
    carried = catalogue.produce_for_shops(0.85, 5)
    names = {catalogue.names[number] for number in np.flatnonzero(carried)}
    assert {"rice", "eggs", "pork", "bananas", "fruit_vegetables"} <= names
    assert not names & {"leafy_vegetables", "farmed_fish", "litchi", "apples", "cola_500ml"}


def test_the_file_is_read_once():
    assert read_catalogue() is read_catalogue()
