"""At the opening customers choose as on every later day, and want as much of each category."""

import numpy as np
import pytest

from sim.phases import market
from sim.rules.goods_prices import usual_elasticity
from sim.rules.nested_choice import faced_elasticity
from tests.phases.alone import country, run

ROUND, SHARE = 7, 1 / 6


def test_the_first_customers_who_notice_find_what_they_found_at_the_opening():
    checked = 0
    for number in range(7, 7 + ROUND):
        model = country(f"demand.notice_days={ROUND}")
        shelves = model.state.shelves
        model.state.cells.purse[:], model.state.cells.kept[:] = 0.0, 0.0
        before = np.array(np.asarray(shelves.log_mean))
        run(model, market, number, counting=0)
        after = np.asarray(shelves.log_mean)
        moved = after != before
        assert after[moved] == pytest.approx(before[moved], abs=2e-5)
        checked += moved.sum()
    assert checked > 0


def test_so_much_of_each_category_is_asked_for_as_is_popular():
    """Units of all shops, with the fashions of each province."""
    state = country().state
    products, rows = state.products, slice(state.shop_shelves)
    keeper = np.asarray(state.shelves.keeper[rows])
    product = np.asarray(state.shelves.product[rows])
    size = np.exp(np.asarray(state.keepers.traffic[keeper], float))
    fashion = np.exp(np.asarray(products.drift, float)[state.keepers.province[keeper], product])
    popular = size * np.asarray(products.popularity, float)[product] * fashion
    asked = np.exp(np.asarray(state.shelves.log_mean[rows], float))
    category = np.asarray(products.category)[product]
    expected = np.bincount(category, popular)
    assert np.bincount(category, asked) == pytest.approx(expected, rel=1e-4)


def test_the_usual_markup_is_the_best_in_a_neighbourhood_of_the_usual_size():
    products = country().state.products
    goods = np.flatnonzero(np.asarray(products.produce) == 0)
    for product in goods.tolist():
        faced = faced_elasticity(
            SHARE, float(products.shop_elasticity[product]), float(products.elasticity[product])
        )
        assert 1 / (faced - 1) == pytest.approx(float(products.shop_markup[product]), rel=1e-3)


def test_shelves_begin_at_what_is_usual():
    state = country().state
    rows = slice(state.shop_shelves)
    product = np.asarray(state.shelves.product[rows])
    expected = [usual_elasticity(float(state.products.shop_markup[each])) for each in product]
    assert np.asarray(state.shelves.elasticity[rows]) == pytest.approx(expected, rel=1e-6)
