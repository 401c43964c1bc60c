"""What a unit costs from the wholesaler and from its producer, and how often rounds fall due."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.sourcing import (
    comes_too_old,
    days_of_order,
    direct_unit_cost,
    joint_rounds,
    wholesale_unit_cost,
)

PRICE = st.floats(0.01, 1000)
DAYS = st.floats(0, 1000)
INTEREST = st.floats(0, 0.001)


@given(PRICE, st.integers(0, 90), INTEREST)
def test_credit_is_worth_its_interest(price, days, interest):
    cost = wholesale_unit_cost(price, days, interest)
    assert cost == pytest.approx(price - price * days * interest)


@given(PRICE, st.floats(0, 0.5), st.floats(0, 50), INTEREST)
def test_what_is_gone_at_once_costs_what_lands(price, fee, freight, interest):
    cost = direct_unit_cost(price, fee, freight, 0.0, 0.0, interest, 0)
    assert cost == pytest.approx(price + price * fee + freight)


@given(PRICE, st.floats(0, 0.5), st.floats(0, 50), DAYS, INTEREST, st.floats(0, 3))
def test_everything_that_is_worse_costs_more(price, fee, freight, days, interest, old):
    def cost(
        price=price, fee=fee, freight=freight, lost=0.1, days=days, interest=interest, old=old
    ):
        return direct_unit_cost(price, fee, freight, lost, days, interest, old)

    here = cost() * (1 - 1e-9)
    assert cost(price=price * 2) >= here
    assert cost(fee=fee + 0.1) >= here
    assert cost(freight=freight + 1) >= here
    assert cost(lost=0.2) >= here
    assert cost(days=days * 2) >= here
    assert cost(interest=interest + 1e-4) >= here
    assert cost(old=old + 0.1) >= here


def test_what_spoils_is_paid_for_by_what_sells():
    """Three of four get too old, so each that is sold costs four."""
    assert direct_unit_cost(3.0, 0.0, 0.0, 0.0, 20.0, 0.0, 3.0) == pytest.approx(12.0)


def test_what_arrives_pays_for_what_is_lost_on_the_way():
    """4 + 0.4 + 0.6, of which four in five arrive."""
    assert direct_unit_cost(4.0, 0.1, 0.6, 0.2, 0.0, 0.0, 0) == pytest.approx(6.25)


def test_money_is_tied_up_for_half_the_days_that_an_order_lasts():
    """10 days' worth: 5 days at 1 % on a landed cost of 4 + 0.4 + 0.6."""
    assert direct_unit_cost(4.0, 0.1, 0.6, 0.0, 10.0, 0.01, 0.0) == pytest.approx(5.25)


@pytest.mark.parametrize(
    ("lot", "demand", "review", "days"), [(12, 2.0, 7, 7), (24, 2.0, 7, 12), (1, 0.01, 2, 100)]
)
def test_an_order_lasts_for_its_round_or_its_lot(lot, demand, review, days):
    assert days_of_order(lot, demand, review) == pytest.approx(days)


def test_what_does_not_sell_is_never_ordered_directly():
    lasts = days_of_order(1, 0.0, 7)
    assert direct_unit_cost(1.0, 0.0, 0.0, 0.0, lasts, 0.001, 0) > 1e20


@given(st.integers(0, 30), st.integers(0, 30))
def test_rounds_that_begin_together_share_evenings(days, other):
    if days + other == 0:
        return
    span = max(days, 1) * max(other, 1)
    due = [day for day in range(span) if any(each and day % each == 0 for each in (days, other))]
    assert joint_rounds(days, other) * span == pytest.approx(len(due))


def test_shops_take_no_more_than_a_part_of_a_goods_life_on_its_way():
    assert not comes_too_old(5, 15, 1 / 3)
    assert comes_too_old(6, 15, 1 / 3)
    assert comes_too_old(1, 15, 0.0)
    assert not comes_too_old(1000, 0, 1 / 3)  # it keeps
