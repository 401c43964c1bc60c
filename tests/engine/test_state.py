"""Buffers and the order book."""

import numpy as np
import pytest

from sim.model import TradeModel
from sim.scenario import read_scenario


@pytest.fixture
def state():
    sets = ["population.shops=3"]
    return TradeModel(read_scenario("textbook/serial_chain", sets=sets)).state


def test_a_buffer_is_made_once(state):
    assert state.buffer("left", 5) is state.buffer("left", 5)
    assert len(state.buffer("left", 9)) == 9


def test_the_book_grows_and_keeps_its_lines(state):
    rows = len(state.shelves.stock)
    state.book.lines[0] = len(state.book.shelf)
    state.book.open[:] = np.arange(len(state.book.open))
    before = state.book.open.copy()
    state.make_room_in_book()
    assert len(state.book.shelf) >= len(before) + rows
    assert np.array_equal(state.book.open[: len(before)], before)
    assert state.book.lines[0] == len(before)
