"""Proportional shares sum to what there is."""

from hypothesis import given
from hypothesis import strategies as st

from sim.rules.rationing import proportional_share

ORDERS = st.lists(st.integers(0, 2**31 // 20), min_size=1, max_size=19)  # int32 in all


@given(ORDERS, st.floats(0, 1))
def test_shares_are_proportional_and_sum_exactly(orders, part):
    asked = sum(orders)
    available = int(asked * part)
    if asked == 0:
        return
    before, shares = 0, []
    for quantity in orders:
        shares.append(proportional_share(quantity, before, available, asked))
        before += quantity
    assert sum(shares) == available
    for quantity, share in zip(orders, shares, strict=True):
        assert 0 <= share <= quantity
        assert abs(share * asked - quantity * available) < asked  # less than a grain off
