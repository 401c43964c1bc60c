"""Lines of demand and supply: they are straight, end at zero, and the market's price is on them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.linear_curves import clearing_price, demanded_at, supplied_at

AMOUNTS = st.floats(0, 1000)
SLOPES = st.floats(0.01, 100)


def test_points_on_the_lines():
    assert demanded_at(8.0, 120.0, 10.0) == 40.0
    assert demanded_at(13.0, 120.0, 10.0) == 0.0
    assert supplied_at(12.0, 10.0, 4.0) == 58.0
    assert supplied_at(2.0, -20.0, 4.0) == 0.0
    assert clearing_price(58.0, 100.0, 5.0) == 8.4
    assert clearing_price(130.0, 100.0, 5.0) == 0.0


@given(AMOUNTS, AMOUNTS, SLOPES)
def test_the_market_takes_just_what_is_brought(quantity, intercept, slope):
    price = clearing_price(quantity, intercept, slope)
    if quantity <= intercept:
        assert demanded_at(price, intercept, slope) == pytest.approx(quantity, abs=1e-9)
    else:
        assert price == 0.0
