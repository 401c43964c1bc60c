"""What draws buyers to a shop, and what it can serve."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.new_retail import attraction, buyer_of, orders_served, with_searches

COUNTS = st.integers(0, 10_000)


@given(COUNTS, st.integers(1, 50), COUNTS, COUNTS)
def test_no_more_is_served_than_asked_and_than_there_is(orders, size, stock, others):
    sent = orders_served(orders, size, stock, others)
    assert 0 <= sent <= orders
    assert sent * size <= stock
    if orders * size + others <= stock:
        assert sent == orders


@given(COUNTS, st.integers(1, 50), COUNTS, COUNTS)
def test_a_short_shelf_gives_customers_in_the_shop_their_part(orders, size, stock, others):
    wanted = orders * size + others
    left = stock - size * orders_served(orders, size, stock, others)
    assert left >= min(others, math.floor(others * min(stock / max(wanted, 1), 1.0)))


def test_of_fifteen_two_thirds_are_for_orders_that_want_twenty_of_thirty():
    assert orders_served(10, 2, 15, 10) == 5
    assert orders_served(10, 3, 15, 10) == 3  # 11 grains hold 3 orders
    assert orders_served(10, 2, 30, 10) == 10


def test_towns_and_villages_of_a_province_stand_before_its_firms():
    assert [buyer_of(cell) for cell in range(6)] == [0, 1, 3, 4, 6, 7]


@given(st.floats(0.01, 1), st.floats(-1, 1), st.floats(-3, 3))
def test_shares_beside_merchants_follow_the_logit(offered, dearer, sooner):
    """Two options, utilities on price and days: the share is that of a logit by hand."""
    price_weight, days_weight, taste = 4.0, 0.1, 0.3
    pull = attraction(taste, offered, dearer, sooner, price_weight, days_weight)
    shop = math.exp(taste + math.log(offered) - price_weight * dearer + days_weight * sooner)
    assert pull / (1.0 + pull) == pytest.approx(shop / (shop + 1.0))
    longer = attraction(taste, offered, dearer, sooner - 1.0, price_weight, days_weight)
    assert longer == pytest.approx(pull * math.exp(-days_weight))


RATES, SHOPS = st.floats(0.01, 100), st.floats(0.1, 1000)


@given(RATES, RATES, SHOPS, SHOPS, SHOPS)
def test_searches_and_sales_are_pooled_by_size(sold, wanted, shops, looked, worth):
    """An estimate between the two, nearer to that of more shops; searches count up to a bound."""
    seen, sought = sold * shops, wanted * looked
    estimate = with_searches(seen, shops, sought, looked, worth)
    counted = min(looked, worth)
    assert estimate == pytest.approx((shops * sold + counted * wanted) / (shops + counted))
    assert with_searches(0.0, 0.0, sought, looked, worth) == pytest.approx(wanted)
    assert with_searches(seen, shops, sought, looked, 0.0) == pytest.approx(sold)


def test_what_nobody_sells_or_can_look_for_is_not_known():
    assert with_searches(0.0, 0.0, 5.0, 2.0, 0.0) == 0.0
