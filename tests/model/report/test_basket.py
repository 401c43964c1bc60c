"""The price index is of the goods that shops had when counting began, by hand."""

import numpy as np
import pytest

from sim.model.report.basket import Basket
from tests.worlds import eventful


@pytest.fixture
def state():
    """The small country, where everybody asks the catalogue's prices."""
    state = eventful().state
    usual = np.asarray(state.products.retail_price)
    state.shelves.price[:] = usual[state.shelves.product]
    return state


def shelves_of_open_shops(state):
    in_shops = np.flatnonzero(np.asarray(state.shelves.listed[: state.shop_shelves]) == 1)
    return in_shops[np.asarray(state.keepers.open)[state.shelves.keeper[in_shops]] == 1]


def test_a_product_that_gives_way_to_a_cheaper_one_moves_nothing(state):
    shelves, usual = state.shelves, np.asarray(state.products.retail_price)
    had = np.unique(shelves.product[shelves_of_open_shops(state)])
    dear, cheap = had[:2]
    shelves.price[shelves.product == dear] = usual[dear] * 1.1
    basket = Basket(state)
    before = basket.index(state)
    swapped = shelves.product == dear
    shelves.product[swapped] = cheap
    shelves.price[swapped] = usual[cheap]
    assert (before > 1.0).all()
    assert basket.index(state) == pytest.approx(before, rel=1e-6)


def test_prices_of_a_tenth_more_are_an_index_of_a_tenth_more(state):
    basket = Basket(state)
    assert basket.index(state) == pytest.approx(1.0)
    state.shelves.price[:] *= 1.1
    assert basket.index(state) == pytest.approx(1.1)
    usual, now = basket.costs(state)
    assert now == pytest.approx(1.1 * usual)


def test_who_is_closed_or_waits_for_the_goods_asks_nothing(state):
    shelves, keepers = state.shelves, state.keepers
    basket = Basket(state)
    shops = np.flatnonzero(np.asarray(keepers.open[: state.shops]) == 1)
    keepers.open[shops[0]] = 0
    first = slice(int(keepers.first_shelf[shops[0]]), int(keepers.first_shelf[shops[0] + 1]))
    waiting = int(keepers.first_shelf[shops[1]])
    shelves.listed[waiting] = 0
    shelves.price[first] *= 3.0
    shelves.price[waiting] *= 3.0
    assert basket.index(state) == pytest.approx(1.0)


def test_what_nobody_has_any_more_keeps_the_price_that_was_noted_last(state):
    shelves = state.shelves
    basket = Basket(state)
    shelves.price[:] *= 1.1
    basket.note(state)
    shelves.listed[:] = 0
    shelves.price[:] *= 2.0
    assert basket.index(state) == pytest.approx(1.1)
