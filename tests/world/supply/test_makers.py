import numpy as np
import pytest

from sim.world.country.producers import read_shares
from sim.world.supply.makers import found_makers, maker_of, real_makers, shares_of_makers


@pytest.fixture(scope="session")
def found(nation, catalogue, base):
    def at(scale, country=nation):
        return found_makers(catalogue, nation, country, base.population, scale)

    return at


def test_a_firm_is_a_real_firm_at_every_scale(found, base):
    """As many as real ones / scale; the floor makes firms smaller, not fewer."""
    population = base.population
    for scale in (1.0, 500.0, 8000.0):
        makers = found(scale)
        assert makers.real.sum() * scale == pytest.approx(
            population.makers_food + population.makers_other
        )
        floor = 31 // population.provinces_per_maker
        assert floor == 6
        assert np.array_equal(makers.count, np.maximum(floor, np.floor(makers.real + 0.5)))
        few = makers.real < floor
        assert few.all() == (scale > 500.0)
        expected = makers.real[makers.category] / floor
        assert makers.size[few[makers.category]] == pytest.approx(expected[few[makers.category]])
        assert makers.size.max() <= 1.0
    assert len(found(8000.0)) == 17 * 6


def test_makers_of_food_and_of_other_goods_go_by_sales(catalogue, base):
    firms = real_makers(catalogue, base.population)
    paper = catalogue.categories[: len(firms)].index("paper")
    assert firms[catalogue.no_food[: len(firms)]].sum() == base.population.makers_other
    assert firms[paper] > 0.4 * base.population.makers_other


@pytest.mark.parametrize("scale", [1.0, 10.0, 2000.0, 650_000.0])
def test_plants_make_what_the_provinces_make(found, catalogue, scale):
    makers = found(scale)
    np.testing.assert_allclose(np.bincount(makers.category, makers.share), 1.0, rtol=1e-9)
    np.testing.assert_allclose(makers.plants.sum(axis=1), makers.share, rtol=1e-6, atol=1e-12)
    np.testing.assert_allclose(makers.output, catalogue.made_share, rtol=1e-6, atol=1e-12)


def test_most_firms_have_one_plant_where_they_are_many(found):
    makers = found(10.0)
    assert ((makers.plants > 1e-9).sum(axis=1) == 1).mean() > 0.9
    home = makers.plants[np.arange(len(makers)), makers.province]
    assert (home == makers.plants.max(axis=1)).all()


@pytest.mark.parametrize("scale", [10.0, 500.0, 8000.0])
def test_an_order_goes_to_a_firm_with_a_plant_there(found, scale):
    """By chance, in proportion to what each firm makes in the province."""
    makers, luck = found(scale), (np.arange(20_000) + 0.5) / 20_000
    made = makers.output
    for category, province in np.argwhere(made.T > 0.0)[::17]:
        firms = maker_of(
            makers, made[:, category], category, np.full(len(luck), province, np.int32), luck
        )
        expected = np.where(makers.category == category, makers.plants[:, province], 0.0)
        chance = np.bincount(firms, minlength=len(makers)) / len(luck)
        assert chance == pytest.approx(expected / expected.sum(), abs=2e-4)


def test_firms_of_a_category_stand_together(found):
    makers = found(500.0)
    for category, (first, end) in enumerate(zip(makers.first, makers.first[1:], strict=False)):
        assert (makers.category[first:end] == category).all()


def test_a_choice_of_provinces_makes_every_category(nation, catalogue, found):
    chosen = nation.choose(["Tibet", "Hainan"])
    shares = shares_of_makers(catalogue, chosen)
    np.testing.assert_allclose(shares.sum(axis=0), 1.0, rtol=1e-12)
    unmade = catalogue.made_share[chosen.rows].sum(axis=0) == 0.0
    assert unmade.any()
    hainan = chosen.names.index("Hainan")  # the larger economy of the two
    assert (shares[hainan, unmade] == 1.0).all()


def test_a_choice_of_provinces_has_the_makers_of_its_shops(nation, found, base):
    chosen = nation.choose(["Tibet", "Hainan"])
    part = chosen.population.sum() / nation.population.sum()
    assert found(10.0, chosen).real == pytest.approx(part * found(10.0).real)
    assert len(found(8000.0, chosen)) == 17  # two provinces: one of each category


def test_drawing_makers_leaves_the_catalogue_as_it_was(nation, catalogue, found):
    found(2000.0, nation.choose(["Tibet"]))
    made = catalogue.categories[: catalogue.made_share.shape[1]]
    assert np.array_equal(catalogue.made_share, read_shares("category", made))
