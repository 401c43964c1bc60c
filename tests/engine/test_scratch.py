"""Working arrays of a state."""

import gc
import weakref
from types import SimpleNamespace

import numpy as np

from sim.engine.scratch import scratch


class Country(SimpleNamespace):
    """A state of so many firms, as far as this goes."""

    __hash__ = object.__hash__
    __eq__ = object.__eq__


def room(state):
    return np.zeros(state.firms)


def other_room(state):
    return np.ones(state.firms)


def test_each_state_has_its_own_and_keeps_it():
    one, other = Country(firms=3), Country(firms=3)
    first = scratch(one, room)
    assert len(first) == 3
    assert scratch(one, room) is first
    assert scratch(other, room) is not first
    assert scratch(one, other_room) is not first


def test_it_lives_no_longer_than_the_state():
    country = Country(firms=2)
    gone = weakref.ref(scratch(country, room))
    del country
    gc.collect()
    assert gone() is None
