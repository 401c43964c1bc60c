"""What sections are handed: the right code for it, made anew when it is another, and only then."""

from collections import Counter

import numpy as np
import pytest

from sim.engine.machine import keeping
from sim.engine.machine.compiling import compiled, compiled_part
from sim.engine.machine.dispatch import dispatched
from sim.engine.machine.keeping import Keeper, keep
from sim.model import TradeModel
from tests.worlds import eventful


@compiled_part
def weighed(factor, numbers, more, weight):
    """The sum of `numbers`, and of `more` unless that is None, by weight and factor."""
    total = numbers.sum()
    if more is not None:
        total += more.sum()
    return factor * weight * total


@dispatched
@compiled
def weighing(factor, kept):
    """`weighed`, of what is kept."""
    return weighed(factor, *kept.parts)


@dispatched
@compiled
def pair_weighing(kept):
    """The sum of numbers by their weight, which come as a pair."""
    pair, _ = kept.parts
    return pair[0].sum() * pair[1]


def test_each_kind_of_what_is_kept_finds_its_own_code():
    whole, real = np.array([1, 2, 4]), np.array([0.5, 0.25])
    for _ in range(2):  # the first call compiles, the next goes straight in
        assert weighing(2, keep((whole, None, 3))) == 42
        assert weighing(2, keep((real, None, 3))) == 4.5
        assert weighing(2, keep((whole, real, 3))) == 46.5
        assert weighing(2, keep((whole, None, 0.5))) == 7.0
        assert weighing(2, keep((whole.astype(np.int32)[::2], None, 3))) == 30


def test_what_is_kept_is_seen_as_it_is_now():
    numbers = np.array([1, 2, 4])
    kept = keep((numbers, None, 1))
    numbers[0] = 10
    assert weighing(1, kept) == 16


def test_the_same_things_are_handed_over_once():
    keeper, one, like_it = Keeper(), np.zeros(3), np.zeros(3)
    first = keeper.hand(weighing, [(one, None, 1000), (like_it, None, 1000)])
    assert keeper.hand(weighing, [(one, None, 10 * 100), (like_it, None, 1000)]) == first
    for other in (
        [(one, None, 1001), (like_it, None, 1000)],
        [(one, one, 1001), (like_it, None, 1000)],
        [(one, None, 1000), (one, None, 1000)],
        [(one, None, 1000)],
    ):
        assert keeper.hand(weighing, other) != first
        first = keeper.hand(weighing, other)


def test_tuples_of_things_are_told_apart_by_what_is_in_them():
    keeper, one, like_it = Keeper(), np.zeros(3), np.zeros(3)
    first = keeper.hand(pair_weighing, [((one, 1), None)])
    assert keeper.hand(pair_weighing, [((one, 1), None)]) == first
    for other in ([((like_it, 1), None)], [((like_it, 2), None)], [((like_it, 2, 3), None)]):
        assert keeper.hand(pair_weighing, other) != first
        first = keeper.hand(pair_weighing, other)
    whole, real = np.array([1, 2]), np.array([0.5, 2.0])
    assert [pair_weighing(keep(((each, 3), None))) for each in (whole, real)] == [9, 7.5]


WORLDS = {
    "country": lambda: eventful("levers.new_retail=1", threads=2),
    "chain": lambda: TradeModel("textbook/serial_chain"),
    "cobweb": lambda: TradeModel("textbook/cobweb"),
}


@pytest.mark.parametrize("name", WORLDS)
def test_no_day_hands_over_what_the_day_before_did(name, monkeypatch):
    """Not once the book of orders is large enough."""
    made = Counter()

    def counted(parts):
        made[model.day] += 1
        return keep(parts)

    model = WORLDS[name]()
    for _ in range(10):
        model.step()
    monkeypatch.setattr(keeping, "keep", counted)
    for _ in range(5):
        book = model.state.book
        model.step()
        assert made[model.day - 1] == 0 or model.state.book is not book
