import numpy as np
import pytest

from sim.world.shops.assortment import draw_beliefs, most_worth, weight_of_produce


def test_beliefs_err_by_the_noise(catalogue):
    beliefs = draw_beliefs(1, np.arange(5000), catalogue.popularity, 0.5)
    assert beliefs.shape == (5000, 131)
    packaged = beliefs[:, catalogue.packaged]
    errors = np.log(packaged / catalogue.popularity[catalogue.packaged])
    assert errors.mean() == pytest.approx(0.0, abs=0.005)
    assert errors.std() == pytest.approx(0.5, abs=0.005)
    assert (beliefs[:, ~catalogue.packaged] == 0.0).all()


def test_a_belief_belongs_to_its_shop(catalogue):
    all_of_them = draw_beliefs(1, np.arange(100), catalogue.popularity, 0.5)
    some = draw_beliefs(1, np.array([7, 90]), catalogue.popularity, 0.5)
    assert np.array_equal(some, all_of_them[[7, 90]])


def test_without_error_all_carry_what_sells_most(catalogue):
    beliefs = draw_beliefs(1, np.arange(10), catalogue.popularity, 0.0)
    assert (most_worth(beliefs, 24) == np.arange(24)).all()  # the file stands by popularity


def test_a_shop_carries_no_product_twice(catalogue):
    beliefs = draw_beliefs(1, np.arange(500), catalogue.popularity, 1.0)
    shelves = most_worth(beliefs * catalogue.retail_price, 24)
    assert (np.diff(shelves, axis=1) > 0).all()
    assert catalogue.packaged[shelves].all()
    assert len(np.unique(shelves)) > 60


def test_all_products_or_one(catalogue):
    beliefs = draw_beliefs(1, np.arange(3), catalogue.popularity, 0.5)
    assert (most_worth(beliefs, 131) == np.arange(131)).all()
    assert (most_worth(beliefs, 1)[:, 0] == beliefs.argmax(axis=1)).all()


def test_produce_weighs_by_output(catalogue):
    weight = weight_of_produce(catalogue, 0.85, 5)
    assert weight.sum() == pytest.approx(1.0)
    assert np.array_equal(weight > 0, catalogue.produce_for_shops(0.85, 5))
    eggs, pork = (catalogue.names.index(name) for name in ("eggs", "pork"))
    assert weight[pork] / weight[eggs] == pytest.approx(52_991 / 30_949)
