"""Proportional shares sum to what there is, and chance decides who gets the odd grain."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.rationing import proportional_share, random_start

ORDERS = st.lists(st.integers(0, 2**31 // 20), min_size=1, max_size=19)  # int32 in all


def shares_of(orders, available, start):
    asked, before, shares = sum(orders), 0, []
    for quantity in orders:
        shares.append(proportional_share(quantity, before, available, asked, start))
        before += quantity
    return shares


@given(ORDERS, st.floats(0, 1), st.floats(0, 1, exclude_max=True))
def test_shares_are_proportional_and_sum_exactly(orders, part, u):
    asked = sum(orders)
    if asked == 0:
        return
    available = int(asked * part)
    start = random_start(u, asked)
    assert 0 <= start < asked
    shares = shares_of(orders, available, start)
    assert sum(shares) == available
    for quantity, share in zip(orders, shares, strict=True):
        assert 0 <= share <= quantity
        assert abs(share * asked - quantity * available) < asked  # less than a grain off


@pytest.mark.parametrize(
    ("orders", "available"),
    [([1] * 10, 7), ([3, 3, 3], 5), ([2, 0, 7, 1], 6), ([5, 1], 1), ([4, 4], 0), ([1, 2, 3], 6)],
)
def test_every_order_expects_exactly_its_share(orders, available):
    asked = sum(orders)
    all_starts = [shares_of(orders, available, start) for start in range(asked)]
    for place, quantity in enumerate(orders):
        mean = Fraction(sum(shares[place] for shares in all_starts), asked)
        assert mean == Fraction(quantity * available, asked)


@given(st.integers(1, 2**31), st.integers(0, 2**32 - 1))
def test_a_start_is_one_of_those_that_there_are(asked, draw):
    assert 0 <= random_start(draw / 2**32, asked) < asked
