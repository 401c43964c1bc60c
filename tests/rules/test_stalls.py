"""What draws buyers to a farmer's stall, its price, and what a household gains by it."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.stalls import (
    asking_price,
    crowding,
    days_fresh,
    days_on_offer,
    hoped_gain,
    hoped_orders,
    margin_online,
    orders_to_keep_for,
    price_next,
    pull,
    yearly_gain,
)

AT_PAR = {
    "taste": 0.0, "offered": 1.0, "delivered": 50.0, "usual": 50.0, "arrives": 1.0, "days": 0.0,
    "price_weight": 4.0, "days_weight": 0.1, "variety_weight": 0.5,
}  # fmt: skip


def log_pull(**changes):
    return math.log(pull(**AT_PAR | changes))


def test_at_the_shops_price_without_delay_taste_decides():
    assert log_pull() == pytest.approx(0.0)
    assert log_pull(taste=0.7) == pytest.approx(0.7)


def test_a_dearer_later_or_smaller_offer_draws_less():
    assert log_pull(delivered=55.0) == pytest.approx(-4 * math.log(1.1))
    assert log_pull(days=3.0) == pytest.approx(-0.3)
    assert log_pull(offered=0.01) == pytest.approx(0.5 * math.log(0.01))


def test_what_does_not_arrive_is_as_if_the_rest_were_dearer():
    assert log_pull(arrives=0.8) == pytest.approx(log_pull(delivered=50.0 / 0.8))


def test_a_farmer_with_plenty_asks_what_pays_most():
    """By hand, without a fee: 30 an order is spared, and four fifths of 52 delivered are cost."""
    assert asking_price(24.0, 6.0, 0.0, 10.0, 4.0, 1000.0) == pytest.approx(40.0)
    price = asking_price(24.0, 6.0, 0.03, 12.0, 4.0, 1000.0)

    def gain(asked):
        return (
            pull(**AT_PAR | {"delivered": asked + 12.0})
            / (asked + 12.0)
            * (asked * (1.0 - 0.03) - 6.0 - 24.0)
        )

    assert gain(price) > max(gain(0.99 * price), gain(1.01 * price)) > 0.0


def test_nobody_asks_more_than_the_most_unless_others_pay_it():
    assert asking_price(24.0, 6.0, 0.0, 10.0, 4.0, 35.0) == 35.0
    assert asking_price(24.0, 6.0, 0.0, 10.0, 4.0, 20.0) == 30.0
    assert asking_price(24.0, 6.0, 0.0, 10.0, 0.0, 90.0) == 90.0  # nobody minds the price


def test_at_full_speed_the_price_is_the_one_at_which_orders_meet_supply():
    price = price_next(40.0, 300.0, 100.0, -5.0, 1.0, 1.0, 1000.0)
    assert 100.0 * (price / 40.0) ** -5.0 == pytest.approx(300.0)


def test_one_grain_is_a_supply_and_no_month_counts_for_more_than_tenfold():
    assert price_next(40.0, 1, 2.0, -1.0, 1.0, 1.0, 1000.0) == pytest.approx(80.0)
    assert price_next(40.0, 100, 5000.0, -1.0, 1.0, 1.0, 1000.0) == pytest.approx(400.0)
    assert price_next(40.0, 100, 1.0, -1.0, 1.0, 1.0, 1000.0) == pytest.approx(4.0)


@given(st.floats(1, 1000), st.floats(0, 1e6), st.floats(-10, 1e6), st.floats(0, 1))
def test_the_price_falls_where_more_is_brought_than_wanted(price, brought, wanted, speed):
    new = price_next(price, brought, wanted, -5.0, speed, 0.01, 1e6)
    if brought > max(wanted, 0.0):
        assert new <= price
    elif brought > 0.0:
        assert new >= price * (1.0 - 1e-12)
    else:
        assert new == price


@given(st.floats(0, 1e6), st.floats(0, 1e6))
def test_nobody_sells_below_the_least_or_above_the_most(brought, wanted):
    assert 30.0 <= price_next(40.0, brought, wanted, -1.5, 1.0, 30.0, 60.0) <= 60.0
    assert price_next(40.0, brought, wanted, -1.5, 1.0, 70.0, 60.0) == 70.0


@pytest.mark.parametrize(
    ("today", "life", "days"),
    [
        (100, 365, 28),  # the next lot comes in time
        (100, 10, 8),  # it gets too old before
        (115, 365, 350),  # the last lot of the season must last until the next
        (115, 60, 58),
    ],
)
def test_a_lot_is_on_offer_until_the_next_or_until_it_is_old(today, life, days):
    assert days_on_offer(today, 100, 40, life, 28) == days


@pytest.mark.parametrize(
    ("lot", "today", "life", "orders"),
    [
        (700.0, 110, 365, 56.0),  # the lots to come are enough: until the next one
        (700.0, 135, 365, 660.0),  # the last one: 330 days until the next season
        (200.0, 110, 60, 56.0),
        (20.0, 110, 365, 690.0),  # 355 days, less one lot to come
        (20.0, 110, 60, 96.0),  # the 58 days that it keeps, less one
        (1.0, 110, 20, 36.0),  # it is old before the next lot
    ],
)
def test_who_will_have_too_little_after_the_season_keeps_some_for_then(lot, today, life, orders):
    """Two orders a day, a season of 40 days and a lot every 28."""
    kept = orders_to_keep_for(2.0, lot, today, 100, 40, life, 28)
    assert kept == pytest.approx(orders)


def test_a_stall_gains_its_margin_on_what_it_can_sell():
    # 40 of an order, less 3 % and 6 for packing, against 24 elsewhere
    margin = margin_online(40.0, 24.0, 6.0, 0.03)
    assert margin == pytest.approx(40 * 0.97 - 6 - 24)
    assert yearly_gain(0.5, 100, 1000.0, 5, margin) == pytest.approx(50 * margin)
    assert yearly_gain(0.5, 100, 100.0, 5, margin) == pytest.approx(20 * margin)


@pytest.mark.parametrize(
    ("today", "life", "fresh"),
    [
        (100, 12, 30),  # 40 days of harvest from now on, and 10 of selling
        (130, 12, 20),
        (150, 12, 0),
        (80, 12, 10),  # it begins in 20 days
        (150, 400, 30),
    ],
)
def test_a_crop_is_fresh_in_its_season_and_while_it_keeps(today, life, fresh):
    assert days_fresh(today, 100, 40, life, 30) == fresh


def test_neighbours_count_by_the_trust_in_them():
    assert hoped_gain(100.0, -50.0, 0.0) == 100.0
    assert hoped_gain(100.0, -50.0, 1.0) == -50.0
    assert hoped_gain(100.0, -50.0, 0.4) == pytest.approx(40.0)


def test_neighbours_count_by_the_days_of_their_stalls():
    """300 orders in 100 days, and 1 a day elsewhere: halfway where both weigh the same."""
    assert hoped_orders(300.0, 100.0, 1.0, 100.0) == pytest.approx(2.0)
    assert hoped_orders(300.0, 100.0, 1.0, 1e-9) == pytest.approx(3.0)
    assert hoped_orders(0.0, 0.0, 1.25, 365.0) == pytest.approx(1.25)


def test_stalls_take_orders_from_each_other_above_a_niche():
    """Four times the niche at a weight of a half: twice the orders, half of them a stall."""
    assert crowding(2.0, 4.0, 0.5) == crowding(4.0, 4.0, 0.5) == 1.0
    assert crowding(16.0, 4.0, 0.5) == pytest.approx(0.5)
    assert crowding(16.0, 4.0, 1.0) == 1.0
