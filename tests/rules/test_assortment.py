"""A shop changes a product only for one that sells more by the asked share."""

from hypothesis import given
from hypothesis import strategies as st

from sim.rules.assortment import worth_switching

SALES = st.floats(0, 1e6)


@given(SALES, SALES, st.floats(0, 2))
def test_no_product_is_worth_less_trouble_than_asked(sells, would_sell, gain):
    assert bool(worth_switching(sells, would_sell, gain)) == (
        would_sell - sells > sells * gain
    ) or (abs(would_sell - sells * (1 + gain)) <= 1e-9 * would_sell)


@given(SALES, st.floats(0, 2))
def test_nobody_switches_to_an_equal(sells, gain):
    assert not worth_switching(sells, sells, gain)


def test_the_gain_is_a_share_of_what_sells_now():
    assert worth_switching(10.0, 12.1, 0.2)
    assert not worth_switching(10.0, 11.9, 0.2)
    assert worth_switching(0.0, 0.1, 5.0)
