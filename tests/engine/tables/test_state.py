"""Buffers and the order book."""

import numpy as np
import pytest

from sim.engine.machine.workers import WorkerPool
from sim.model import TradeModel
from sim.scenario import read_scenario


@pytest.fixture
def state():
    sets = ["population.shops=3"]
    return TradeModel(read_scenario("textbook/serial_chain", sets=sets)).state


def test_what_phases_work_with_is_made_once_a_book_and_a_team(state):
    def room(state):
        return np.zeros(len(state.book.shelf) + state.threads.count)

    first = state.once(room)
    assert state.once(room) is first
    state.book.lines[0] = len(state.book.shelf)
    state.make_room_in_book()
    second = state.once(room)
    assert len(second) > len(first)
    state.work_with(WorkerPool(2), [state.ledger, state.ledger])
    assert len(state.once(room)) == len(second) + 1


def test_levels_follow_each_other_and_so_do_their_shelves(state):
    levels = range(state.source_level + 1)
    for level in levels:
        firms = state.keepers_at(level)
        assert (np.asarray(state.keepers.level[firms]) == level).all()
        keepers = np.asarray(state.shelves.keeper[state.shelves_at(level)])
        assert np.array_equal(np.unique(keepers), np.arange(firms.start, firms.stop))
    assert state.keepers_at(0, state.source_level) == slice(0, state.firms)
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
