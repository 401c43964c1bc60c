import numpy as np
import pytest

from sim.world.makers import found_makers, shares_of_makers
from sim.world.producers import read_shares


def test_a_maker_wherever_a_category_is_made(nation, catalogue):
    makers = found_makers(catalogue, nation, 2000.0, 3250.0)
    assert len(makers) == 371  # rows of producers.csv
    assert np.array_equal(makers.count > 0, catalogue.made_share.T > 0)


@pytest.mark.parametrize("shops", [10.0, 3250.0, 650_000.0, 6.5e6])
def test_shares_sum_to_one_in_every_category(nation, catalogue, shops):
    makers = found_makers(catalogue, nation, 2000.0, shops)
    np.testing.assert_allclose(np.bincount(makers.category, makers.share), 1.0, rtol=1e-12)
    table = np.zeros((31, 17))
    np.add.at(table, (makers.province, makers.category), makers.share)
    np.testing.assert_allclose(table, catalogue.made_share, rtol=1e-9)


def test_tables_of_firms_point_at_them(nation, catalogue):
    makers = found_makers(catalogue, nation, 200.0, 6.5e6)
    assert makers.count.max() > 10
    assert makers.count.sum() == len(makers)
    for category, province in np.argwhere(makers.count > 0)[::7]:
        first = makers.first[category, province]
        mine = slice(first, first + makers.count[category, province])
        assert (makers.category[mine] == category).all()
        assert (makers.province[mine] == province).all()


def test_a_choice_of_provinces_makes_every_category(nation, catalogue):
    chosen = nation.choose(["Tibet", "Hainan"])
    shares = shares_of_makers(catalogue, chosen)
    np.testing.assert_allclose(shares.sum(axis=0), 1.0, rtol=1e-12)
    unmade = catalogue.made_share[chosen.rows].sum(axis=0) == 0.0
    assert unmade.any()
    hainan = chosen.names.index("Hainan")  # the larger economy of the two
    assert (shares[hainan, unmade] == 1.0).all()
    assert len(found_makers(catalogue, chosen, 2000.0, 3250.0)) >= 17


def test_drawing_makers_leaves_the_catalogue_as_it_was(nation, catalogue):
    found_makers(catalogue, nation.choose(["Tibet"]), 2000.0, 3250.0)
    made = catalogue.categories[: catalogue.made_share.shape[1]]
    assert np.array_equal(catalogue.made_share, read_shares("category", made))
