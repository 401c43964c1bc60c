"""Buffers and the order book."""

import numpy as np
import pytest

from sim.model import TradeModel
from sim.scenario import read_scenario


@pytest.fixture
def state():
    sets = ["population.shops=3"]
    return TradeModel(read_scenario("textbook/serial_chain", sets=sets)).state


def test_levels_follow_each_other_and_so_do_their_shelves(state):
    levels = range(state.roles.sources + 1)
    for level in levels:
        firms = state.keepers_at(level)
        assert (np.asarray(state.keepers.level[firms]) == level).all()
        keepers = np.asarray(state.shelves.keeper[state.shelves_at(level)])
        assert np.array_equal(np.unique(keepers), np.arange(firms.start, firms.stop))
    assert state.keepers_at(0, state.roles.sources) == slice(0, state.firms)
    assert state.keepers_at(0) == slice(0, state.shops)
    assert state.shelves_at(0) == slice(0, state.shop_shelves)


def test_the_book_grows_and_keeps_its_lines(state):
    rows = len(state.shelves.stock)
    state.book.lines[0] = len(state.book.shelf)
    state.book.open[:] = np.arange(len(state.book.open))
    before = state.book.open.copy()
    state.make_room_in_book()
    assert len(state.book.shelf) >= len(before) + rows
    assert np.array_equal(state.book.open[: len(before)], before)
    assert state.book.lines[0] == len(before)
